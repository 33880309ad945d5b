//! What is forwarded goes to the department's own system, and its answers come back.

use domain::{action::Action, time::DAY};
use serde_json::{Value, json};
use server::{
    clock::Clock as _,
    store::outbox::{GIVE_UP_DAYS, LetterState},
};

use crate::{
    neighbour::{FOOD_KEY, Forwarding, field},
    office::{Filed, form_with, forward},
};

fn forwarded(forwarding: &Forwarding, number: u32) -> Filed {
    let filed = forwarding.office.file(number);
    forwarding.office.desk(&filed, &forward("FOOD"));
    filed
}

#[test]
fn the_system_gets_the_words_the_place_and_the_day_but_no_person() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);

    assert_eq!((forwarding.turn(), forwarding.turn()), (1, 0));

    let [(headers, fields)] = &forwarding.there.received()[..] else { panic!("one request") };
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(headers["idempotency-key"].len(), 36);
    for (name, value) in [
        ("api_key", FOOD_KEY),
        ("jurisdiction_id", "haryana.example"),
        ("service_code", "PDS_NOT_RECEIVED"),
        ("description", "दो महीने से राशन नहीं मिला है"),
        ("address_string", "Sirsa Ghoghra, भिवानी"),
        ("address_id", "LGD:59"),
        ("attribute[sunwai_id]", &filed.ticket),
        ("attribute[due]", "2026-12-01T10:00:00Z"),
        ("attribute[note]", "कृपया देखें"),
    ] {
        assert_eq!(field(fields, name), value, "{name}");
    }
    let all: String = fields.iter().map(|(name, value)| format!("{name}={value}\n")).collect();
    assert!(!all.contains("Suman") && !all.contains("9812345678"), "{all}");
}

#[test]
fn a_category_goes_under_the_name_that_the_system_has_for_it() {
    let forwarding = Forwarding::start();
    let filed = forwarding.office.file_as(1, &form_with("category", json!("PDS_SHORT")));
    forwarding.office.desk(&filed, &forward("FOOD"));

    forwarding.turn();

    assert_eq!(field(&forwarding.there.received()[0].1, "service_code"), "F-17");
}

#[test]
fn what_goes_to_another_department_or_only_to_seniors_is_not_sent() {
    let forwarding = Forwarding::start();
    let water = forwarding.office.file_as(1, &form_with("category", json!("WATER")));
    forwarding.office.desk(&water, &forward("PHED"));
    let bribe = forwarding.office.file_as(2, &form_with("category", json!("CORRUPTION")));
    forwarding.office.desk(&bribe, &forward("FOOD"));

    assert_eq!(forwarding.turn(), 0);
    assert!(forwarding.office.letters(&bribe).is_empty() && forwarding.office.letters(&water).is_empty());
}

#[test]
fn the_desk_sees_that_it_arrived_and_under_which_number() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);
    let supervisor = forwarding.office.supervisor();
    let message = || supervisor.get(&format!("/api/desk/v1/complaints/{}", filed.ticket)).json()["messages"][0].clone();
    let health = || {
        let channels = supervisor.get("/api/desk/v1/channels").json();
        channels["outbox"].as_array().unwrap().iter().find(|way| way["by"] == "FOOD").unwrap().clone()
    };

    let (waiting, waits) = (message(), health());
    forwarding.turn();
    let (sent, done) = (message(), health());

    assert_eq!(
        (&waiting["by"], &waiting["state"], &waiting["number"]),
        (&json!("FOOD"), &json!("waiting"), &Value::Null)
    );
    assert_eq!((&sent["state"], &sent["number"]), (&json!("sent"), &json!("FCS/2026/17")));
    assert_eq!((&waits["on"], &waits["waiting"]), (&json!(true), &json!(1)));
    assert_eq!((&done["waiting"], &done["last_sent"]), (&json!(0), &json!("2026-11-24T10:00:00Z")));
}

#[test]
fn a_system_that_is_down_is_tried_again_after_growing_pauses_and_given_up_after_a_week() {
    let forwarding = Forwarding::start();
    forwarding.there.answer(503, "");
    let filed = forwarded(&forwarding, 1);
    let begun = forwarding.office.clock.now();

    let mut tried_at = Vec::new();
    while forwarding.office.clock.now() <= begun.plus_days(GIVE_UP_DAYS + 1) {
        if forwarding.turn() > 0 {
            tried_at.push(forwarding.office.clock.now().0);
        }
        forwarding.office.clock.pass(60);
    }

    let pauses: Vec<_> = tried_at.windows(2).map(|two| two[1] - two[0]).collect();
    assert_eq!(pauses[..6], [60, 300, 1_800, 7_200, 21_600, DAY]);
    let letter = &forwarding.office.letters(&filed)[0];
    assert_eq!((letter.state, letter.error.as_deref()), (LetterState::Failed, Some("broken")));
    let channels = forwarding.office.admin().post("/api/desk/v1/channels/retry", &json!({"by": "FOOD"}));
    assert_eq!(channels.status, 200);
    forwarding.there.answer(200, "<a><service_request_id>1</service_request_id></a>");
    assert_eq!(forwarding.turn(), 1);
    assert_eq!(forwarding.office.letters(&filed)[0].state, LetterState::Sent);
}

