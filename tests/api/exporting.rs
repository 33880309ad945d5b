//! Whoever filed takes everything along that is kept of it.

use domain::action::Action;
use serde_json::{Value, json};

use crate::{
    client::{Answer, Request},
    gateway::Gateway,
    office::{Filed, TestOffice, forward, resolve},
    sending::Sending,
};

fn export(office: &TestOffice, filed: &Filed, key: &str) -> Answer {
    office.send(&Request::get(&format!("/api/v1/tickets/{}/export", filed.ticket)).bearer(key))
}

#[test]
fn everything_that_is_theirs_is_there_and_nothing_is_masked() {
    let sending = Sending::<Gateway>::start();
    let office = &sending.office;
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &Action::RevealContact { why: Some("उसे बुलाना है".to_owned()) });
    office.desk(&filed, &Action::Note { text: "केवल टीम के लिए".to_owned() });
    office.desk(&filed, &resolve());
    office.act(&filed, 2, &json!({"action": "reopen", "text": "अभी तक नहीं मिला है।"}));
    sending.turn();

    let answer = export(office, &filed, &filed.key);

    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    let name = format!("attachment; filename=\"HR{}.json\"", filed.ticket);
    assert_eq!(answer.header("content-disposition"), Some(&*name));
    let export = answer.json();
    assert_eq!((&export["text"], &export["name"]), (&json!("दो महीने से राशन नहीं मिला है"), &json!("Suman")));
    assert_eq!((&export["mobile"], &export["place"]), (&json!("9812345678"), &json!("Sirsa Ghoghra")));
    assert_eq!((&export["notice"], &export["status"]), (&json!("2026-11"), &json!("reopened")));
    let column = |name: &str| {
        let history = export["history"].as_array().unwrap();
        history.iter().map(|event| event[name].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(column("event"), ["received", "forwarded", "contact_revealed", "resolved", "reopened"].map(Value::from));
    assert_eq!(
        column("text"),
        [Value::Null, Value::Null, Value::Null, json!("राशन दे दिया गया है।"), json!("अभी तक नहीं मिला है।")]
    );
    assert_eq!(export["messages"].as_array().unwrap().len(), 4);
    for others in ["केवल टीम", "उसे बुलाना", "कृपया देखें", "supervisor\",\"staff"]
    {
        assert!(!answer.text().contains(others), "{others}");
    }
}

#[test]
fn nobody_else_takes_it() {
    let office = TestOffice::start();
    let (filed, other) = (office.file(1), office.file(2));

    let foreign = export(&office, &filed, &other.key);
    let without = office.get(&format!("/api/v1/tickets/{}/export", filed.ticket));

    assert_eq!((foreign.status, foreign.problem().as_str()), (404, "ticket.unknown_or_key"));
    assert_eq!((without.status, without.problem().as_str()), (401, "key.missing"));
}
