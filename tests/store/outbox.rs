//! The sentences about letters that are true of every store.

use std::sync::Arc;

use domain::{
    action::{Action, Actor},
    letter::{Template, Way, letters},
    ticket::Ticket,
    time::Timestamp,
};
use server::store::{
    Filed, Filing, Stepped, Store,
    outbox::{Address, Due, Health, LEASE, LetterId, LetterState, PATIENCE, Tried, UNANSWERED_MAX},
};

use crate::makers::{START, filing, forward, once, resolve, step};

type Any = Arc<dyn Store>;

const MOST: u32 = 100;

/// The complaint that `number` makes, with its letters by both ways.
fn told(number: u64) -> Filing {
    let mut filing = filing(number);
    filing.letters = letters(&filing.standing, &filing.first.event, &Way::ALL);
    filing
}

async fn file(store: &Any, number: u64) -> Ticket {
    let filing = told(number);
    let ticket = filing.standing.ticket;
    assert_eq!(store.file(filing).await, Ok(Filed::New));
    ticket
}

/// Takes a step with its letters; the moment of it.
async fn take(store: &Any, ticket: Ticket, action: &Action, by: Actor) -> Timestamp {
    let read = store.open(ticket).await.unwrap().unwrap();
    let mut step = step(&read, action, by);
    step.letters = letters(&step.standing, &step.event.event, &Way::ALL);
    let at = step.event.event.at;
    assert_eq!(store.step(step).await, Ok(Stepped::Done));
    at
}

async fn due(store: &Any, now: Timestamp) -> Vec<Due> {
    store.take_due(Way::Sms, MOST, now).await.unwrap()
}

async fn health(store: &Any) -> Health {
    store.health(Way::Sms).await.unwrap()
}

fn after(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp(now.0 + seconds)
}

pub async fn a_letter_is_written_with_the_complaint_and_has_all_that_its_words_need(store: &Any) {
    let filing = told(7);
    store.file(filing.clone()).await.unwrap();

    let found = due(store, START).await;

    assert_eq!(found.len(), 1);
    let letter = &found[0];
    assert_eq!(letter.id, LetterId { ticket: filing.standing.ticket, version: 1, way: Way::Sms });
    assert_eq!((letter.template, letter.tries), (Template::Filed, 1));
    assert_eq!(letter.address, filing.particulars.mobile.map(Address::Mobile));
    assert_eq!(letter.language, filing.particulars.language);
    assert_eq!((&letter.standing, &letter.event), (&filing.standing, &filing.first.event));
}

pub async fn nothing_is_written_for_someone_who_cannot_be_reached(store: &Any) {
    let mut silent = told(7);
    silent.particulars.mobile = None;
    store.file(silent).await.unwrap();

    assert_eq!(due(store, START).await, []);
    assert_eq!(store.take_due(Way::Email, MOST, START).await, Ok(Vec::new()));
}

pub async fn whoever_has_an_e_mail_address_gets_a_mail_as_well(store: &Any) {
    let mut reached = told(7);
    reached.particulars.email = Some("suman@village.example".to_owned());
    store.file(reached).await.unwrap();

    let mails = store.take_due(Way::Email, MOST, START).await.unwrap();

    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].address, Some(Address::Email("suman@village.example".to_owned())));
    assert_eq!(due(store, START).await.len(), 1);
}

pub async fn a_step_that_is_repeated_or_overtaken_writes_no_letter(store: &Any) {
    let ticket = file(store, 7).await;
    let read = store.open(ticket).await.unwrap().unwrap();
    let mut forwarding = step(&read, &forward(), Actor::Tracker);
    forwarding.letters = letters(&forwarding.standing, &forwarding.event.event, &[Way::Sms]);
    forwarding.once = Some(once(1, 1, START));
    let mut slower = step(&read, &forward(), Actor::Tracker);
    slower.letters.clone_from(&forwarding.letters);

    let outcomes = (store.step(forwarding.clone()).await, store.step(forwarding).await, store.step(slower).await);

    assert_eq!(outcomes, (Ok(Stepped::Done), Ok(Stepped::Repeated), Ok(Stepped::Overtaken)));
    assert_eq!(store.letters_of(ticket).await.unwrap().len(), 2, "of the filing and of the step");
    assert_eq!(store.file(told(7)).await, Ok(Filed::TicketTaken));
    assert_eq!(store.letters_of(ticket).await.unwrap().len(), 2);
}

pub async fn a_letter_is_taken_out_once_until_its_lease_is_over(store: &Any) {
    file(store, 7).await;

    let first = due(store, START).await;
    let meanwhile = due(store, after(START, LEASE - 1)).await;
    let later = due(store, after(START, LEASE)).await;

    assert_eq!((first.len(), meanwhile.len(), later.len()), (1, 0, 1));
    assert_eq!((first[0].id, later[0].tries), (later[0].id, 2));
}

pub async fn a_letter_that_stops_its_sender_each_time_is_given_up(store: &Any) {
    let ticket = file(store, 7).await;
    let mut now = START;
    for _ in 0..UNANSWERED_MAX {
        assert_eq!(due(store, now).await.len(), 1);
        now = after(now, LEASE);
    }

    assert_eq!(due(store, now).await, []);

    let letter = &store.letters_of(ticket).await.unwrap()[0];
    assert_eq!((letter.state, letter.error.as_deref()), (LetterState::Failed, Some("interrupted")));
}

