//! Filing a complaint.

use serde_json::{Value, json};

use crate::{
    client::Request,
    office::{TestOffice, form, form_with},
};

#[test]
fn a_filed_complaint_gets_a_receipt_that_opens_it() {
    let office = TestOffice::start();

    let answer = office.send(&Request::post("/api/v1/complaints", 1, &form()));

    assert_eq!(answer.status, 201);
    let receipt = answer.json();
    let ticket = receipt["ticket"].as_str().unwrap();
    assert_eq!(answer.header("location"), Some(format!("/api/v1/tickets/{ticket}").as_str()));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(ticket.len(), 11);
    let display = receipt["display"].as_str().unwrap();
    assert_eq!(display, format!("HR {}-{}-{}", &ticket[..3], &ticket[3..7], &ticket[7..]));
    assert_eq!(receipt["pin"].as_str().unwrap().len(), 6);
    let key = receipt["key"].as_str().unwrap();
    assert_eq!(receipt["link"], format!("/t/{ticket}#k={key}"));
    assert!(receipt["qr"].as_str().unwrap().starts_with("<svg "));
    assert_eq!(receipt["received_at"], "2026-11-24T10:00:00Z");
    let opened = office.send(&Request::get(&format!("/api/v1/tickets/{ticket}/details")).bearer(key));
    assert_eq!(opened.json()["text"], "दो महीने से राशन नहीं मिला है");
}

#[test]
fn only_category_district_text_language_and_notice_are_needed() {
    let office = TestOffice::start();
    let mut least = form();
    for field in ["place", "name", "mobile"] {
        least.as_object_mut().unwrap().remove(field);
    }

    let filed = office.file_as(1, &least);

    let details = office.details(&filed).json();
    assert_eq!((&details["place"], &details["name"], &details["mobile"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[test]
fn what_was_typed_is_kept_trimmed_and_composed_and_the_mobile_is_shown_by_its_last_four_digits() {
    let office = TestOffice::start();
    let mut typed = form_with("text", json!("  cafe\u{301} के पास पानी नहीं आ रहा \r\n दो दिन से "));
    typed["mobile"] = json!("+91 ९८१२३ ४५६७८");

    let filed = office.file_as(1, &typed);

    let details = office.details(&filed).json();
    assert_eq!(details["text"], "caf\u{e9} के पास पानी नहीं आ रहा \n दो दिन से");
    assert_eq!(details["mobile"], "XXXXXX5678");
}

#[test]
fn a_filed_complaint_is_counted_at_once() {
    let office = TestOffice::start();

    office.file(1);
    office.file(2);

    assert_eq!(office.get("/api/v1/statistics").json()["received"], 2);
}
