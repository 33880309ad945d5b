//! What a citizen does with a complaint.

use serde_json::{Value, json};

use crate::office::{TestOffice, form_with, forward, not_tenable, resolve};

fn offered(details: &Value) -> Vec<&str> {
    details["actions"].as_array().unwrap().iter().map(|action| action.as_str().unwrap()).collect()
}

#[test]
fn a_citizen_sees_what_may_be_done_now() {
    let office = TestOffice::start();
    let filed = office.file(1);

    assert_eq!(offered(&office.details(&filed).json()), ["add_details", "add_photo", "remind", "withdraw"]);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());

    assert_eq!(offered(&office.details(&filed).json()), ["confirm", "reopen"]);
}

#[test]
fn a_solved_complaint_that_is_confirmed_is_closed_and_counted_so() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());

    let answer = office.act(&filed, 2, &json!({"action": "confirm"}));

    assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("closed")));
    assert_eq!(answer.json()["confirmed"], true);
    let figures = office.get("/api/v1/statistics").json();
    assert_eq!((&figures["resolved"], &figures["confirmed"]), (&json!(1), &json!(1)));
}

#[test]
fn a_citizen_who_is_not_content_reopens_within_thirty_days_and_not_later() {
    let office = TestOffice::start();
    let reopen = json!({"action": "reopen", "text": "मामला अदालत में नहीं है।"});
    let (in_time, late) = (office.file(1), office.file(2));
    office.desk(&in_time, &not_tenable());
    office.desk(&late, &not_tenable());

    office.pass_days(30);
    let reopened = office.act(&in_time, 3, &reopen);
    office.clock.pass(1);
    let refused = office.act(&late, 4, &reopen);

    assert_eq!((reopened.status, &reopened.json()["status"]), (200, &json!("reopened")));
    assert_eq!((refused.status, refused.problem().as_str()), (409, "action.too_late"));
    assert_eq!(office.status(&late)["status"], "not_tenable");
}

#[test]
fn replies_show_what_was_written_to_and_by_the_citizen_and_nothing_internal() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());
    office.act(&filed, 2, &json!({"action": "reopen", "text": "अभी तक नहीं मिला है।"}));

    let details = office.details(&filed);

    let replies = details.json()["replies"].clone();
    assert_eq!(replies[0]["text"], "राशन दे दिया गया है।");
    assert_eq!((&replies[0]["own"], &replies[1]["own"]), (&json!(false), &json!(true)));
    assert!(!details.text().contains("कृपया देखें"), "a note for the department");
}

#[test]
fn details_that_are_asked_for_and_given_bring_the_complaint_back_under_review() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &domain::action::Action::AskDetails { text: "कौन सा डिपो?".to_owned() });

    let answer = office.act(&filed, 2, &json!({"action": "add_details", "text": "डिपो नंबर 12, सिरसा घोघरा"}));

    assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("under_review")));
}

#[test]
fn a_citizen_reminds_once_a_week() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let remind = json!({"action": "remind"});

    assert_eq!(office.act(&filed, 2, &remind).status, 200);
    office.pass_days(6);
    let early = office.act(&filed, 3, &remind);
    office.pass_days(1);
    let in_time = office.act(&filed, 4, &remind);

    assert_eq!((early.status, early.problem().as_str()), (409, "action.too_early"));
    assert_eq!(in_time.status, 200);
}

#[test]
fn nothing_follows_a_withdrawal() {
    let office = TestOffice::start();
    let filed = office.file(1);
    assert_eq!(office.act(&filed, 2, &json!({"action": "withdraw"})).json()["status"], "withdrawn");

    let text = "फिर से खोलिए, कृपया";
    let rows = [
        json!({"action": "confirm"}),
        json!({"action": "reopen", "text": text}),
        json!({"action": "add_details", "text": text}),
        json!({"action": "remind"}),
        json!({"action": "withdraw"}),
    ];
    for (number, action) in (3..).zip(rows) {
        let answer = office.act(&filed, number, &action);
        assert_eq!((answer.status, answer.problem().as_str()), (409, "action.not_from_here"), "{action}");
    }
    assert_eq!(office.events(&filed), 2);
    assert_eq!(office.get("/api/v1/statistics").json()["withdrawn"], 1);
}

#[test]
fn an_action_needs_the_key_of_its_complaint() {
    let office = TestOffice::start();
    let mut filed = office.file_as(1, &form_with("name", json!("Asha")));
    filed.key = office.file(2).key;

    let answer = office.act(&filed, 3, &json!({"action": "withdraw"}));

    assert_eq!((answer.status, answer.problem().as_str()), (404, "ticket.unknown_or_key"));
    assert_eq!(office.status(&filed)["status"], "received");
}
