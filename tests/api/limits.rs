//! One address may try only so often; others are not touched by it.

use server::limits::{Limits, TrustedProxies};

use crate::{
    client::{Answer, Request},
    office::{TestOffice, form},
};

fn start() -> TestOffice {
    TestOffice::start_within(Limits::new(TrustedProxies::default()))
}

/// As the proxy before the server asks for this address.
fn from(address: &str, request: Request) -> Request {
    request.header("x-forwarded-for", address)
}

fn seconds(answer: &Answer) -> i64 {
    answer.header("retry-after").expect("it says when").parse().unwrap()
}

fn plain(path: &str, fields: &[(&str, &str)]) -> Request {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Request::new("POST", path).header("content-type", "application/x-www-form-urlencoded").body(body.as_bytes())
}

#[test]
fn one_address_files_so_many_complaints_and_another_goes_on() {
    let office = start();
    let file =
        |address: &str, number| office.send(&from(address, Request::post("/api/v1/complaints", number, &form())));

    let first = file("203.0.113.1", 1);
    let rest: Vec<_> = (2..=60).map(|number| file("203.0.113.1", number).status).collect();
    let refused = file("203.0.113.1", 61);

    assert_eq!(first.header("ratelimit-policy"), Some("\"submissions\";q=60;w=600"));
    assert_eq!(first.header("ratelimit"), Some("\"submissions\";r=59;t=10"));
    assert!(rest.iter().all(|status| *status == 201));
    assert_eq!((refused.status, refused.json()["key"].as_str().unwrap()), (429, "limit.reached"));
    assert_eq!(seconds(&refused), 10);
    assert_eq!(file("203.0.113.2", 62).status, 201);
    office.pass(10);
    assert_eq!(file("203.0.113.1", 61).status, 201, "nothing is lost: the same request goes through later");
}

#[test]
fn a_clock_that_was_ahead_for_a_while_keeps_nobody_out() {
    let office = start();
    let file =
        |address: &str, number| office.send(&from(address, Request::post("/api/v1/complaints", number, &form())));

    office.pass_days(3);
    let ahead = file("203.0.113.1", 1);
    office.pass_days(-3);
    let after = file("203.0.113.1", 2);

    assert_eq!((ahead.status, after.status), (201, 201));
    assert_eq!(after.header("ratelimit"), Some("\"submissions\";r=59;t=10"));
    assert_eq!(file("203.0.113.2", 3).status, 201, "and others neither");
}

#[test]
fn a_form_without_the_app_counts_alike_and_loses_no_word() {
    let office = start();
    let answers = [
        ("step", "6"),
        ("group", "ration"),
        ("category", "PDS_NOT_RECEIVED"),
        ("district", "bhiwani"),
        ("text", "दो महीने से राशन नहीं मिला है"),
    ];
    let pages: Vec<_> = (0..61).map(|_| office.send(&from("203.0.113.1", plain("/complain", &answers)))).collect();

    assert!(pages[..60].iter().all(|page| page.status == 200));
    assert_eq!(pages[60].status, 429);
    assert!(pages[60].text().contains("दो महीने से राशन नहीं मिला है"));
}

#[test]
fn whoever_guesses_numbers_is_stopped_and_whoever_looks_up_is_not() {
    let office = start();
    let filed = office.file(1);
    let look =
        |address: &str, ticket: &str| office.send(&from(address, Request::get(&format!("/api/v1/tickets/{ticket}"))));

    let found: Vec<_> = (0..200).map(|_| look("203.0.113.1", &filed.ticket).status).collect();
    let missed: Vec<_> = (0..60).map(|_| look("203.0.113.2", "21482736900").status).collect();

    assert!(found.iter().all(|status| *status == 200));
    assert!(missed.iter().all(|status| *status == 404));
    assert_eq!(look("203.0.113.2", "21482736900").status, 429);
    assert_eq!(look("203.0.113.2", &filed.ticket).status, 429, "a hit would tell");
    assert_eq!(look("203.0.113.1", &filed.ticket).status, 200);
    let page = office.send(&from("203.0.113.2", Request::get("/t/21482736900").header("accept", "text/html")));
    assert_eq!((page.status, seconds(&page)), (429, 10));
    assert!(page.text().contains("<html"), "a person is told on a page");
}

#[test]
fn keys_and_pins_are_not_guessed_from_one_network() {
    let office = start();
    let filed = office.file(1);
    let details = |address: &str, key: &str| {
        let path = format!("/api/v1/tickets/{}/details", filed.ticket);
        office.send(&from(address, Request::get(&path).bearer(key))).status
    };
    let unlock = |address: &str, ticket: u64| {
        let path = format!("/api/v1/tickets/{ticket}/unlock");
        office.send(&from(address, Request::post(&path, 1, &serde_json::json!({"pin": "000000"})))).status
    };
    // Valid numbers, none of them filed: no lock of a single one is in the way.
    let numbers: Vec<u64> = (0..21).map(|bits| domain::ticket::Ticket::from_chance(bits).number()).collect();

    for _ in 0..60 {
        assert_eq!(details("2001:db8:0:1::1", "wrong"), 404);
    }
    for number in &numbers[..20] {
        assert_eq!(unlock("2001:db8:0:1::1", *number), 404);
    }

    assert_eq!(details("2001:db8:0:1::2", &filed.key), 429, "the same network");
    assert_eq!(unlock("2001:db8:0:1::2", numbers[20]), 429);
    assert_eq!(details("2001:db8:0:2::1", &filed.key), 200);
    assert_eq!(unlock("2001:db8:0:2::1", numbers[20]), 404);
}

#[test]
fn many_names_are_not_tried_from_one_address() {
    let office = start();
    let try_name = |number: u32| {
        let asked = serde_json::json!({"user": format!("name{number}"), "password": "wrong password"});
        let request = Request::post("/api/desk/v1/session", number, &asked);
        office.send(&from("203.0.113.1", request.header("sec-fetch-site", "same-origin"))).status
    };

    let tried: Vec<_> = (0..20).map(try_name).collect();

    assert!(tried.iter().all(|status| *status == 401), "{tried:?}");
    assert_eq!(try_name(20), 429);
}

#[test]
fn a_client_cannot_choose_its_address() {
    let office = start();
    let look = |said: &str| office.send(&from(said, Request::get("/api/v1/tickets/21482736900"))).status;

    let all: Vec<_> = (0..61).map(|number| look(&format!("198.51.100.{number}, 203.0.113.1"))).collect();

    assert_eq!(all[60], 429, "only what the proxy wrote counts");
}

#[test]
fn a_form_whose_photo_is_none_counts_too() {
    let office = start();
    let body = |number: u32| {
        format!(
            "--b\r\ncontent-disposition: form-data; name=\"step\"\r\n\r\n6\r\n\
             --b\r\ncontent-disposition: form-data; name=\"group\"\r\n\r\nration\r\n\
             --b\r\ncontent-disposition: form-data; name=\"category\"\r\n\r\nPDS_NOT_RECEIVED\r\n\
             --b\r\ncontent-disposition: form-data; name=\"district\"\r\n\r\nbhiwani\r\n\
             --b\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nno ration for two months {number}\r\n\
             --b\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\nGIF89a\r\n--b--\r\n"
        )
    };
    let send = |number| {
        let request = Request::new("POST", "/complain").header("content-type", "multipart/form-data; boundary=b");
        office.send(&from("203.0.113.1", request.body(body(number).as_bytes()))).status
    };

    let tried: Vec<_> = (0..61).map(send).collect();

    assert!(tried[..60].iter().all(|status| *status == 415), "{tried:?}");
    assert_eq!(tried[60], 429);
}
