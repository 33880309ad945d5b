//! The public status.

use serde_json::{Value, json};

use crate::{
    client::Request,
    office::{TestOffice, form_with, forward, not_tenable},
};

#[test]
fn the_status_shows_where_it_stands_and_neither_word_nor_person() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.pass_days(1);
    office.desk(&filed, &forward("FOOD"));

    let answer = office.get(&format!("/api/v1/tickets/{}", filed.ticket));

    let status = answer.json();
    assert_eq!(status["status"], "forwarded");
    assert_eq!(status["kind"], "open");
    assert_eq!((&status["category"], &status["department"]), (&json!("PDS_NOT_RECEIVED"), &json!("FOOD")));
    assert_eq!(
        status["events"],
        json!([
            {"at": "2026-11-24T10:00:00Z", "event": "received"},
            {"at": "2026-11-25T10:00:00Z", "event": "forwarded", "department": "FOOD"}
        ])
    );
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    for secret in ["Suman", "9812345678", "5678", "Sirsa", "राशन", "कृपया", &filed.pin, &filed.key] {
        assert!(!answer.text().contains(secret), "{secret}");
    }
}

#[test]
fn any_spelling_of_the_number_is_understood() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let devanagari: String = filed.ticket.bytes().map(|digit| format!("%E0%A5%{:X}", 0xa6 + (digit - b'0'))).collect();
    let (first, second, third) = (&filed.ticket[..3], &filed.ticket[3..7], &filed.ticket[7..]);

    for spelled in [format!("HR%20{first}-{second}-{third}"), format!("hr{first}{second}{third}"), devanagari] {
        let answer = office.get(&format!("/api/v1/tickets/{spelled}"));
        assert_eq!(answer.json()["ticket"], filed.ticket.as_str(), "{spelled}");
    }
}

#[test]
fn a_mistyped_number_is_told_and_any_other_is_unknown() {
    let office = TestOffice::start();
    let problem = |typed: &str| {
        let answer = office.get(&format!("/api/v1/tickets/{typed}"));
        (answer.status, answer.problem())
    };

    assert_eq!(problem("21482736901"), (400, "ticket.check_digit".to_owned()));
    for typed in ["21482736900", "123", "x", "214827369001", "PB21482736900", "%FF", "%00"] {
        assert_eq!(problem(typed).0, 404, "{typed}");
    }
    assert_eq!(problem("21482736900").1, "ticket.unknown");
}

#[test]
fn a_status_that_has_not_changed_is_not_sent_again() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let request = Request::get(&format!("/api/v1/tickets/{}", filed.ticket));
    let tag = office.send(&request).header("etag").unwrap().to_owned();
    let asked_again = request.header("if-none-match", &tag);

    let unchanged = office.send(&asked_again);
    office.desk(&filed, &forward("FOOD"));
    let changed = office.send(&asked_again);

    assert_eq!((unchanged.status, unchanged.header("etag")), (304, Some(tag.as_str())));
    assert!(unchanged.body.is_empty());
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), Some(tag.as_str()));
}

#[test]
fn a_sensitive_complaint_shows_neither_category_nor_district_nor_department() {
    let office = TestOffice::start();
    let filed = office.file_as(1, &form_with("category", json!("POLICE")));
    office.desk(&filed, &forward("POL"));

    let status = office.status(&filed);

    for field in ["category", "district", "department"] {
        assert_eq!(status[field], Value::Null, "{field}");
    }
    assert_eq!(status["events"][1]["event"], "forwarded");
    assert_eq!(status["events"][1].get("department"), None);
    let details = office.details(&filed).json();
    assert_eq!((&details["category"], &details["department"]), (&json!("POLICE"), &json!("POL")));
}

#[test]
fn a_closed_complaint_says_why_and_until_when_it_may_be_reopened() {
    let office = TestOffice::start();
    let filed = office.file(1);

    office.desk(&filed, &not_tenable());

    let status = office.status(&filed);
    assert_eq!((&status["kind"], &status["reason"]), (&json!("not_tenable"), &json!("sub_judice")));
    assert_eq!(status["reopen_until"], "2026-12-24T10:00:00Z");
}
