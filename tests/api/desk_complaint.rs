//! One complaint at the desk: what is shown, what is masked, what is offered.

use serde_json::{Value, json};

use crate::{
    client::Answer,
    office::{Filed, TestOffice, form_with, forward, resolve},
    seat::Seat,
};

fn open(seat: &Seat<'_>, filed: &Filed) -> Answer {
    seat.get(&format!("/api/desk/v1/complaints/{}", filed.ticket))
}

fn refusals(complaint: &Value) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let offers = complaint["offers"].as_array().unwrap();
    offers.iter().map(|offer| (text(&offer["action"]).unwrap(), text(&offer["refusal"]))).collect()
}

#[test]
fn a_complaint_is_shown_with_its_words_and_its_version_and_kept_by_no_cache() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));

    let answer = open(&office.tracker(), &filed);

    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let complaint = answer.json();
    assert_eq!((&complaint["status"], &complaint["department"]), (&json!("forwarded"), &json!("FOOD")));
    assert_eq!(complaint["text"], "दो महीने से राशन नहीं मिला है");
    assert_eq!((&complaint["place"], &complaint["like"]), (&json!("Sirsa Ghoghra"), &json!(1)));
    let forwarded = &complaint["history"][1];
    assert_eq!((&forwarded["event"], &forwarded["by"]), (&json!("forwarded"), &json!("supervisor")));
    assert_eq!(forwarded["text"], "कृपया देखें", "the note for the department");
}

#[test]
fn a_number_is_read_in_any_spelling_and_a_mistyped_one_is_told() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let seat = office.tracker();
    let (first, rest) = filed.ticket.split_at(3);

    let spelled = seat.get(&format!("/api/desk/v1/complaints/hr%20{first}-{rest}"));
    let wrong = filed.ticket.bytes().rev().take(1).map(|digit| (digit - b'0' + 1) % 10).next().unwrap();
    let mistyped = seat.get(&format!("/api/desk/v1/complaints/{}{wrong}", &filed.ticket[..10]));

    assert_eq!(spelled.json()["ticket"], filed.ticket);
    assert_eq!((mistyped.status, mistyped.problem().as_str()), (400, "ticket.check_digit"));
}

#[test]
fn the_contact_is_masked() {
    let office = TestOffice::start();
    let filed = office.file_as(1, &form_with("name", json!("सुमन देवी")));

    let answer = open(&office.tracker(), &filed);

    let expected = json!({"name": "स…", "mobile": "XXXXXX5678", "email": null, "revealed": false});
    assert_eq!(answer.json()["contact"], expected);
    assert!(!answer.text().contains("9812345678") && !answer.text().contains("सुमन"));
}

#[test]
fn what_can_be_done_is_offered_and_what_cannot_says_why() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let (tracker, officer) = (office.tracker(), office.officer("FOOD"));
    let why = |offers: &[(String, Option<String>)], name: &str| {
        offers.iter().find(|(action, _)| action == name).map(|(_, refusal)| refusal.clone())
    };

    let received = refusals(&open(&tracker, &filed).json());
    office.desk(&filed, &forward("FOOD"));
    let forwarded = refusals(&open(&officer, &filed).json());
    office.desk(&filed, &resolve());
    let resolved = refusals(&open(&officer, &filed).json());

    assert_eq!(received.len(), 12);
    assert_eq!(why(&received, "take"), Some(None));
    assert_eq!(why(&received, "resolve"), Some(Some("action.not_from_here".to_owned())));
    assert_eq!(why(&received, "confirm"), None, "the citizen's");
    assert_eq!(forwarded.len(), 7, "an officer's own");
    assert_eq!((why(&forwarded, "resolve"), why(&forwarded, "forward")), (Some(None), None));
    assert_eq!(why(&resolved, "resolve"), Some(Some("action.not_from_here".to_owned())));
    assert_eq!(why(&resolved, "note"), Some(None));
}

#[test]
fn after_three_transfers_the_team_is_told_that_only_a_supervisor_moves_it() {
    let office = TestOffice::start();
    let filed = office.file(1);
    for department in ["FOOD", "PHED", "WCD", "ULB"] {
        office.desk(&filed, &forward(department));
    }

    let tracker = refusals(&open(&office.tracker(), &filed).json());
    let supervisor = refusals(&open(&office.supervisor(), &filed).json());

    let forward =
        |offers: Vec<(String, Option<String>)>| offers.into_iter().find(|(name, _)| name == "forward").unwrap().1;
    assert_eq!(forward(tracker).as_deref(), Some("action.too_many_transfers"));
    assert_eq!(forward(supervisor), None);
}

#[test]
fn like_complaints_are_counted() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.file_as(2, &form_with("place", json!("sirsa-ghoghra")));
    office.file_as(3, &form_with("place", json!("Mohana")));
    office.pass_days(4);
    office.file(4);

    assert_eq!(open(&office.tracker(), &filed).json()["like"], 2);
}

#[test]
fn the_text_hints_with_the_words_that_say_so_and_nothing_is_applied() {
    let office = TestOffice::start();
    let mut form = form_with("category", json!("OTHER"));
    form["text"] = json!("डिपो पर राशन नहीं मिला है");
    let filed = office.file_as(1, &form);

    let complaint = open(&office.tracker(), &filed).json();

    assert_eq!(complaint["category"], "OTHER");
    let hint = &complaint["hints"]["categories"][0];
    assert_eq!(hint["code"], "PDS_NOT_RECEIVED");
    assert!(hint["words"].as_array().unwrap().contains(&json!("राशन")), "{hint}");
}
