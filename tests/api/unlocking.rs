//! PIN and key.

use serde_json::json;

use crate::{
    client::{Answer, Request},
    office::{Filed, TestOffice},
};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn unlock(office: &TestOffice, ticket: &str, pin: &str) -> Answer {
    let path = format!("/api/v1/tickets/{ticket}/unlock");
    office.send(&Request::post(&path, 1, &json!({"pin": pin})).without("idempotency-key"))
}

/// A PIN that is not this one's.
fn wrong(filed: &Filed) -> String {
    let last = filed.pin.as_bytes()[5] - b'0';
    format!("{}{}", &filed.pin[..5], (last + 1) % 10)
}

fn try_wrongly(office: &TestOffice, filed: &Filed, times: usize) {
    for time in 0..times {
        let answer = unlock(office, &filed.ticket, &wrong(filed));
        assert_eq!((answer.status, answer.problem().as_str()), (404, "ticket.unknown_or_pin"), "try {time}");
    }
}

#[test]
fn the_pin_gives_the_key_also_in_devanagari_digits() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let devanagari: String =
        filed.pin.bytes().map(|digit| char::from_u32(0x966 + u32::from(digit - b'0')).unwrap()).collect();

    for pin in [&filed.pin, &devanagari] {
        let answer = unlock(&office, &filed.ticket, pin);
        assert_eq!((answer.status, answer.json()["key"].as_str()), (200, Some(filed.key.as_str())));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[test]
fn an_unknown_number_and_a_wrong_pin_are_answered_alike() {
    let office = TestOffice::start();
    let filed = office.file(1);

    let wrong_pin = unlock(&office, &filed.ticket, &wrong(&filed));
    let unknown = unlock(&office, "21482736900", &filed.pin);

    assert_eq!((wrong_pin.status, &wrong_pin.body), (unknown.status, &unknown.body));
    assert_eq!(wrong_pin.told_alike(), unknown.told_alike());
}

#[test]
fn five_wrong_pins_lock_for_a_quarter_of_an_hour_then_an_hour_then_a_day() {
    let office = TestOffice::start();
    let filed = office.file(1);

    for seconds in [15 * MINUTE, HOUR, DAY, DAY] {
        try_wrongly(&office, &filed, 5);

        let locked = unlock(&office, &filed.ticket, &filed.pin);
        assert_eq!((locked.status, locked.problem().as_str()), (429, "pin.locked"), "even with the right PIN");
        assert_eq!(locked.header("retry-after"), Some(seconds.to_string().as_str()));
        office.clock.pass(seconds - 1);
        assert_eq!(unlock(&office, &filed.ticket, &filed.pin).status, 429);
        office.clock.pass(1);
    }
    assert_eq!(unlock(&office, &filed.ticket, &filed.pin).status, 200);
}

#[test]
fn the_right_pin_forgives_wrong_ones_before_it() {
    let office = TestOffice::start();
    let filed = office.file(1);

    try_wrongly(&office, &filed, 4);
    assert_eq!(unlock(&office, &filed.ticket, &filed.pin).status, 200);

    try_wrongly(&office, &filed, 4);
    assert_eq!(unlock(&office, &filed.ticket, &filed.pin).status, 200);
}

#[test]
fn a_number_that_does_not_exist_locks_like_any_other() {
    let office = TestOffice::start();

    let statuses: Vec<_> = (0..6).map(|_| unlock(&office, "21482736900", "123456").status).collect();

    assert_eq!(statuses, [404, 404, 404, 404, 404, 429]);
}

#[test]
fn the_key_opens_while_the_pin_is_locked() {
    let office = TestOffice::start();
    let filed = office.file(1);

    try_wrongly(&office, &filed, 5);

    assert_eq!(office.details(&filed).status, 200);
}

#[test]
fn what_is_no_pin_is_told_and_counts_as_no_try() {
    let office = TestOffice::start();
    let filed = office.file(1);

    for _ in 0..6 {
        let answer = unlock(&office, &filed.ticket, "12345");
        assert_eq!((answer.status, answer.fields()), (422, vec![("/pin".to_owned(), "pin.shape".to_owned())]));
    }
    assert_eq!(unlock(&office, &filed.ticket, &filed.pin).status, 200);
}

#[test]
fn the_private_part_opens_with_its_own_key_only() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let other = office.file(2);
    let details = |ticket: &str| Request::get(&format!("/api/v1/tickets/{ticket}/details"));

    let without = office.send(&details(&filed.ticket));
    let foreign = office.send(&details(&filed.ticket).bearer(&other.key));
    let unknown = office.send(&details("21482736900").bearer(&filed.key));

    assert_eq!((without.status, without.problem().as_str()), (401, "key.missing"));
    assert_eq!(without.header("www-authenticate"), Some("Bearer"));
    assert_eq!((foreign.status, foreign.problem().as_str()), (404, "ticket.unknown_or_key"));
    assert_eq!(foreign.body, unknown.body);
}
