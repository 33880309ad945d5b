//! What happens by itself, on a clock that the test moves.

use std::{sync::Arc, time::Duration};

use domain::{
    action::{Action, Actor},
    ticket::Ticket,
};
use serde_json::{Value, json};
use server::{
    clock::Clock as _,
    jobs::{self, wake},
};

use crate::office::{Filed, TestOffice, form_with, forward, resolve};

/// Ration that does not come must be answered within a week.
const DUE: i64 = 7;

impl TestOffice {
    /// What is due now happens; how many steps that took.
    fn wake(&self) -> u64 {
        self.runtime.block_on(wake(&self.office, self.clock.now())).unwrap()
    }
}

fn told(office: &TestOffice, filed: &Filed, event: &str) -> usize {
    let status = office.status(filed);
    status["events"].as_array().unwrap().iter().filter(|line| line["event"] == event).count()
}

fn ask() -> Action {
    Action::AskDetails { text: "कौन सा डिपो है, कृपया बताएँ।".to_owned() }
}

#[test]
fn a_late_complaint_goes_up_a_level_at_its_date_and_each_week_after() {
    let office = TestOffice::start();
    let filed = office.file(1);

    assert_eq!(office.wake(), 0, "it is not late");
    for (days, levels) in [(DUE, 1), (6, 1), (1, 2), (7, 3), (100, 3)] {
        office.pass_days(days);
        office.wake();
        assert_eq!(told(&office, &filed, "escalated"), levels);
    }
    assert_eq!(office.status(&filed)["kind"], "open");
}

#[test]
fn a_complaint_that_was_late_for_long_catches_up_with_every_level() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));

    office.pass_days(DUE + 60);

    assert_eq!(office.wake(), 3);
    assert_eq!(office.wake(), 0, "and nothing happens twice");
    assert_eq!(told(&office, &filed, "escalated"), 3);
}

#[test]
fn what_was_joined_with_a_complaint_that_is_taken_back_is_the_teams_again() {
    let office = TestOffice::start();
    let [one, other, taken_back] = [1, 2, 3].map(|number| office.file(number));
    let join = |of: &Filed| Action::Duplicate { of: Ticket::parse(&of.ticket, "HR").unwrap() };
    office.desk(&other, &join(&one));
    office.desk(&one, &join(&taken_back));
    assert_eq!(office.wake(), 0);

    office.desk(&taken_back, &Action::Withdraw);

    assert_eq!(office.wake(), 1);
    assert_eq!(office.wake(), 0, "and nothing happens twice");
    assert_eq!(office.status(&one)["status"], "under_review");
    assert_eq!(office.status(&other)["status"], "duplicate", "it is still worked on together with the first");
    assert_eq!(office.status(&taken_back)["status"], "withdrawn");
}

#[test]
fn a_solved_complaint_closes_unconfirmed_after_fifteen_days() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());

    office.pass_days(14);
    office.wake();
    assert_eq!(office.status(&filed)["status"], "resolved");
    office.pass_days(1);
    office.wake();

    let status = office.status(&filed);
    assert_eq!((&status["status"], &status["confirmed"]), (&Value::from("closed"), &Value::from(false)));
    assert_eq!(status["kind"], "resolved");
}

#[test]
fn two_requests_without_a_reply_end_a_complaint_with_a_sentence_in_its_language() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &ask());
    office.pass_days(60);
    office.wake();
    assert_eq!(office.status(&filed)["status"], "need_info", "one request is not enough");
    office.desk(&filed, &ask());

    office.pass_days(14);
    office.wake();
    assert_eq!(office.status(&filed)["status"], "need_info");
    office.pass_days(1);
    office.wake();

    let details = office.details(&filed).json();
    assert_eq!((&details["status"], &details["reason"]), (&Value::from("not_tenable"), &Value::from("no_reply")));
    let last = details["replies"].as_array().unwrap().last().unwrap();
    assert!(last["text"].as_str().unwrap().contains("जवाब नहीं मिला"), "{last}");
    assert!(details["actions"].as_array().unwrap().contains(&Value::from("reopen")));
}

