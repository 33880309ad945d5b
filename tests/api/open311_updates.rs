//! Updates, both ways: what tools read of the steps of complaints, and what
//! departments and tools say.

use domain::action::Action;
use serde_json::{Value, json};

use crate::{
    client::Answer,
    neighbour::{FOOD_KEY, KEY, elements, error, office},
    office::{Filed, TestOffice, forward, resolve},
};

/// A complaint that the food department has.
fn forwarded(office: &TestOffice, number: u32) -> Filed {
    let filed = office.file(number);
    office.desk(&filed, &forward("FOOD"));
    filed
}

fn state(office: &TestOffice, id: &str) -> String {
    office.get(&format!("/api/v1/tickets/{id}")).json()["status"].as_str().unwrap().to_owned()
}

fn taken(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()[0]["update_id"].as_str().unwrap().to_owned()
}

const SOLVED: (&str, &str) = ("description", "राशन दे दिया गया है।");

#[test]
fn every_state_is_told_once_oldest_first_without_the_words() {
    let office = office();
    let filed = forwarded(&office, 1);
    office.pass(60);
    office.desk(&filed, &Action::Start);
    office.desk(&filed, &Action::Note { text: "केवल टीम के लिए".to_owned() });
    office.pass(60);
    office.desk(&filed, &resolve());

    let updates = office.read("servicerequestupdates.json").json();
    let xml = office.read("servicerequestupdates.xml");
    let later = office.read("servicerequestupdates.json?start_date=2026-11-24T10:01:00Z&end_date=2026-11-24T10:01:30Z");

    let column = |name: &str| updates.as_array().unwrap().iter().map(|update| update[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("status"), ["OPEN", "INVESTIGATING", "IN_PROGRESS", "FIXED"].map(Value::from));
    assert_eq!(elements(&xml, "update_id").len(), 4);
    assert_eq!(column("update_id")[3], format!("{}-5", filed.ticket));
    assert!(!updates.to_string().contains("राशन दे") && !updates.to_string().contains("टीम"), "{updates}");
    assert_eq!(later.json().as_array().unwrap().len(), 1);
}

#[test]
fn a_department_begins_and_solves_what_was_forwarded_to_it() {
    let office = office();
    let id = forwarded(&office, 1).ticket;

    taken(&office.update(FOOD_KEY, &id, "IN_PROGRESS", &[("description", "निरीक्षक जाएगा")]));
    assert_eq!(state(&office, &id), "in_progress");
    let last =
        taken(&office.update(FOOD_KEY, &id, "FIXED", &[SOLVED, ("updated_datetime", "2026-11-24T10:00:00+05:30")]));

    assert_eq!(state(&office, &id), "resolved");
    assert_eq!(last, format!("{id}-5"));
    let seen = office.supervisor().get(&format!("/api/desk/v1/complaints/{id}")).json();
    let history = seen["history"].as_array().unwrap();
    let said: Vec<_> = history[2..]
        .iter()
        .map(|event| (event["event"].as_str(), event["by"].as_str(), event["staff"].as_str()))
        .collect();
    let by = (Some("officer"), Some("open311.food"));
    assert_eq!(said, ["in_progress", "internal_note", "resolved"].map(|event| (Some(event), by.0, by.1)));
    assert_eq!(history[4]["text"], SOLVED.1);
}

#[test]
fn a_department_that_closes_for_another_reason_gives_it_back() {
    for status in ["NO_FURTHER_ACTION", "NOT_COUNCILS_RESPONSIBILITY", "CLOSED", "DUPLICATE"] {
        let office = office();
        let id = forwarded(&office, 1).ticket;

        assert_eq!(error(&office.update(FOOD_KEY, &id, status, &[])).0, 400, "why?");
        taken(&office.update(FOOD_KEY, &id, status, &[("description", "हमारे विभाग का नहीं")]));

        assert_eq!(state(&office, &id), "under_review", "{status}");
    }
}

#[test]
fn what_the_table_forbids_changes_nothing() {
    let office = office();
    let filed = forwarded(&office, 1);
    taken(&office.update(FOOD_KEY, &filed.ticket, "FIXED", &[SOLVED]));
    let before = office.events(&filed);

    for status in ["FIXED", "IN_PROGRESS", "NO_FURTHER_ACTION", "REOPEN"] {
        let answer = office.update(FOOD_KEY, &filed.ticket, status, &[SOLVED]);
        assert_eq!(error(&answer).0, 409, "{status}");
    }

    assert_eq!((office.events(&filed), state(&office, &filed.ticket).as_str()), (before, "resolved"));
}

#[test]
fn what_belongs_to_another_department_does_not_exist_for_it() {
    let office = office();
    let (theirs, not_yet) = (forwarded(&office, 1), office.file(2));
    let unknown = "21482736900";

    for (key, id) in [("key-of-wcd", &*theirs.ticket), (FOOD_KEY, &*not_yet.ticket), (FOOD_KEY, unknown)] {
        let answer = office.update(key, id, "FIXED", &[SOLVED]);
        assert_eq!(error(&answer), (404, "service_request_id is unknown, or not yours".to_owned()));
    }
    assert_eq!(state(&office, &theirs.ticket), "forwarded");
}

#[test]
fn nobody_says_anything_without_a_key() {
    let office = office();
    let filed = forwarded(&office, 1);

    for key in ["", "wrong", "key-of"] {
        assert_eq!(error(&office.update(key, &filed.ticket, "FIXED", &[SOLVED])).0, 403);
    }
    let open = crate::neighbour::open_office();
    let filed = open.file(1);
    assert_eq!(error(&open.update("", &filed.ticket, "OPEN", &[SOLVED])).0, 403, "where anyone may file as well");
}

#[test]
fn a_reply_with_a_personal_number_is_refused_as_at_the_desk() {
    let office = office();
    let id = forwarded(&office, 1).ticket;

    let answer = office.update(FOOD_KEY, &id, "FIXED", &[("description", "98123 45678 पर फ़ोन कीजिए")]);

    let (code, words) = error(&answer);
    assert_eq!(code, 400);
    assert!(words.starts_with("description: ") && !words.contains("98123"), "{words}");
    assert_eq!(state(&office, &id), "forwarded");
}

#[test]
fn what_is_wrong_with_an_update_is_named() {
    let office = office();
    let id = forwarded(&office, 1).ticket;
    let long = "x".repeat(201);
    let rows = [
        ("", vec![SOLVED], "status is missing"),
        ("SOLVED", vec![SOLVED], "status must be one of"),
        ("FIXED", vec![], "description is missing"),
        ("FIXED", vec![("description", "ok")], "description: "),
        ("FIXED", vec![SOLVED, ("updated_datetime", "now")], "updated_datetime"),
        ("FIXED", vec![SOLVED, ("update_id", &long)], "update_id"),
    ];

    for (status, more, named) in rows {
        let (code, words) = error(&office.update(FOOD_KEY, &id, status, &more));
        assert_eq!(code, 400, "{words}");
        assert!(words.contains(named), "{words}");
    }
    assert_eq!(state(&office, &id), "forwarded");
}

#[test]
fn an_update_under_its_own_number_is_taken_once() {
    let office = office();
    let filed = forwarded(&office, 1);
    let update = [SOLVED, ("update_id", "F-1")];

    let first = taken(&office.update(FOOD_KEY, &filed.ticket, "FIXED", &update));
    let again = taken(&office.update(FOOD_KEY, &filed.ticket, "FIXED", &update));
    let other = office.update(FOOD_KEY, &filed.ticket, "CLOSED", &update);

    assert_eq!(first, again);
    assert_eq!(error(&other).0, 400, "another update under this number");
    assert_eq!(office.events(&filed), 3);
}

#[test]
fn a_tool_adds_confirms_and_reopens_for_whoever_filed_there() {
    let office = office();
    let id = office.report(&[]);
    let filed = Filed { ticket: id.clone(), pin: String::new(), key: String::new() };

    taken(&office.update(KEY, &id, "OPEN", &[("description", "मेरा नंबर 9812345678 है"), ("update_id", "1")]));
    let seen = office.supervisor().get(&format!("/api/desk/v1/complaints/{id}")).json();
    assert_eq!(seen["history"][1]["text"], "मेरा नंबर XXXXXXXXXX है");

    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());
    taken(&office.update(KEY, &id, "REOPEN", &[("description", "अभी तक नहीं मिला है")]));
    assert_eq!(state(&office, &id), "reopened");
    office.desk(&filed, &resolve());
    taken(&office.update(KEY, &id, "FIXED", &[]));
    assert_eq!(state(&office, &id), "closed");
    assert_eq!(office.get(&format!("/api/v1/tickets/{id}")).json()["confirmed"], true);
}