pub async fn a_letter_that_went_out_is_not_due_again(store: &Any) {
    let ticket = file(store, 7).await;
    let sent_at = after(START, 5);
    let id = due(store, START).await[0].id;

    store.mark(id, Tried::Sent, sent_at).await.unwrap();
    // Someone who had lost the lease.
    store.mark(id, Tried::Later("late", sent_at), sent_at).await.unwrap();

    assert_eq!(due(store, START.plus_days(1)).await, []);
    let letter = &store.letters_of(ticket).await.unwrap()[0];
    assert_eq!((letter.state, letter.tries, letter.at), (LetterState::Sent, 1, sent_at));
    let health = health(store).await;
    assert_eq!((health.waiting, health.last_sent, health.error), (0, Some(sent_at), None));
}

pub async fn a_letter_that_failed_waits_as_long_as_it_was_told(store: &Any) {
    let ticket = file(store, 7).await;
    let next = after(START, 300);
    let id = due(store, START).await[0].id;

    store.mark(id, Tried::Later("unreachable", next), after(START, 10)).await.unwrap();

    assert_eq!(due(store, after(next, -1)).await, []);
    let letter = &store.letters_of(ticket).await.unwrap()[0];
    assert_eq!((letter.state, letter.at, letter.error.as_deref()), (LetterState::Waiting, next, Some("unreachable")));
    let seen = health(store).await;
    assert_eq!((seen.waiting, seen.oldest, seen.error.as_deref()), (1, Some(START), Some("unreachable")));
    assert_eq!(due(store, next).await[0].tries, 2);
}

pub async fn what_was_given_up_is_listed_and_may_be_tried_again(store: &Any) {
    let (old, new) = (file(store, 7).await, file(store, 8).await);
    let letters = due(store, START).await;
    let of = |ticket| letters.iter().find(|letter| letter.id.ticket == ticket).unwrap().id;
    store.mark(of(old), Tried::GivenUp("refused"), START).await.unwrap();
    let later = START.plus_days(3);
    store.mark(of(new), Tried::GivenUp("refused"), later).await.unwrap();

    let given_up = store.given_up(Way::Sms, MOST).await.unwrap();
    let again = store.try_again(Way::Sms, START.plus_days(2), later).await;

    let tickets: Vec<_> = given_up.iter().map(|letter| (letter.id.ticket, letter.error.as_deref())).collect();
    assert_eq!(tickets, [(new, Some("refused")), (old, Some("refused"))]);
    assert_eq!(again, Ok(1));
    let due = due(store, later).await;
    assert_eq!((due.len(), due[0].id.ticket, due[0].tries), (1, new, 1));
    assert_eq!(health(store).await.failed, 1);
    assert_eq!(store.given_up(Way::Email, MOST).await, Ok(Vec::new()));
}

pub async fn an_older_letter_goes_first_until_it_failed_often(store: &Any) {
    let ticket = file(store, 7).await;
    let mut now = take(store, ticket, &forward(), Actor::Tracker).await;

    for _ in 0..PATIENCE {
        let found = due(store, now).await;
        let versions: Vec<_> = found.iter().map(|letter| letter.id.version).collect();
        assert_eq!(versions, [1], "not before it");
        store.mark(found[0].id, Tried::Later("broken", after(now, 60)), now).await.unwrap();
        now = after(now, 60);
    }

    assert_eq!(due(store, now).await.len(), 2);
}

pub async fn a_letter_that_nobody_sent_in_time_is_given_up(store: &Any) {
    let ticket = file(store, 7).await;

    assert_eq!(due(store, START.plus_days(8)).await, []);

    let letter = &store.letters_of(ticket).await.unwrap()[0];
    assert_eq!((letter.state, letter.error.as_deref()), (LetterState::Failed, Some("too_old")));
}

pub async fn a_handful_is_taken_out_at_a_time_those_that_wait_longest_first(store: &Any) {
    for number in 0..5 {
        file(store, number).await;
    }
    let first = store.take_due(Way::Sms, 3, START).await.unwrap();
    let rest = store.take_due(Way::Sms, 3, START).await.unwrap();

    assert_eq!((first.len(), rest.len()), (3, 2));
    assert!(first.iter().all(|taken| rest.iter().all(|other| other.id != taken.id)));
}

pub async fn the_letters_of_a_complaint_are_its_own_newest_first(store: &Any) {
    let ticket = file(store, 7).await;
    file(store, 8).await;
    take(store, ticket, &forward(), Actor::Tracker).await;
    take(store, ticket, &resolve(), Actor::Officer).await;

    let letters = store.letters_of(ticket).await.unwrap();

    let told: Vec<_> = letters.iter().map(|letter| letter.template).collect();
    assert_eq!(told, [Template::Resolved, Template::Forwarded, Template::Filed]);
}

pub async fn what_nobody_is_told_has_no_letter(store: &Any) {
    let ticket = file(store, 7).await;
    take(store, ticket, &Action::Withdraw, Actor::Citizen).await;

    assert_eq!(store.letters_of(ticket).await.unwrap().len(), 1);
}
