//! Filing at a terminal, at once and sealed, and what the terminal learns of it.

use aes_gcm::{
    Aes256Gcm, KeyInit as _,
    aead::{Aead as _, Payload},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    client::{Answer, Request, key},
    kiosk::{COMPLAINTS, HEALTH, ME, SEALED, SLIP, TODAY, Terminal},
    office::{TestOffice, form, form_with, forward},
};

/// Seals as the app does; `drawn` makes the key of this one.
fn seal(to: &str, words: &[u8], key: &str, drawn: u8) -> Value {
    let drawn = SecretKey::from_slice(&[drawn; 32]).unwrap();
    let to = PublicKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(to).unwrap()).unwrap();
    let mut bytes = [0; 32];
    let agreed = diffie_hellman(drawn.to_nonzero_scalar(), to.as_affine());
    agreed.extract::<Sha256>(None).expand(b"sunwai kiosk", &mut bytes).unwrap();
    let payload = Payload { msg: words, aad: key.as_bytes() };
    let sealed = Aes256Gcm::new(&bytes.into()).encrypt(&[0; 12].into(), payload).unwrap();
    let point = drawn.public_key().to_sec1_point(false);
    json!({"key": URL_SAFE_NO_PAD.encode(point.as_bytes()), "sealed": URL_SAFE_NO_PAD.encode(sealed)})
}

fn send_sealed(terminal: &Terminal<'_>, number: u32, form: &Value) -> Answer {
    let to = terminal.get(ME).json()["seal"].as_str().unwrap().to_owned();
    let sealed = seal(&to, form.to_string().as_bytes(), &key(number), number as u8);
    terminal.send(Request::post(SEALED, number, &sealed))
}

#[test]
fn what_is_filed_at_a_terminal_bears_its_channel_and_its_centre() {
    let office = TestOffice::start();
    let terminal = office.terminal("Atal Seva Kendra, Mohana");

    let answer = terminal.file(1, &form());

    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let receipt = answer.json();
    let ticket = receipt["ticket"].as_str().unwrap();
    let opened = format!("/api/v1/tickets/{ticket}/details");
    let details = office.send(&Request::get(&opened).bearer(receipt["key"].as_str().unwrap())).json();
    assert_eq!((&details["channel"], &details["text"]), (&json!("kiosk"), &form()["text"]));
    let seen = office.tracker().get(&format!("/api/desk/v1/complaints/{ticket}")).json();
    assert_eq!((&seen["channel"], &seen["centre"]), (&json!("kiosk"), &json!("Atal Seva Kendra, Mohana")));
    let by_channel = office.get("/api/v1/statistics?channel=kiosk").json();
    assert_eq!(by_channel["received"], 1);
}

#[test]
fn what_came_another_way_has_no_centre() {
    let office = TestOffice::start();
    let filed = office.file(1);

    let seen = office.tracker().get(&format!("/api/desk/v1/complaints/{}", filed.ticket)).json();

    assert_eq!(seen["centre"], Value::Null);
}

#[test]
fn the_same_key_files_once_whichever_way_it_comes() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");

    let first = terminal.file(1, &form());
    let again = terminal.file(1, &form());
    let sealed = send_sealed(&terminal, 1, &form());
    let other = terminal.file(1, &form_with("place", json!("Tosham")));

    assert_eq!((first.status, again.status, sealed.status), (201, 201, 201), "{}", sealed.text());
    assert_eq!(first.json(), again.json());
    assert_eq!(first.json(), sealed.json());
    assert_eq!((other.status, other.problem().as_str()), (422, "idempotency.reused"));
    assert_eq!((office.stored(), terminal.today().len()), (1, 1));
}

#[test]
fn every_problem_is_told_at_its_field_sealed_or_not() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");
    let wrong = form_with("text", json!("short"));

    for answer in [terminal.file(1, &wrong), send_sealed(&terminal, 2, &wrong)] {
        assert_eq!((answer.status, answer.problem().as_str()), (422, "complaint.invalid"));
        assert_eq!(answer.json()["errors"], json!([{"pointer": "/text", "key": "text.too_short"}]));
    }
    let unknown = send_sealed(&terminal, 3, &form_with("email", json!("x@example.in")));
    assert_eq!((unknown.status, unknown.json()["errors"][0]["key"].as_str().unwrap()), (422, "field.unknown"));
    let without = terminal.send(Request::json("POST", COMPLAINTS, &form()));
    assert_eq!((without.status, without.problem().as_str()), (400, "idempotency.missing"));
    assert_eq!(office.stored(), 0);
}