#[test]
fn the_job_may_run_twice_at_the_same_time() {
    let office = TestOffice::start();
    let all: Vec<Filed> = (0..40).map(|number| office.file(number)).collect();
    office.pass_days(DUE + 30);
    let now = office.clock.now();

    let (one, other) = office.runtime.block_on(async {
        let (one, other) = (office.office.clone(), office.office.clone());
        let one = tokio::spawn(async move { wake(&one, now).await });
        let other = tokio::spawn(async move { wake(&other, now).await });
        (one.await.unwrap().unwrap(), other.await.unwrap().unwrap())
    });

    assert_eq!(one + other, 40 * 3);
    for filed in &all {
        assert_eq!((office.events(filed), told(&office, filed, "escalated")), (4, 3));
    }
}

#[test]
fn the_job_that_is_stopped_anywhere_goes_on_where_it_was() {
    let office = TestOffice::start();
    for number in 1..=100 {
        office.file(number);
    }
    office.pass_days(DUE + 30);

    for pause in [0, 1, 2, 4, 8, 16] {
        office.runtime.block_on(async {
            let job = tokio::spawn(jobs::run(Arc::clone(&office.office)));
            tokio::time::sleep(Duration::from_millis(pause)).await;
            job.abort();
        });
    }
    office.wake();

    let mut ends = Vec::new();
    let mut visit = |dossier: &server::store::Dossier| ends.push((dossier.standing.level, dossier.history.len()));
    office.runtime.block_on(office.office.store.visit_all(&mut visit)).unwrap();
    assert_eq!(ends, [(3, 4); 100]);
}

#[test]
fn whoever_confirms_or_reopens_in_time_is_not_overtaken() {
    let office = TestOffice::start();
    let (confirmed, reopened) = (office.file(1), office.file(2));
    for filed in [&confirmed, &reopened] {
        office.desk(filed, &forward("FOOD"));
        office.desk(filed, &resolve());
    }
    office.act(&confirmed, 3, &json!({"action": "confirm"}));
    office.act(&reopened, 4, &json!({"action": "reopen", "text": "अभी तक नहीं मिला है।"}));

    office.pass_days(15);
    office.wake();

    assert_eq!(office.status(&confirmed)["confirmed"], true);
    assert_eq!(office.status(&reopened)["status"], "reopened");
}

#[test]
fn what_closed_by_itself_may_be_reopened_for_thirty_days_from_then() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());
    office.pass_days(15);
    office.wake();

    office.pass_days(30);
    let reopened = office.act(&filed, 2, &json!({"action": "reopen", "text": "अभी तक नहीं मिला है।"}));

    assert_eq!((reopened.status, &reopened.json()["status"]), (200, &json!("reopened")));
}

#[test]
fn the_sentence_for_whoever_did_not_reply_is_in_their_language() {
    let office = TestOffice::start();
    for (number, language, sentence) in [(1, "hi", "जवाब नहीं मिला"), (2, "en", "no reply"), (3, "pa", "ਜਵਾਬ ਨਹੀਂ ਮਿਲਿਆ")]
    {
        let filed = office.file_as(number, &form_with("language", json!(language)));
        office.desk(&filed, &ask());
        office.desk(&filed, &ask());

        office.pass_days(15);
        office.wake();

        let replies = office.details(&filed).json()["replies"].clone();
        let last = replies.as_array().unwrap().last().unwrap()["text"].as_str().unwrap().to_owned();
        assert!(last.contains(sentence), "{last}");
    }
    let figures = office.get("/api/v1/statistics").json();
    assert_eq!((&figures["not_tenable"], &figures["pending"]), (&json!(3), &json!(0)));
}

#[test]
fn a_reply_keeps_a_complaint_open() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &ask());
    office.desk(&filed, &ask());
    office.act(&filed, 2, &json!({"action": "add_details", "text": "डिपो नंबर 12, सिरसा घोघरा"}));

    office.pass_days(100);
    office.wake();

    assert_eq!(office.status(&filed)["status"], "under_review");
}

#[test]
fn the_clock_stands_in_the_history_and_nobody_of_the_desk() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.pass_days(DUE);

    office.wake();

    let ticket = Ticket::parse(&filed.ticket, "HR").unwrap();
    let found = office.runtime.block_on(office.office.store.open(ticket)).unwrap().unwrap();
    let last = &found.history.last().unwrap().event;
    assert_eq!((last.by, &last.staff, last.level), (Actor::Job, &None, Some(1)));
    assert_eq!(last.at, office.clock.now());
}