#[test]
fn a_comment_on_a_solved_complaint_neither_confirms_nor_reopens_it() {
    let office = office();
    let id = office.report(&[]);
    let filed = Filed { ticket: id.clone(), pin: String::new(), key: String::new() };
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());

    let update = [("description", "मुझे तो कुछ नहीं मिला"), ("update_id", "7")];
    let first = taken(&office.update(KEY, &id, "FIXED", &update));
    let again = taken(&office.update(KEY, &id, "FIXED", &update));
    taken(&office.update(KEY, &id, "OPEN", &[("description", "कब तक मिलेगा राशन")]));

    assert_eq!((state(&office, &id).as_str(), first), ("resolved", again));
    let history = office.supervisor().get(&format!("/api/desk/v1/complaints/{id}")).json()["history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 5);
    for (place, words) in [(3, "मुझे तो कुछ नहीं मिला"), (4, "कब तक मिलेगा राशन")]
    {
        assert_eq!((&history[place]["event"], &history[place]["staff"]), (&json!("internal_note"), &json!("open311")));
        assert_eq!(history[place]["text"], words);
    }
}

#[test]
fn a_tool_says_nothing_of_what_was_filed_elsewhere() {
    let office = office();
    let filed = office.file(1);

    let answer = office.update(KEY, &filed.ticket, "OPEN", &[("description", "अभी तक नहीं मिला है")]);

    assert_eq!(error(&answer).0, 404);
    assert_eq!(office.events(&filed), 1);
    assert_eq!(json!(office.status(&filed)["status"]), "received");
}
