//! Letters on their way to a gateway.

use std::{
    io,
    sync::{Arc, Mutex, OnceLock},
    thread,
    time::{Duration, Instant},
};

use domain::{
    action::Action,
    letter::Way,
    time::{DAY, Timestamp},
};
use serde_json::{Value, json};
use server::{
    clock::Clock as _,
    outbox,
    store::outbox::{GIVE_UP_DAYS, LEASE, LetterState},
};
use tokio::sync::watch;

use crate::{
    gateway::{Gateway, Manner},
    office::{Filed, TestOffice, form, form_with, forward, resolve},
    sending::Sending,
};

#[test]
fn whoever_files_gets_the_number_and_neither_pin_nor_key() {
    let sending = Sending::<Gateway>::start();
    let filed = sending.office.file(1);

    assert_eq!((sending.turn(), sending.turn()), (1, 0));

    let received = sending.there.received();
    assert_eq!(received.len(), 1);
    let message = &received[0].message;
    assert_eq!(message["to"], "919812345678");
    assert_eq!((&message["template"], &message["template_id"]), (&json!("filed"), &json!("1107")));
    assert_eq!(message["language"], "hi");
    let text = received[0].text();
    assert!(text.contains(&format!("https://sunwai.example/t/{}", filed.ticket)), "{text}");
    assert!(!text.contains(&filed.pin) && !text.contains(&filed.key) && !text.contains('#'), "{text}");
    assert_eq!(received[0].header("idempotency-key"), message["reference"].as_str().unwrap());
    assert_eq!(received[0].header("authorization"), "Bearer a-token");
    assert_eq!(sending.letters(&filed)[0].state, LetterState::Sent);
}

#[test]
fn each_step_that_tells_something_is_told_once() {
    let sending = Sending::<Gateway>::start();
    let filed = sending.office.file_as(1, &form_with("language", json!("en")));
    sending.office.desk(&filed, &forward("FOOD"));
    sending.office.desk(&filed, &Action::Start);
    sending.office.desk(&filed, &resolve());
    sending.office.act(&filed, 2, &json!({"action": "confirm"}));

    while sending.turn() > 0 {}

    let texts = sending.texts();
    assert_eq!(texts.len(), 3, "{texts:?}");
    assert!(texts[0].contains("received") && texts[0].contains("1 December 2026"), "{}", texts[0]);
    assert!(texts[1].contains("Food, Civil Supplies") && texts[1].contains("1 December 2026"), "{}", texts[1]);
    assert!(texts[2].contains("solved") && texts[2].contains("9 December 2026"), "{}", texts[2]);
    assert!(texts.iter().all(|text| !text.contains("राशन")), "no word that somebody wrote: {texts:?}");
}

#[test]
fn a_step_that_is_refused_or_repeated_is_told_to_nobody_twice() {
    let sending = Sending::<Gateway>::start();
    let filed = sending.office.file(1);
    sending.office.file_as(1, &form());
    sending.office.desk(&filed, &resolve_after_forward(&sending.office, &filed));
    let reopen = json!({"action": "reopen", "text": "अभी तक नहीं मिला है।"});

    sending.office.act(&filed, 2, &reopen);
    sending.office.act(&filed, 2, &reopen);
    let refused = sending.office.act(&filed, 3, &json!({"action": "confirm"}));

    assert_eq!(refused.status, 409);
    assert_eq!(sending.letters(&filed).len(), 4, "filed, forwarded, resolved, reopened");
}

fn resolve_after_forward(office: &TestOffice, filed: &Filed) -> Action {
    office.desk(filed, &forward("FOOD"));
    resolve()
}

#[test]
fn a_sensitive_complaint_names_neither_department_nor_subject() {
    let sending = Sending::<Gateway>::start();
    let mut police = form_with("category", json!("POLICE"));
    police["language"] = json!("en");
    let filed = sending.office.file_as(1, &police);
    sending.office.desk(&filed, &forward("POL"));

    while sending.turn() > 0 {}

    let texts = sending.texts();
    assert_eq!(texts.len(), 2);
    assert!(texts[1].contains("the department concerned"), "{}", texts[1]);
    assert!(texts.iter().all(|text| !text.contains("Police")), "{texts:?}");
}

#[test]
fn nothing_is_written_where_nobody_can_be_reached_or_no_way_is_set_up() {
    let (without_gateway, with_gateway) = (TestOffice::start(), Sending::<Gateway>::start());
    let filed = without_gateway.file(1);
    let silent = with_gateway.office.file_as(1, &form_with("mobile", Value::Null));

    assert_eq!(without_gateway.letters(&filed), []);
    assert_eq!(with_gateway.letters(&silent), []);
}

#[test]
fn a_gateway_that_is_down_delays_letters_and_blocks_nothing() {
    let sending = Sending::<Gateway>::start();
    sending.there.go_down(&sending.elsewhere);
    let filed: Vec<_> = (1..=20).map(|number| sending.office.file(number)).collect();

    let tried = sending.turn();
    let rests = sending.turn();

    assert_eq!((tried, rests), (8, 0), "a handful is tried, then the gateway is left alone");
    assert_eq!(sending.office.file(21).ticket.len(), 11);
    sending.there.come_up(&sending.elsewhere);
    sending.office.clock.pass(60);
    while sending.turn() > 0 {}
    assert_eq!(sending.there.received().len(), 21);
    for one in &filed {
        let letters = sending.letters(one);
        assert_eq!((letters.len(), letters[0].state), (1, LetterState::Sent));
    }
}

