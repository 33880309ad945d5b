//! The queue of the desk: its lines, its pages, its search.

use domain::action::Action;
use serde_json::{Value, json};

use crate::{
    client::Answer,
    office::{Filed, TestOffice, form, form_with, forward},
    seat::Seat,
};

fn queue(seat: &Seat<'_>, query: &str) -> Answer {
    seat.get(&format!("/api/desk/v1/complaints?{query}"))
}

fn tickets(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["ticket"].as_str().unwrap().to_owned()).collect()
}

fn all(filed: &[&Filed]) -> Vec<String> {
    filed.iter().map(|filed| filed.ticket.clone()).collect()
}

/// As it stands in an address.
pub fn encoded(typed: &str) -> String {
    typed.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn finish_search(office: &TestOffice) {
    office.runtime.block_on(office.office.store.finish_search()).unwrap();
}

#[test]
fn a_line_says_what_the_desk_needs_and_no_contact() {
    let office = TestOffice::start();
    let filed = office.file_as(1, &form_with("text", json!("राशन नहीं मिला,\n98123 45678 पर बताइए")));
    office.desk(&filed, &forward("FOOD"));
    office.pass_days(8);

    let answer = queue(&office.tracker(), "");

    let item = answer.json()["items"][0].clone();
    assert_eq!(item["ticket"], filed.ticket);
    assert_eq!((&item["status"], &item["kind"], &item["version"]), (&json!("forwarded"), &json!("open"), &json!(2)));
    assert_eq!((&item["overdue"], &item["owes_reply"]), (&json!(true), &json!(true)));
    assert_eq!(item["language"], "hi");
    assert_eq!(item["excerpt"], "राशन नहीं मिला, XXXXX XXXXX पर बताइए");
    assert!(item["display"].as_str().unwrap().starts_with("HR "));
    assert!(!answer.text().contains("Suman") && !answer.text().contains("5678"));
    assert_eq!(answer.json()["next"], Value::Null);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn pages_follow_each_other_by_the_due_date_in_both_orders() {
    let office = TestOffice::start();
    let mut filed = Vec::new();
    for number in 0..5 {
        filed.push(office.file(number));
        office.pass_days(1);
    }
    let seat = office.tracker();
    let mut oldest = all(&filed.iter().collect::<Vec<_>>());

    for order in ["oldest", "newest"] {
        let (mut listed, mut cursor) = (Vec::new(), String::new());
        loop {
            let answer = queue(&seat, &format!("limit=2&order={order}&cursor={cursor}"));
            listed.extend(tickets(&answer));
            match answer.json()["next"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => break,
            }
        }

        assert_eq!(listed, oldest, "{order}");
        oldest.reverse();
    }
}

#[test]
fn a_cursor_of_another_list_and_any_other_mistake_is_refused_with_its_parameter() {
    let office = TestOffice::start();
    (0..3).for_each(|number| drop(office.file(number)));
    let seat = office.tracker();
    let next = queue(&seat, "limit=1").json()["next"].as_str().unwrap().to_owned();

    for (query, pointer, key) in [
        (format!("order=oldest&cursor={next}"), "?cursor", "cursor.invalid"),
        (format!("q=x&cursor={next}"), "?cursor", "cursor.invalid"),
        ("cursor=AAAA".to_owned(), "?cursor", "cursor.invalid"),
        ("limit=101".to_owned(), "?limit", "limit.invalid"),
        ("page=2".to_owned(), "?page", "parameter.unknown"),
        ("status=lost".to_owned(), "?status", "status.unknown"),
        ("q=9812345678".to_owned(), "?q", "search.whole_mobile"),
    ] {
        let answer = queue(&seat, &query);

        assert_eq!((answer.status, answer.problem().as_str()), (422, "queue.invalid"), "{query}");
        assert_eq!(answer.fields(), [(pointer.to_owned(), key.to_owned())], "{query}");
    }
    assert_eq!(tickets(&queue(&seat, &format!("limit=1&cursor={next}"))).len(), 1);
}

#[test]
fn where_a_page_begins_is_told_to_whoever_asked_and_says_nothing() {
    let office = TestOffice::start();
    let filed: Vec<Filed> = (0..3).map(|number| office.file(number)).collect();
    filed.iter().for_each(|filed| office.desk(filed, &forward("FOOD")));
    finish_search(&office);
    let (tracker, officer) = (office.tracker(), office.officer("FOOD"));
    let next = |seat: &Seat<'_>, query: &str| queue(seat, query).json()["next"].as_str().unwrap().to_owned();

    for query in ["limit=1".to_owned(), format!("limit=1&q={}", encoded("राशन"))] {
        let trackers = next(&tracker, &query);
        let again = format!("{query}&cursor={trackers}");

        assert_ne!(trackers, next(&tracker, &query), "nothing can be read from it");
        assert_eq!(tickets(&queue(&tracker, &again)).len(), 1);
        let handed_on = queue(&officer, &again);
        assert_eq!(handed_on.fields(), [("?cursor".to_owned(), "cursor.invalid".to_owned())], "{query}");
    }
}

#[test]
fn filters_narrow_each_other() {
    let office = TestOffice::start();
    let (forwarded, received) = (office.file(1), office.file(2));
    let elsewhere = office.file_as(3, &form_with("district", json!("sonipat")));
    office.desk(&forwarded, &forward("FOOD"));
    let seat = office.tracker();

    assert_eq!(tickets(&queue(&seat, "department=FOOD&district=bhiwani")), all(&[&forwarded]));
    assert_eq!(tickets(&queue(&seat, "status=received&district=bhiwani")), all(&[&received]));
    assert_eq!(tickets(&queue(&seat, "department=unassigned&district=sonipat")), all(&[&elsewhere]));
    assert_eq!(tickets(&queue(&seat, "department=FOOD&district=sonipat")), all(&[]));
    assert_eq!(tickets(&queue(&seat, "channel=portal&status=open")).len(), 3);
}

#[test]
fn mine_is_what_i_took_last() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let (tracker, supervisor) = (office.tracker(), office.supervisor());
    let path = format!("/api/desk/v1/complaints/{}/actions", filed.ticket);
    let take = crate::client::Request::json("POST", &path, &json!({"action": "take"})).header("if-match", "\"1\"");

    assert_eq!(tracker.send(take).json()["handler"], "tracker");

    assert_eq!(tickets(&queue(&tracker, "mine=true")), all(&[&filed]));
    assert_eq!(tickets(&queue(&supervisor, "mine=true")), all(&[]));
    assert_eq!(queue(&supervisor, "").json()["items"][0]["handler"], "tracker");
}

#[test]
fn a_complaint_is_found_by_its_number_its_words_its_place_and_the_end_of_the_mobile() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let mut other = form();
    (other["text"], other["place"]) = (json!("PMMVY की राशि नहीं मिली है"), json!("मोहाना"));
    other["mobile"] = json!("9812300000");
    let other = office.file_as(2, &other);
    finish_search(&office);
    let seat = office.tracker();

    for (typed, found) in [
        (filed.ticket.as_str(), vec![&filed]),
        (&format!("HR {}-{}", &filed.ticket[..3], &filed.ticket[3..]), vec![&filed]),
        ("राशन", vec![&filed]),
        ("sirsa gho", vec![&filed]),
        ("मोहाना", vec![&other]),
        ("नहीं", vec![&other, &filed]),
        ("0000", vec![&other]),
        ("५६७८", vec![&filed]),
        ("कुछ और", vec![]),
        ("***", vec![]),
    ] {
        assert_eq!(tickets(&queue(&seat, &format!("q={}", encoded(typed)))), all(&found), "{typed}");
    }
    let filtered = format!("q={}&district=sonipat", filed.ticket);
    assert_eq!(tickets(&queue(&seat, &filtered)), all(&[]), "filters hold for a number as well");
    let oldest = format!("q={}&order=oldest", encoded("नहीं"));
    assert_eq!(tickets(&queue(&seat, &oldest)), all(&[&filed, &other]));
}

#[test]
fn what_is_found_comes_in_pages() {
    let office = TestOffice::start();
    let filed: Vec<Filed> = (0..5).map(|number| office.file(number)).collect();
    office.desk(&filed[0], &Action::Take);
    finish_search(&office);
    let seat = office.tracker();
    let found = format!("q={}&limit=2", encoded("राशन"));

    let first = queue(&seat, &found);
    let second = queue(&seat, &format!("{found}&cursor={}", first.json()["next"].as_str().unwrap()));

    assert_eq!(tickets(&first), all(&[&filed[4], &filed[3]]));
    assert_eq!(tickets(&second), all(&[&filed[2], &filed[1]]));
}
