//! Where a change of the desk comes from.

use serde_json::{Value, json};

use crate::{
    client::{Answer, Request},
    office::{ORIGIN, TestOffice},
};

const CHANGES: [(&str, &str); 7] = [
    ("POST", "/api/desk/v1/session"),
    ("DELETE", "/api/desk/v1/session"),
    ("DELETE", "/api/desk/v1/sessions"),
    ("POST", "/api/desk/v1/password"),
    ("POST", "/api/desk/v1/channels/retry"),
    ("POST", "/api/desk/v1/staff"),
    ("PATCH", "/api/desk/v1/staff"),
];

fn change(method: &str, path: &str) -> Request {
    Request::json(method, path, &json!({"user": "suman", "role": "tracker"}))
}

fn is_refused(answer: &Answer) -> bool {
    answer.status == 403 && answer.problem() == "origin.wrong"
}

#[test]
fn no_other_site_changes_anything() {
    let office = TestOffice::start();
    let admin = office.admin();

    for (method, path) in CHANGES {
        for origin in ["https://evil.example", "http://sunwai.example", "https://sunwai.example:8443", "null", ""] {
            let answer = office.send(&admin.own(change(method, path)).header("origin", origin));
            assert!(is_refused(&answer), "{method} {path} {origin}: {}", answer.text());
            let without_cookie = office.send(&change(method, path).header("origin", origin));
            assert!(is_refused(&without_cookie), "{method} {path} {origin}");
        }
        for site in ["cross-site", "same-site", "none"] {
            let answer = office.send(&admin.own(change(method, path)).without("origin").header("sec-fetch-site", site));
            assert!(is_refused(&answer), "{method} {path} {site}");
        }
    }
    assert_eq!(admin.get("/api/desk/v1/staff").json().as_array().map(Vec::len), Some(1), "nothing was changed");
}

#[test]
fn the_desk_itself_changes_things() {
    let office = TestOffice::start();
    let admin = office.admin();
    let add = |user: &str| Request::json("POST", "/api/desk/v1/staff", &json!({"user": user, "role": "tracker"}));

    let by_origin = office.send(&admin.own(add("one")));
    let by_site = office.send(&admin.own(add("two")).without("origin").header("sec-fetch-site", "same-origin"));
    let address = office.address.to_string();
    let on_this_machine = admin.own(add("three")).header("origin", &format!("http://{address}"));
    let here = office.send(&on_this_machine.clone().header("host", &address));
    let elsewhere = office.send(&on_this_machine);

    assert_eq!((by_origin.status, by_site.status, here.status), (201, 201, 201));
    assert!(is_refused(&elsewhere), "only where the request says that it is here");
}

#[test]
fn reading_needs_no_origin() {
    let office = TestOffice::start();
    let admin = office.admin();

    let answer = office.send(&admin.own(Request::get("/api/desk/v1/me")).without("origin"));

    assert_eq!(answer.status, 200);
}

#[test]
fn a_program_signs_in_without_an_origin() {
    let office = TestOffice::start();
    let wrong: Value = json!({"user": "suman", "password": "not the password"});

    let answer = office.send(&Request::json("POST", "/api/desk/v1/session", &wrong));

    assert_eq!((answer.status, answer.problem().as_str()), (401, "session.wrong"));
    assert_eq!(ORIGIN, office.office.public_url);
}
