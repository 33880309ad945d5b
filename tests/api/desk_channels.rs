//! The health of what goes out, as the desk sees it.

use domain::wire::desk::Channels;
use serde_json::json;
use server::clock::Clock as _;

use crate::{
    client::{Answer, Request},
    gateway::{Gateway, Manner},
    office::{TestOffice, form_with},
    sending::Sending,
};

const CHANNELS: &str = "/api/desk/v1/channels";
const RETRY: &str = "/api/desk/v1/channels/retry";

fn channels(answer: &Answer) -> Channels {
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn a_failure_is_seen_at_the_desk_until_something_goes_out_again() {
    let sending = Sending::<Gateway>::start();
    let tracker = sending.office.tracker();
    let filed_at = sending.office.clock.now();
    sending.there.answer(Manner::status(500));
    sending.office.file(1);
    sending.turn();

    let down = channels(&tracker.get(CHANNELS));
    sending.there.answer(Manner::status(200));
    sending.office.clock.pass(60);
    sending.turn();
    let up = channels(&tracker.get(CHANNELS));

    let sms = |channels: &Channels| channels.outbox.iter().find(|way| way.by == "sms").unwrap().clone();
    assert!(sms(&down).on);
    assert_eq!((sms(&down).waiting, sms(&down).oldest), (1, Some(filed_at)));
    assert_eq!((sms(&down).last_sent, sms(&down).error.as_deref()), (None, Some("broken")));
    assert_eq!((sms(&up).waiting, sms(&up).last_sent, sms(&up).error), (0, Some(sending.office.clock.now()), None));
    let email = down.outbox.iter().find(|way| way.by == "email").unwrap();
    assert!(!email.on && email.waiting == 0);
}

#[test]
fn what_was_given_up_is_named_and_tried_again_when_someone_wishes() {
    let sending = Sending::<Gateway>::start();
    let supervisor = sending.office.supervisor();
    sending.there.answer(Manner::status(400));
    let filed = sending.office.file(1);
    sending.turn();

    let before = channels(&supervisor.get(CHANNELS));
    sending.there.answer(Manner::status(200));
    let after = channels(&supervisor.post(RETRY, &json!({"by": "sms"})));
    sending.turn();

    assert_eq!(before.failed.len(), 1);
    let failed = &before.failed[0];
    assert_eq!(
        (failed.ticket.to_string(), failed.by.as_str(), failed.error.as_str()),
        (filed.ticket, "sms", "refused")
    );
    assert_eq!((before.outbox[0].failed, after.outbox[0].failed, after.outbox[0].waiting), (1, 0, 1));
    assert_eq!(sending.there.received().len(), 2);
}

#[test]
fn a_complaint_is_named_only_to_whom_it_exists() {
    let sending = Sending::<Gateway>::start();
    sending.there.answer(Manner::status(400));
    sending.office.file_as(1, &form_with("category", json!("CORRUPTION")));
    let water = sending.office.file_as(2, &form_with("category", json!("WATER")));
    sending.turn();
    let office = &sending.office;

    let named = |answer: &Answer| {
        let failed = channels(answer).failed.into_iter();
        failed.map(|failed| failed.ticket.to_string()).collect::<Vec<_>>()
    };

    assert_eq!(named(&office.tracker().get(CHANNELS)), [water.ticket]);
    assert_eq!(named(&office.supervisor().get(CHANNELS)).len(), 2);
    assert_eq!(named(&office.admin().get(CHANNELS)), Vec::<String>::new());
}

#[test]
fn for_officers_and_strangers_there_are_no_channels() {
    let office = TestOffice::start();
    let officer = office.officer("FOOD");
    let body = json!({"by": "sms"});

    for answer in [officer.get(CHANNELS), officer.post(RETRY, &body)] {
        assert_eq!((answer.status, answer.problem().as_str()), (404, "page.unknown"));
    }
    let stranger = office.send(&Request::get(CHANNELS));
    assert_eq!((stranger.status, stranger.problem().as_str()), (401, "session.missing"));
    assert_eq!(office.send(&Request::json("POST", RETRY, &body)).status, 401);
}

#[test]
fn a_way_that_is_none_is_refused() {
    let office = TestOffice::start();

    let answer = office.admin().post(RETRY, &json!({"by": "pigeon"}));

    assert_eq!((answer.status, answer.problem().as_str()), (422, "body.invalid"));
    assert_eq!(answer.fields(), [("/by".to_owned(), "channel.unknown".to_owned())]);
}
