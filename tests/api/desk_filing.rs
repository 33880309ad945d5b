//! Filing at the desk, for someone on paper or on the telephone.

use serde_json::{Value, json};

use crate::{
    client::{Answer, Request, key},
    office::{Filed, TestOffice, form},
    seat::Seat,
};

const COMPLAINTS: &str = "/api/desk/v1/complaints";

fn paper() -> Value {
    let mut paper = form();
    paper["channel"] = json!("paper");
    paper["email"] = json!("suman@example.in");
    paper
}

fn file(seat: &Seat<'_>, number: u32, form: &Value) -> Answer {
    seat.send(Request::json("POST", COMPLAINTS, form).header("idempotency-key", &key(number)))
}

#[test]
fn a_complaint_on_paper_gets_the_citizens_receipt_and_says_who_filed_it() {
    let office = TestOffice::start();
    let seat = office.tracker();

    let answer = file(&seat, 1, &paper());

    assert_eq!(answer.status, 201, "{}", answer.text());
    let receipt = answer.json();
    let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
    let filed = Filed { ticket: text("ticket"), pin: text("pin"), key: text("key") };
    assert_eq!(answer.header("location"), Some(format!("/api/v1/tickets/{}", filed.ticket).as_str()));
    assert_eq!(office.details(&filed).json()["channel"], "paper", "the receipt's key opens it");
    let complaint = seat.get(&format!("{COMPLAINTS}/{}", filed.ticket)).json();
    assert_eq!(complaint["contact"]["email"], "s…@example.in");
    let first = &complaint["history"][0];
    assert_eq!((&first["by"], &first["staff"]), (&json!("tracker"), &json!("tracker")));
}

#[test]
fn the_same_request_is_filed_once() {
    let office = TestOffice::start();
    let seat = office.supervisor();
    let mut other = paper();
    other["place"] = json!("Mohana");

    let (first, again) = (file(&seat, 1, &paper()), file(&seat, 1, &paper()));
    let reused = file(&seat, 1, &other);
    let without = seat.post(COMPLAINTS, &paper());

    assert_eq!((first.status, first.body), (201, again.body));
    assert_eq!((reused.status, reused.problem().as_str()), (422, "idempotency.reused"));
    assert_eq!((without.status, without.problem().as_str()), (400, "idempotency.missing"));
    assert_eq!(office.stored(), 1);
}

#[test]
fn every_problem_of_the_form_is_told_at_once() {
    let office = TestOffice::start();
    let seat = office.tracker();
    let mut wrong = paper();
    wrong["text"] = json!("कम");
    wrong["email"] = json!("suman");
    wrong["channel"] = json!("x");

    let answer = file(&seat, 1, &wrong);

    assert_eq!((answer.status, answer.problem().as_str()), (422, "complaint.invalid"));
    let fields = [("/text", "text.too_short"), ("/email", "email.invalid"), ("/channel", "channel.not_by_hand")];
    assert_eq!(answer.fields(), fields.map(|(pointer, key)| (pointer.to_owned(), key.to_owned())));
    wrong = paper();
    wrong["channel"] = json!("pigeon");
    assert_eq!(file(&seat, 2, &wrong).fields(), [("/channel".to_owned(), "channel.unknown".to_owned())]);
    wrong["colour"] = json!("red");
    assert_eq!(file(&seat, 3, &wrong).fields(), [("/colour".to_owned(), "field.unknown".to_owned())]);
    assert_eq!(office.stored(), 0);
}

#[test]
fn what_only_seniors_see_can_be_filed_by_the_team_and_is_not_seen_after() {
    let office = TestOffice::start();
    let (tracker, supervisor) = (office.tracker(), office.supervisor());
    let mut bribe = paper();
    bribe["category"] = json!("CORRUPTION");

    let ticket = file(&tracker, 1, &bribe).json()["ticket"].as_str().unwrap().to_owned();

    assert_eq!(tracker.get(&format!("{COMPLAINTS}/{ticket}")).status, 404);
    assert_eq!(supervisor.get(&format!("{COMPLAINTS}/{ticket}")).status, 200);
}