#[test]
fn what_a_system_will_never_take_is_given_up_and_holds_up_nothing() {
    let forwarding = Forwarding::start();
    forwarding.there.answer(400, "<errors><error><code>400</code></error></errors>");
    let wrong = forwarded(&forwarding, 1);
    forwarding.turn();
    forwarding.there.answer(201, "taken, with thanks");
    let right = forwarded(&forwarding, 2);

    forwarding.turn();

    let refused = &forwarding.office.letters(&wrong)[0];
    assert_eq!((refused.state, refused.error.as_deref()), (LetterState::Failed, Some("refused")));
    assert_eq!(forwarding.office.letters(&right)[0].state, LetterState::Sent, "taken, though without a number");
}

#[test]
fn what_was_sent_back_before_it_went_out_does_not_go_out() {
    let forwarding = Forwarding::start();
    forwarding.there.answer(503, "");
    let filed = forwarded(&forwarding, 1);
    forwarding.turn();
    forwarding.office.desk(&filed, &Action::SendBack { note: "हमारा नहीं".to_owned() });
    forwarding.there.answer(200, "<a><token>1</token></a>");
    forwarding.office.clock.pass(120);

    forwarding.turn();

    assert_eq!(forwarding.there.received().len(), 1);
    assert_eq!(forwarding.office.letters(&filed)[0].error.as_deref(), Some("moved_on"));
}

#[test]
fn a_letter_that_was_taken_before_it_was_written_down_is_not_sent_twice() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);
    let office = &forwarding.office.office;
    let way = forwarding.office.letters(&filed)[0].id.way;
    forwarding.office.runtime.block_on(async {
        let due = office.store.take_due(way, 1, office.clock.now()).await.unwrap();
        office.outbox.send(office, &due[0]).await.unwrap();
        // Here it stops, before it is written down that it went.
    });
    forwarding.office.clock.pass(120);

    forwarding.turn();

    assert_eq!(forwarding.there.received().len(), 1);
    assert_eq!(forwarding.office.letters(&filed)[0].state, LetterState::Sent);
}

#[test]
fn the_system_answers_under_its_own_number() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);
    forwarding.turn();

    let answer = forwarding.office.update(FOOD_KEY, "FCS/2026/17", "FIXED", &[("description", "राशन दे दिया गया है।")]);
    let other =
        forwarding.office.update("key-of-wcd", "FCS/2026/17", "FIXED", &[("description", "राशन दे दिया गया है।")]);

    assert_eq!((answer.status, other.status), (200, 404), "{}", answer.text());
    assert_eq!(answer.json()[0]["service_request_id"], filed.ticket);
    assert_eq!(forwarding.office.status(&filed)["status"], "resolved");
}

#[test]
fn a_system_that_posts_nothing_is_asked_for_its_updates_and_each_is_taken_once() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);
    forwarding.turn();
    forwarding.there.say(&[("1", "IN_PROGRESS", ""), ("2", "fixed", "राशन दे दिया, 98123 45678 पर पूछें")]);

    let rounds = [forwarding.ask().unwrap(), forwarding.ask().unwrap()];

    assert_eq!(rounds, [2, 0]);
    assert_eq!(forwarding.office.status(&filed)["status"], "resolved");
    let replies = forwarding.office.details(&filed).json()["replies"].clone();
    assert_eq!(replies[0]["text"], "राशन दे दिया, XXXXX XXXXX पर पूछें");
    let asked = forwarding.there.asked.lock().unwrap().clone();
    assert!(asked[0].contains("start_date=2026-11-23T10%3A00%3A00Z&end_date=2026-11-24T10%3A00%3A00Z"), "{asked:?}");
    assert!(asked[1].contains("start_date=2026-11-24T09%3A00%3A00Z"), "an hour more: {asked:?}");
}

#[test]
fn an_update_that_cannot_be_taken_holds_up_no_other() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);
    forwarding.turn();
    forwarding.there.say(&[("1", "SOLVED", "x"), ("2", "REOPEN", "x"), ("3", "FIXED", "ok"), ("4", "IN_PROGRESS", "")]);

    assert_eq!(forwarding.ask().unwrap(), 1);

    assert_eq!(forwarding.office.status(&filed)["status"], "in_progress");
}

#[test]
fn what_could_not_be_read_is_read_next_time() {
    let forwarding = Forwarding::start();
    let filed = forwarded(&forwarding, 1);
    forwarding.turn();
    forwarding.there.answer(500, "");
    assert!(forwarding.ask().is_err());
    forwarding.there.answer(200, "");
    *forwarding.there.updates.lock().unwrap() = "<html>".to_owned();
    assert!(forwarding.ask().is_err());
    forwarding.office.pass_days(3);
    forwarding.there.say(&[("1", "IN_PROGRESS", "")]);

    assert_eq!(forwarding.ask().unwrap(), 1);

    assert_eq!(forwarding.office.status(&filed)["status"], "in_progress");
}
