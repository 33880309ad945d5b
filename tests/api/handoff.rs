//! Whoever posted proves that the handle is theirs, and reads their complaint.

use serde_json::{Value, json};
use server::clock::Clock as _;

use crate::{
    client::{Answer, Request},
    plain::{carried, send},
    posting::{Posting, ram, sita},
};

const DAY: i64 = 86_400;

/// A post of Ram that was filed: its name, and the complaint's number.
fn filed() -> (Posting, String, String) {
    let posting = Posting::start();
    let tracker = posting.office.tracker();
    let id = posting.x.post(&ram(), "@cmohry दो महीने से राशन नहीं मिला है");
    posting.poll();
    let ticket = posting.file(&tracker, &format!("x-{id}"))["ticket"].as_str().unwrap().to_owned();
    (posting, id, ticket)
}

fn begin(posting: &Posting, ticket: &str) -> Answer {
    posting.office.send(&Request::json("POST", &format!("/api/v1/tickets/{ticket}/handoff"), &json!({})))
}

fn claim(posting: &Posting, ticket: &str, handoff: &Value) -> Answer {
    let body = json!({"claim": handoff["claim"]});
    posting.office.send(&Request::json("POST", &format!("/api/v1/tickets/{ticket}/handoff/claim"), &body))
}

#[test]
fn who_says_the_word_where_they_posted_gets_pin_and_key() {
    let (posting, id, ticket) = filed();
    let begun = begin(&posting, &ticket);
    let handoff = begun.json();
    assert_eq!(
        (begun.status, &handoff["channel"], &handoff["until"]),
        (201, &json!("x"), &json!("2026-11-25T10:00:00Z"))
    );
    let early = claim(&posting, &ticket, &handoff);
    assert_eq!((early.status, early.problem().as_str()), (409, "handoff.waiting"));

    let now = posting.office.clock.now();
    let said = format!("@cmohry {}", handoff["word"].as_str().unwrap().to_lowercase());
    posting.x.inside().posts.answer(&ram(), &said, now, &id);
    posting.poll();
    posting.let_settle();

    let opened = claim(&posting, &ticket, &handoff);
    assert_eq!(opened.status, 200, "{}", opened.text());
    let key = opened.json()["key"].as_str().unwrap().to_owned();
    let details = posting.office.send(&Request::get(&format!("/api/v1/tickets/{ticket}/details")).bearer(&key));
    assert_eq!(details.json()["text"], "@cmohry दो महीने से राशन नहीं मिला है");
    let tracker = posting.office.another_seat("tracker");
    assert!(posting.inbox(&tracker).is_empty(), "the word is nobody's work");
    assert_eq!(details.json()["replies"], json!([]));
}

#[test]
fn nobody_else_who_says_the_word_opens_anything() {
    let (posting, id, ticket) = filed();
    let handoff = begin(&posting, &ticket).json();
    let other = begin(&posting, &ticket).json();
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&sita(), handoff["word"].as_str().unwrap(), now, &id);
    posting.poll();
    assert_eq!(claim(&posting, &ticket, &handoff).status, 409);

    posting.x.post(&ram(), &format!("@cmohry {}", handoff["word"].as_str().unwrap()));
    posting.poll();

    // The word is public now; it opens what was asked for with it, and nothing else.
    assert_eq!(claim(&posting, &ticket, &handoff).status, 200);
    assert_eq!(claim(&posting, &ticket, &other).status, 409);
    for wrong in ["", "abc", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = claim(&posting, &ticket, &json!({"claim": wrong}));
        assert_eq!((answer.status, answer.problem().as_str()), (404, "handoff.unknown"), "{wrong}");
    }
}

#[test]
fn a_word_is_good_for_a_day() {
    let (posting, id, ticket) = filed();
    let handoff = begin(&posting, &ticket).json();
    posting.office.clock.pass(DAY + 1);
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&ram(), handoff["word"].as_str().unwrap(), now, &id);
    posting.poll();

    let answer = claim(&posting, &ticket, &handoff);

    assert_eq!((answer.status, answer.problem().as_str()), (404, "handoff.unknown"));
}

#[test]
fn only_what_came_by_a_post_is_handed_over_so() {
    let posting = Posting::start();
    let filed = posting.office.file(1);

    let answer = begin(&posting, &filed.ticket);
    assert_eq!((answer.status, answer.problem().as_str()), (409, "handoff.no_post"));
    let answer = begin(&posting, "10000000008");
    assert_eq!((answer.status, answer.problem().as_str()), (404, "ticket.unknown"));
}

#[test]
fn so_many_words_wait_for_one_complaint() {
    let (posting, _, ticket) = filed();
    for _ in 0..20 {
        assert_eq!(begin(&posting, &ticket).status, 201);
    }

    let answer = begin(&posting, &ticket);

    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("86400")));
}

#[test]
fn the_page_gives_the_word_out_and_hands_over_without_any_script() {
    let (posting, id, ticket) = filed();
    let office = &posting.office;
    let path = format!("/t/{ticket}");
    let shows = |page: &Answer, words: &str| page.text().contains(words);
    assert!(shows(&office.get(&path), "name=\"handoff\""));

    let begun = send(office, &path, &[("handoff", "yes")]);
    let along: Vec<_> = carried(&begun).into_iter().filter(|(name, _)| name == "word" || name == "claim").collect();
    let mut fields = vec![("handoff", "yes")];
    fields.extend(along.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let word = &along.iter().find(|(name, _)| name == "word").unwrap().1;
    let early = send(office, &path, &fields);
    assert_eq!((begun.status, early.status), (200, 409));
    assert!(shows(&early, word), "the word stays");
    assert!(!shows(&early, "new-pin"));

    let now = office.clock.now();
    posting.x.inside().posts.answer(&ram(), &format!("@cmohry {word}"), now, &id);
    posting.poll();
    let opened = send(office, &path, &fields);

    assert_eq!(opened.status, 200);
    assert!(shows(&opened, "id=\"new-pin\"") && shows(&opened, "दो महीने से राशन नहीं मिला है"));
    assert_eq!(opened.header("cache-control"), Some("no-store"));
}

#[test]
fn a_complaint_that_came_otherwise_has_no_such_way_and_says_so() {
    let office = crate::office::TestOffice::start();
    let path = format!("/t/{}", office.file(1).ticket);

    assert!(!office.get(&path).text().contains("name=\"handoff\""));
    let refused = send(&office, &path, &[("handoff", "yes")]);

    assert_eq!(refused.status, 409);
    let expired = send(&office, &path, &[("handoff", "yes"), ("claim", "AAAAAAAAAAAAAAAAAAAAAA"), ("word", "X")]);
    assert_eq!(expired.status, 404);
}
