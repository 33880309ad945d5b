//! What every answer forbids a browser, whatever kind of answer it is.

use server::crowd::Crowd;

use crate::{
    client::{Answer, Request},
    office::TestOffice,
};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

const EVERYWHERE: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

fn assert_forbids(what: &str, answer: &Answer) {
    assert_eq!(answer.header("content-security-policy"), Some(POLICY), "{what}");
    for (name, value) in EVERYWHERE {
        assert_eq!(answer.header(name), Some(value), "{what}: {name}");
    }
    let granted = answer.header("permissions-policy").unwrap_or_else(|| panic!("{what}"));
    assert!(granted.split(", ").all(|permission| permission.ends_with("=()")), "{what}: {granted}");
    assert_eq!(answer.header("set-cookie"), None, "{what}: citizens get no cookie");
}

#[test]
fn every_kind_of_answer_forbids_what_no_page_needs() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let tag = office.get("/api/v1/reference").header("etag").unwrap().to_owned();
    let ticket = format!("ticket={}", filed.ticket);
    let plain = |path: &str, body: &str| {
        let request = Request::new("POST", path).header("content-type", "application/x-www-form-urlencoded");
        office.send(&request.body(body.as_bytes()))
    };
    let rows = [
        ("a page", 200, office.get("/privacy")),
        ("a complaint's page", 200, office.get(&format!("/t/{}", filed.ticket))),
        ("the desk", 200, office.get("/desk/queue")),
        ("a page that says what is wrong", 404, office.send(&Request::get("/nothing").header("accept", "text/html"))),
        ("a file", 200, office.get("/mark.svg")),
        ("the API", 200, office.get("/api/v1/reference")),
        ("as it was", 304, office.send(&Request::get("/api/v1/reference").header("if-none-match", &tag))),
        ("a table", 200, office.get("/api/v1/statistics.csv")),
        ("a problem", 404, office.get("/api/v1/nothing")),
        ("a wrong method", 405, office.send(&Request::new("DELETE", "/healthz"))),
        ("a wrong body", 400, office.send(&Request::json("POST", "/api/v1/complaints", &serde_json::Value::Null))),
        ("no session", 401, office.get("/api/desk/v1/me")),
        ("on the way to another page", 303, plain("/status", &ticket)),
        ("no room", 503, TestOffice::start_for(Crowd::of(0, 0)).get("/healthz")),
    ];

    for (what, status, answer) in &rows {
        assert_eq!(answer.status, *status, "{what}");
        assert_forbids(what, answer);
        let is_secure = answer.header("strict-transport-security").is_some();
        assert!(is_secure || *status == 503, "{what}: citizens come by https");
    }
}

#[test]
fn nothing_inline_is_allowed_anywhere() {
    let office = TestOffice::start();

    for path in ["/", "/embed/status", "/api/v1/statistics.svg", "/widget.js", "/kiosk", "/mark.svg", "/sw.js"] {
        let policy = office.get(path).header("content-security-policy").unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
    }
}
