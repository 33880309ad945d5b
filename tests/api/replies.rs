//! Whoever posted is answered under the post: once, without link or PIN, and never
//! beyond the budget.

use serde_json::json;
use server::channels::x::settings::XSettings;

use crate::{
    posting::{Posting, on_complaint, ram},
    x::{Author, Fault, weight},
};

const WORDS: &str = "@cmohry दो महीने से राशन नहीं मिला है, 98123 45678";

/// A message that was filed, and what came of it.
fn filed(posting: &Posting, author: &Author, words: &str) -> (String, serde_json::Value) {
    let id = posting.x.post(author, words);
    posting.poll();
    let outcome = posting.file(&posting.office.another_seat("tracker"), &format!("x-{id}"));
    (id, outcome)
}

fn start() -> Posting {
    let posting = Posting::start();
    posting.office.tracker();
    posting
}

/// Lets what can be undone pass, and sends.
fn send(posting: &Posting) -> usize {
    posting.office.clock.pass(12);
    posting.turn()
}

#[test]
fn a_filed_post_gets_its_number_in_its_own_language_after_it_can_be_undone_no_more() {
    let posting = start();
    let (id, outcome) = filed(&posting, &ram(), WORDS);
    assert_eq!((posting.turn(), posting.x.replies().len()), (0, 0));

    assert_eq!(send(&posting), 1);

    let display = outcome["display"].as_str().unwrap();
    let [(to, said)] = &posting.x.replies()[..] else { panic!("{:?}", posting.x.replies()) };
    assert_eq!(*to, id);
    assert!(said.starts_with("@ram_rohtak आपकी शिकायत दर्ज हुई।") && said.contains(display), "{said}");
    assert!(weight::length(said) <= 280 && !said.contains("http") && !said.contains("98123"), "{said}");
    assert_eq!(send(&posting), 0);
}

#[test]
fn a_story_begins_with_a_post_and_ends_with_a_reply_under_it() {
    for (words, last) in [
        ("@cmohry दो महीने से राशन नहीं मिला है", "विभाग के अनुसार हल हो गई"),
        ("@cmohry ਦੋ ਮਹੀਨੇ ਤੋਂ ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ", "ਵਿਭਾਗ ਅਨੁਸਾਰ ਹੱਲ ਹੋ ਗਈ"),
    ] {
        let posting = start();
        let tracker = posting.office.another_seat("tracker");
        let (id, outcome) = filed(&posting, &ram(), words);
        send(&posting);
        on_complaint(&tracker, &outcome, 1, &json!({"action": "forward", "department": "FOOD"}));
        let officer = posting.office.officer("FOOD");
        let version =
            |to| on_complaint(&officer, &outcome, to, &json!({"action": "resolve", "text": "राशन दे दिया गया है।"}));
        version(2);
        send(&posting);
        send(&posting);

        let replies = posting.x.replies();
        assert_eq!(replies.len(), 3);
        assert!(replies.iter().all(|(to, _)| *to == id));
        assert!(replies[2].1.contains(last), "{replies:?}");
    }
}

#[test]
fn a_reply_names_no_person_and_nothing_that_opens_anything() {
    let posting = start();
    let (_, outcome) = filed(&posting, &ram(), WORDS);
    let tracker = posting.office.another_seat("tracker");
    let words = json!({"action": "not_tenable", "reason": "sub_judice", "text": "सरपंच सुरेश कुमार का मामला अदालत में है।"});
    on_complaint(&tracker, &outcome, 1, &words);
    send(&posting);
    send(&posting);

    let ticket = domain::ticket::Ticket::parse(outcome["ticket"].as_str().unwrap(), "HR").unwrap();
    let credentials = posting.office.office.secret.credentials(ticket, 1);
    let replies = posting.x.replies();
    assert_eq!(replies.len(), 2);
    for (_, said) in replies {
        assert!(
            !said.contains("सुरेश") && !said.contains(&credentials.pin) && !said.contains(&credentials.key),
            "{said}"
        );
    }
}

#[test]
fn after_a_time_out_the_own_timeline_is_read_and_nobody_is_answered_twice() {
    let posting = start();
    filed(&posting, &ram(), WORDS);
    posting.x.next("post", Fault::CutOff);

    send(&posting);
    assert_eq!(posting.x.replies().len(), 1, "it was posted, and nobody heard of it");
    posting.office.clock.pass(120);
    posting.turn();

    assert_eq!(posting.x.replies().len(), 1);
    assert_eq!((posting.x.calls("POST /2/tweets"), posting.x.calls("/2/users/42/tweets")), (1, 1));
    posting.office.clock.pass(3_600);
    assert_eq!(posting.turn(), 0, "it is known to have gone out");
}