#[test]
fn a_seal_that_does_not_open_files_nothing() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");
    let to = terminal.get(ME).json()["seal"].as_str().unwrap().to_owned();
    let words = form().to_string();
    let whole = seal(&to, words.as_bytes(), &key(1), 1);
    let other_key = seal(&to, words.as_bytes(), &key(2), 1);
    let mut cut = whole.clone();
    cut["sealed"] = json!("AAAA");
    let mut no_point = whole.clone();
    no_point["key"] = json!("AAAA");

    for sealed in [other_key, cut, no_point] {
        let answer = terminal.send(Request::post(SEALED, 1, &sealed));
        assert_eq!((answer.status, answer.problem().as_str()), (422, "kiosk.seal_broken"), "{sealed}");
    }
    let no_json = seal(&to, b"no json", &key(1), 1);
    assert_eq!(terminal.send(Request::post(SEALED, 1, &no_json)).problem(), "body.malformed");
    assert_eq!(office.stored(), 0);
    assert_eq!(terminal.send(Request::post(SEALED, 1, &whole)).status, 201);
}

#[test]
fn the_day_list_has_number_state_and_times_of_this_terminal_and_this_day_only() {
    let office = TestOffice::start();
    let (here, elsewhere) = (office.terminal("Mohana"), office.terminal("Gohana"));
    here.file(1, &form());
    office.pass_days(1);
    let second = here.file(2, &form()).json()["ticket"].as_str().unwrap().to_owned();
    office.clock.pass(60);
    let third = here.file(3, &form()).json();
    elsewhere.file(4, &form());
    office.file(5);
    let filed = crate::office::Filed { ticket: second.clone(), pin: String::new(), key: String::new() };
    office.desk(&filed, &forward("FOOD"));

    let answer = here.get(TODAY);

    let third_number = third["ticket"].as_str().unwrap();
    assert_eq!(
        answer.json(),
        json!({"items": [
            {"ticket": third_number, "display": third["display"], "status": "received",
             "received_at": "2026-11-25T10:01:00Z", "due_at": "2026-12-02T10:01:00Z"},
            {"ticket": second, "display": format!("HR {}-{}-{}", &second[..3], &second[3..7], &second[7..]),
             "status": "forwarded", "received_at": "2026-11-25T10:00:00Z", "due_at": "2026-12-02T10:00:00Z"},
        ]})
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn the_slip_of_what_was_kept_is_had_for_its_key_here_for_a_week() {
    let office = TestOffice::start();
    let (here, elsewhere) = (office.terminal("Mohana"), office.terminal("Gohana"));
    let receipt = send_sealed(&here, 1, &form()).json();
    let ask =
        |terminal: &Terminal<'_>, number| terminal.send(Request::get(SLIP).header("idempotency-key", &key(number)));

    assert_eq!(ask(&here, 1).json(), receipt);
    for (terminal, number) in [(&elsewhere, 1), (&here, 2)] {
        let answer = ask(terminal, number);
        assert_eq!((answer.status, answer.problem().as_str()), (404, "kiosk.unknown_slip"));
    }
    assert_eq!(here.get(SLIP).problem(), "idempotency.missing");
    office.pass_days(7);
    assert_eq!(ask(&here, 1).status, 200);
    office.clock.pass(1);
    assert_eq!(ask(&here, 1).status, 404);
}

#[test]
fn what_a_citizen_filed_elsewhere_is_no_slip_of_a_terminal() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");
    office.file(1);

    let answer = terminal.send(Request::get(SLIP).header("idempotency-key", &key(1)));

    assert_eq!(answer.status, 404);
}

#[test]
fn the_health_says_how_many_came_through_today_and_when() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(terminal.get(HEALTH).json(), json!({"version": version, "sent_today": 0, "last_at": null}));

    terminal.file(1, &form());
    office.clock.pass(90);
    terminal.file(2, &form());

    let said = terminal.get(HEALTH).json();
    assert_eq!(said, json!({"version": version, "sent_today": 2, "last_at": "2026-11-24T10:01:30Z"}));
    office.pass_days(1);
    let next_day = terminal.get(HEALTH).json();
    assert_eq!((&next_day["sent_today"], &next_day["last_at"]), (&json!(0), &json!("2026-11-24T10:01:30Z")));
}
