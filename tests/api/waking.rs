//! What happens by itself, on a clock that the test moves.

use domain::action::Action;
use serde_json::Value;
use server::{clock::Clock as _, jobs::wake};

use crate::office::{Filed, TestOffice, forward, resolve};

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
    let ask = Action::AskDetails {
        text: "कौन सा डिपो है, कृपया बताएँ।".to_owned()
    };
    office.desk(&filed, &ask);
    office.pass_days(60);
    office.wake();
    assert_eq!(office.status(&filed)["status"], "need_info", "one request is not enough");
    office.desk(&filed, &ask);

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