#[test]
fn as_long_as_the_own_timeline_cannot_be_read_nothing_is_posted() {
    let posting = start();
    filed(&posting, &ram(), WORDS);
    posting.x.next("post", Fault::CutOff);
    posting.x.next("own", Fault::Status(503));

    for _ in 0..3 {
        send(&posting);
        posting.office.clock.pass(600);
    }

    assert_eq!((posting.x.replies().len(), posting.x.calls("POST /2/tweets")), (1, 1));
}

#[test]
fn every_refusal_is_told_and_the_reply_goes_out_later() {
    for (fault, word) in [
        (Fault::Status(401), "denied"),
        (Fault::Status(402), "credits"),
        (Fault::Status(403), "denied"),
        (Fault::Status(429), "busy"),
        (Fault::Status(500), "down"),
    ] {
        let posting = start();
        filed(&posting, &ram(), WORDS);
        posting.x.next("post", fault);

        send(&posting);
        let told = posting.office.another_seat("tracker").get("/api/desk/v1/channels").json();
        for _ in 0..3 {
            posting.office.clock.pass(3_600);
            posting.turn();
        }

        let x = told["outbox"].as_array().unwrap().iter().find(|way| way["by"] == "x").unwrap().clone();
        assert_eq!((&x["on"], &x["waiting"], &x["error"]), (&json!(true), &json!(1), &json!(word)), "{fault:?}");
        assert_eq!(posting.x.replies().len(), 1, "{fault:?}");
    }
}

#[test]
fn a_post_that_is_gone_is_given_up_at_once() {
    let posting = start();
    let (id, outcome) = filed(&posting, &ram(), WORDS);
    posting.x.inside().posts.delete(&id);

    send(&posting);
    posting.office.clock.pass(3_600);
    posting.turn();

    assert_eq!(posting.x.calls("POST /2/tweets"), 1);
    let told = posting.office.another_seat("tracker").get("/api/desk/v1/channels").json();
    assert_eq!(
        (&told["failed"][0]["ticket"], &told["failed"][0]["error"]),
        (&outcome["ticket"], &json!("not_summoned"))
    );
}

#[test]
fn the_poster_stops_before_the_month_has_cost_more_than_its_budget_and_reading_goes_on() {
    // Two replies, and a few posts to read.
    let posting = Posting::with(|settings| XSettings { budget: Some(40), ..settings });
    posting.office.tracker();
    for number in 0..3 {
        filed(&posting, &Author::new(&format!("{number}"), "a"), WORDS);
    }
    send(&posting);
    assert_eq!(posting.x.replies().len(), 2);

    posting.x.post(&ram(), WORDS);
    let round = posting.poll();
    let told = posting.office.another_seat("tracker").get("/api/desk/v1/channels").json();

    assert_eq!(round.taken.added, 1);
    assert!(posting.x.inside().posts.cost <= 40);
    let x = told["outbox"].as_array().unwrap().iter().find(|way| way["by"] == "x").unwrap();
    assert_eq!((&x["waiting"], &x["error"]), (&json!(1), &json!("budget")));
    assert!(told["intake"][0]["budget_left"].as_u64().unwrap() < 15, "{told}");

    // A new month has a new budget.
    posting.office.clock.pass(6 * 86_400 + 12 * 3_600);
    posting.turn();
    assert_eq!(posting.x.replies().len(), 3);
}

#[test]
fn an_outage_does_not_use_the_budget_up() {
    // One reply, and what is read.
    let posting = Posting::with(|settings| XSettings { budget: Some(20), ..settings });
    posting.office.tracker();
    filed(&posting, &ram(), WORDS);
    for status in [503, 402, 429, 500] {
        posting.x.next("post", Fault::Status(status));
    }

    for _ in 0..8 {
        posting.office.clock.pass(12 * 3_600);
        posting.turn();
    }

    assert_eq!(posting.x.replies().len(), 1);
}

#[test]
fn a_limit_that_is_reached_is_kept_without_being_told() {
    let posting = start();
    for number in 0..3 {
        filed(&posting, &Author::new(&format!("{number}"), "a"), WORDS);
    }
    posting.x.inside().allowed.insert("post", 1);

    for _ in 0..5 {
        send(&posting);
    }
    let within = posting.x.calls("POST /2/tweets");
    for _ in 0..30 {
        posting.office.clock.pass(20 * 60);
        posting.turn();
    }

    // Those that were under way together are refused once, and no more.
    assert!(within <= 3, "{within}");
    assert_eq!(posting.x.replies().len(), 3);
}

#[test]
fn complaints_that_came_otherwise_are_not_posted_anywhere() {
    let posting = start();
    posting.office.file(1);

    assert_eq!((send(&posting), posting.x.replies().len()), (0, 0));
}
