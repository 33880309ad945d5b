//! The same request twice, and at the same moment.

use std::thread;

use serde_json::json;

use crate::{
    client::{Request, key},
    office::{TestOffice, form, form_with},
};

#[test]
fn the_same_key_and_body_get_the_same_receipt_and_file_one_complaint() {
    let office = TestOffice::start();
    let request = Request::post("/api/v1/complaints", 1, &form());

    let first = office.send(&request);
    office.pass_days(29);
    let second = office.send(&request);

    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json(), second.json());
    assert_eq!(office.stored(), 1);
}

#[test]
fn a_key_that_was_used_for_another_body_is_refused() {
    let office = TestOffice::start();
    office.file(1);

    let answer = office.send(&Request::post("/api/v1/complaints", 1, &form_with("place", json!("Tosham"))));

    assert_eq!((answer.status, answer.problem().as_str()), (422, "idempotency.reused"));
    assert_eq!(office.stored(), 1);
}

#[test]
fn a_key_is_forgotten_after_thirty_days() {
    let office = TestOffice::start();
    let first = office.file(1);

    office.pass_days(31);
    let second = office.file(1);

    assert_ne!(first.ticket, second.ticket);
    assert_eq!(office.stored(), 2);
}

#[test]
fn many_taps_at_the_same_moment_file_one_complaint() {
    let office = TestOffice::start();
    let request = Request::post("/api/v1/complaints", 1, &form());

    let answers: Vec<_> = thread::scope(|scope| {
        let taps: Vec<_> = (0..16).map(|_| scope.spawn(|| office.send(&request))).collect();
        taps.into_iter().map(|tap| tap.join().unwrap()).collect()
    });

    let (filed, told_to_wait): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert!(!filed.is_empty());
    assert!(filed.iter().all(|answer| answer.body == filed[0].body));
    assert!(told_to_wait.iter().all(|answer| answer.status == 409 && answer.problem() == "idempotency.in_flight"));
    assert_eq!(office.stored(), 1);
}

#[test]
fn an_action_that_is_sent_again_is_done_once() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let remind = json!({"action": "remind"});

    let first = office.act(&filed, 2, &remind);
    let second = office.act(&filed, 2, &remind);
    let other = office.act(&filed, 2, &json!({"action": "withdraw"}));

    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!((other.status, other.problem().as_str()), (422, "idempotency.reused"));
    assert_eq!(office.events(&filed), 2);
}

#[test]
fn a_request_that_changes_something_needs_a_key_that_is_a_uuid() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let file = Request::post("/api/v1/complaints", 2, &form());
    let act = Request::post(&format!("/api/v1/tickets/{}/actions", filed.ticket), 3, &json!({"action": "remind"}))
        .bearer(&filed.key);

    for request in [file, act] {
        for wrong in [request.clone().without("idempotency-key"), request.header("idempotency-key", &key(4)[1..])] {
            let answer = office.send(&wrong);
            assert_eq!((answer.status, answer.problem().as_str()), (400, "idempotency.missing"));
        }
    }
    assert_eq!((office.stored(), office.events(&filed)), (1, 1));
}