#[test]
fn a_letter_that_fails_is_tried_again_after_growing_pauses_and_given_up_after_a_week() {
    let sending = Sending::<Gateway>::start();
    sending.there.answer(Manner::status(500));
    let filed = sending.office.file(1);
    let begun = sending.office.clock.now();

    let mut tried_at = Vec::new();
    while sending.office.clock.now() <= begun.plus_days(GIVE_UP_DAYS + 1) {
        if sending.turn() > 0 {
            tried_at.push(sending.office.clock.now().0);
        }
        sending.office.clock.pass(60);
    }

    let pauses: Vec<_> = tried_at.windows(2).map(|two| two[1] - two[0]).collect();
    assert_eq!(pauses[..6], [60, 300, 1_800, 7_200, 21_600, DAY]);
    assert!(pauses[6..].iter().all(|pause| *pause == DAY), "{pauses:?}");
    assert_eq!(sending.there.received().len(), tried_at.len());
    let letter = &sending.letters(&filed)[0];
    assert_eq!((letter.state, letter.error.as_deref()), (LetterState::Failed, Some("broken")));
    let references: Vec<_> = sending.there.received().iter().map(|one| one.message["reference"].clone()).collect();
    assert!(references.iter().all(|reference| *reference == references[0]), "one letter, one name");
}

#[test]
fn a_gateway_that_asks_for_time_gets_it() {
    let sending = Sending::<Gateway>::start();
    sending.there.answer(Manner { retry_after: Some(600), ..Manner::status(429) });
    sending.office.file(1);
    assert_eq!(sending.turn(), 1);
    sending.there.answer(Manner::status(200));

    sending.office.clock.pass(599);
    assert_eq!(sending.turn(), 0);
    sending.office.clock.pass(1);

    assert_eq!(sending.turn(), 1);
}

#[test]
fn a_letter_that_a_gateway_will_never_take_is_given_up_at_once_and_holds_up_no_other() {
    let sending = Sending::<Gateway>::start();
    sending.there.answer(Manner::status(400));
    let wrong = sending.office.file(1);
    assert_eq!(sending.turn(), 1);
    sending.there.answer(Manner::status(202));
    let right = sending.office.file(2);

    assert_eq!(sending.turn(), 1);

    let letter = &sending.letters(&wrong)[0];
    assert_eq!((letter.state, letter.error.as_deref(), letter.tries), (LetterState::Failed, Some("refused"), 1));
    assert_eq!(sending.letters(&right)[0].state, LetterState::Sent);
}

#[test]
fn a_slow_gateway_is_given_up_waiting_for_and_meanwhile_complaints_are_filed() {
    let sending = Sending::<Gateway>::start();
    sending.there.answer(Manner { takes: Duration::from_secs(30), ..Manner::status(200) });
    let filed = sending.office.file(1);

    thread::scope(|scope| {
        let turning = scope.spawn(|| sending.turn());
        while sending.there.received().is_empty() {
            thread::sleep(Duration::from_millis(10));
        }
        let begun = Instant::now();
        sending.office.file(2);
        sending.office.desk(&filed, &forward("FOOD"));
        assert!(begun.elapsed() < Duration::from_secs(5), "nothing waits for the gateway");
        assert!(!turning.is_finished());
        assert_eq!(turning.join().unwrap(), 1);
    });

    let letters = sending.letters(&filed);
    assert_eq!((letters[1].state, letters[1].error.as_deref()), (LetterState::Waiting, Some("timeout")));
    assert_eq!(letters[0].tries, 0, "it waits behind the older one");
}

#[test]
fn a_sender_that_stops_after_sending_sends_once_more_under_the_same_name() {
    let sending = Sending::<Gateway>::start();
    let filed = sending.office.file(1);
    let office = &sending.office.office;
    sending.office.runtime.block_on(async {
        let due = office.store.take_due(Way::Sms, 1, office.clock.now()).await.unwrap();
        office.outbox.send(office, &due[0]).await.unwrap();
        // Here it stops, before it is written down that the letter went.
    });

    sending.office.clock.pass(LEASE);
    while sending.turn() > 0 {}
    sending.office.clock.pass(DAY);

    assert_eq!(sending.turn(), 0);
    let received = sending.there.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].header("idempotency-key"), received[1].header("idempotency-key"));
    assert_eq!(sending.letters(&filed)[0].state, LetterState::Sent);
}

#[test]
fn letters_go_out_by_themselves_until_the_server_is_told_to_stop() {
    let sending = Sending::<Gateway>::start();
    let (stop, stopped) = watch::channel(false);
    let running = sending.office.runtime.spawn(outbox::run(Arc::clone(&sending.office.office), stopped));
    sending.office.file(1);
    let begun = Instant::now();
    while sending.there.received().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(20));
    }

    stop.send_replace(true);
    sending.office.runtime.block_on(running).unwrap();

    let filed = sending.office.file(2);
    assert_eq!(sending.letters(&filed)[0].state, LetterState::Waiting);
}

/// Everything that this program logs, of all tests.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn log() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let writer = log.clone();
        let subscriber =
            tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
        subscriber.init();
        log
    })
}

#[test]
fn no_log_names_whom_a_letter_reaches() {
    let log = log();
    let sending = Sending::<Gateway>::start();
    sending.office.file(1);
    for (number, status) in (2..).zip([500, 401, 400, 302]) {
        sending.there.answer(Manner::status(status));
        sending.office.file(number);
        sending.turn();
        sending.office.clock.set(Timestamp(sending.office.clock.now().0 + DAY));
    }
    sending.there.go_down(&sending.elsewhere);
    sending.turn();

    let written = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();

    assert!(written.contains("letters do not go out"), "{written}");
    for personal in ["9812345678", "a-token", "Suman", "Sirsa", "राशन"] {
        assert!(!written.contains(personal), "{personal}");
    }
}
