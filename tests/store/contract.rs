//! The sentences that are true of every store.

use std::sync::Arc;

use domain::{
    action::{Action, Actor},
    standing::Refusal,
    statistics::Question,
    ticket::Ticket,
    time::Timestamp,
};
use server::store::{Case, Filed, ONCE_DAYS, PinTry, Slip, Stepped, Store};

use crate::makers::{START, filing, forward, once, resolve, step};

type Any = Arc<dyn Store>;

pub async fn what_was_filed_is_found_whole(store: &Any) {
    let filing = filing(7);
    let ticket = filing.standing.ticket;

    assert_eq!(store.file(filing.clone()).await, Ok(Filed::New));

    let opened = store.open(ticket).await.unwrap().unwrap();
    assert_eq!(opened.standing, filing.standing);
    assert_eq!(opened.particulars, filing.particulars);
    assert_eq!(opened.history, std::slice::from_ref(&filing.first));
    let found = store.find(ticket).await.unwrap();
    assert_eq!(found, Some(Case { standing: filing.standing, history: vec![filing.first.event] }));
    assert_eq!(store.key_version(ticket).await, Ok(Some(1)));
}

pub async fn an_unknown_number_is_not_found(store: &Any) {
    store.file(filing(7)).await.unwrap();
    let unknown = Ticket::from_chance(8);

    assert_eq!(store.find(unknown).await, Ok(None));
    assert_eq!(store.open(unknown).await, Ok(None));
    assert_eq!(store.key_version(unknown).await, Ok(None));
}

pub async fn a_number_that_is_taken_is_not_given_twice(store: &Any) {
    store.file(filing(7)).await.unwrap();
    let mut second = filing(7);
    second.once = Some(once(1, 1, START));

    assert_eq!(store.file(second.clone()).await, Ok(Filed::TicketTaken));

    assert_eq!(received(store).await, 1);
    let digest = store.recall(second.once.as_ref().unwrap()).await;
    assert_eq!(digest, Ok(None), "the request may be sent again");
}

pub async fn the_same_request_is_filed_once(store: &Any) {
    let mut first = filing(7);
    first.once = Some(once(1, 1, START));
    let mut again = filing(8);
    again.once = Some(once(1, 1, START.plus_days(1)));

    assert_eq!(store.file(first.clone()).await, Ok(Filed::New));
    let repeated = store.file(again).await;

    let standing = first.standing;
    let slip = Slip { ticket: standing.ticket, key_version: 1, received_at: START, due_at: standing.due_at };
    assert_eq!(repeated, Ok(Filed::Repeated(slip)));
    assert_eq!(received(store).await, 1);
}

pub async fn a_key_with_another_body_is_refused(store: &Any) {
    let mut first = filing(7);
    first.once = Some(once(1, 1, START));
    let mut other = filing(8);
    other.once = Some(once(1, 2, START));
    store.file(first).await.unwrap();

    assert_eq!(store.file(other).await, Ok(Filed::Reused));

    assert_eq!(received(store).await, 1);
}

pub async fn a_key_is_forgotten_in_time(store: &Any) {
    let mut first = filing(7);
    first.once = Some(once(1, 1, START));
    store.file(first).await.unwrap();
    let later = START.plus_days(ONCE_DAYS + 1);

    assert!(store.recall(&once(1, 1, START.plus_days(ONCE_DAYS))).await.unwrap().is_some());
    assert_eq!(store.recall(&once(1, 1, later)).await, Ok(None), "by its age");
    store.forget_old(later).await.unwrap();

    assert_eq!(store.recall(&once(1, 1, START)).await, Ok(None), "for good");
    let mut new = filing(8);
    new.once = Some(once(1, 2, later));
    assert_eq!(store.file(new).await, Ok(Filed::New));
}

pub async fn a_step_is_written_only_on_the_version_it_was_decided_on(store: &Any) {
    let ticket = file(store, 7).await;
    let read = store.open(ticket).await.unwrap().unwrap();

    let faster = store.step(step(&read, &forward(), Actor::Tracker)).await;
    let slower = store.step(step(&read, &Action::Withdraw, Actor::Citizen)).await;

    assert_eq!((faster, slower), (Ok(Stepped::Done), Ok(Stepped::Overtaken)));
    let now = store.open(ticket).await.unwrap().unwrap();
    assert_eq!((now.standing.version, now.history.len()), (2, 2));
    let by_desk = &now.history[1].event;
    assert_eq!((by_desk.staff.as_deref(), by_desk.text.as_deref()), (Some("suman"), Some("a note")));
    let public = store.find(ticket).await.unwrap().unwrap();
    let for_all = &public.history[1];
    assert_eq!((&for_all.staff, &for_all.text), (&None, &None), "neither name nor word is read for the public");
}

pub async fn a_step_moves_the_figure(store: &Any) {
    let ticket = file(store, 7).await;
    let version = store.figures().await.unwrap().version();
    take(store, ticket, &forward(), Actor::Tracker).await;
    take(store, ticket, &resolve(), Actor::Officer).await;

    let total = store.figures().await.unwrap().read(|figures, _| figures.tally(&Question::default()).total);

    assert_eq!((total.received, total.resolved, total.pending), (1, 1, 0));
    assert!(store.figures().await.unwrap().version() > version);
}

pub async fn steps_that_follow_each_other_are_written_together_or_not_at_all(store: &Any) {
    let ticket = file(store, 7).await;
    let read = store.open(ticket).await.unwrap().unwrap();
    let first = step(&read, &forward(), Actor::Tracker);
    let mut between = read.clone();
    between.standing = first.standing.clone();
    between.history.push(first.event.clone());
    let second = step(&between, &resolve(), Actor::Officer);

    let torn = store.steps(vec![first.clone(), first.clone()]).await;
    assert!(torn.is_err(), "{torn:?}");
    assert_eq!(store.open(ticket).await.unwrap().unwrap(), read, "the first was taken back");

    assert_eq!(store.steps(vec![first.clone(), second]).await, Ok(Stepped::Done));
    let now = store.open(ticket).await.unwrap().unwrap();
    assert_eq!((now.standing.version, now.history.len()), (3, 3));
    assert_eq!(store.steps(vec![first]).await, Ok(Stepped::Overtaken));
    let total = store.figures().await.unwrap().read(|figures, _| figures.tally(&Question::default()).total);
    assert_eq!((total.received, total.resolved, total.pending), (1, 1, 0));
}

pub async fn a_complaint_is_joined_only_with_one_that_stands_for_itself_when_it_is_written(store: &Any) {
    let (one, other, gone) = (file(store, 1).await, file(store, 2).await, file(store, 3).await);
    take(store, gone, &Action::Withdraw, Actor::Citizen).await;
    let read_one = store.open(one).await.unwrap().unwrap();
    let read_other = store.open(other).await.unwrap().unwrap();
    let join = |read, of| step(read, &Action::Duplicate { of }, Actor::Tracker);
    let (there, back) = (join(&read_one, other), join(&read_other, one));
    let (itself, withdrawn) = (join(&read_one, one), join(&read_one, gone));
    let unknown = join(&read_one, Ticket::from_chance(99));
    let figures = store.figures().await.unwrap().version();

    let not_for_itself = Ok(Stepped::Refused(Refusal::NotForItself));
    assert_eq!(store.step(itself).await, Ok(Stepped::Refused(Refusal::SameTicket)));
    assert_eq!(store.step(withdrawn).await, not_for_itself);
    assert_eq!(store.step(unknown).await, not_for_itself);
    assert_eq!(store.figures().await.unwrap().version(), figures, "nothing was changed");
    let both = tokio::join!(store.step(there), store.step(back));

    let (joined, into, read_into) = match &both {
        (Ok(Stepped::Done), _) => (one, other, read_other),
        _ => (other, one, read_one),
    };
    let outcomes = [both.0, both.1];
    assert!(outcomes.contains(&Ok(Stepped::Done)), "{outcomes:?}");
    assert!(outcomes.contains(&not_for_itself), "both were decided before either was written: {outcomes:?}");
    assert_eq!(store.open(joined).await.unwrap().unwrap().standing.merged_into, Some(into));
    assert_eq!(store.open(into).await.unwrap().unwrap(), read_into);
}

pub async fn the_same_step_is_taken_once(store: &Any) {
    let ticket = file(store, 7).await;
    let read = store.open(ticket).await.unwrap().unwrap();
    let mut remind = step(&read, &Action::Remind, Actor::Citizen);
    remind.once = Some(once(1, 1, START));
    let mut other = remind.clone();
    other.once = Some(once(1, 2, START));

    let outcomes = (store.step(remind.clone()).await, store.step(remind).await, store.step(other).await);

    assert_eq!(outcomes, (Ok(Stepped::Done), Ok(Stepped::Repeated), Ok(Stepped::Reused)));
    assert_eq!(store.open(ticket).await.unwrap().unwrap().history.len(), 2);
}

pub async fn figures_equal_a_recount_after_anything(store: &Any) {
    for number in 0..60 {
        let ticket = file(store, number).await;
        if number % 2 == 0 {
            take(store, ticket, &forward(), Actor::Tracker).await;
        }
        if number % 4 == 0 {
            take(store, ticket, &resolve(), Actor::Officer).await;
        }
        if number % 8 == 0 {
            take(store, ticket, &Action::Confirm, Actor::Citizen).await;
        }
        if number % 3 == 0 && number % 2 == 1 {
            take(store, ticket, &Action::Withdraw, Actor::Citizen).await;
        }
    }

    let recount = store.recount().await.unwrap();

    assert_eq!(recount.kept, recount.counted);
    assert!(store.figures().await.unwrap().read(|figures, _| *figures == recount.counted));
    assert_eq!(received(store).await, 60);
}

pub async fn many_at_once_are_each_filed_once(store: &Any) {
    let filed: Vec<_> = (0..500)
        .map(|number| {
            let store = Arc::clone(store);
            tokio::spawn(async move { store.file(filing(number)).await })
        })
        .collect();

    for one in filed {
        assert_eq!(one.await.unwrap(), Ok(Filed::New));
    }
    assert_eq!(received(store).await, 500);
    for number in 0..500 {
        assert!(store.find(Ticket::from_chance(number)).await.unwrap().is_some(), "{number}");
    }
}

pub async fn a_pin_locks_after_wrong_tries(store: &Any) {
    let ticket = Ticket::from_chance(7);
    for _ in 0..5 {
        assert_eq!(store.try_pin(ticket, false, START).await, Ok(PinTry::Wrong));
    }
    let until = Timestamp(START.0 + 900);

    assert_eq!(store.try_pin(ticket, true, Timestamp(until.0 - 1)).await, Ok(PinTry::Locked(until)));
    assert_eq!(store.try_pin(ticket, true, until).await, Ok(PinTry::Open));
    assert_eq!(store.try_pin(Ticket::from_chance(8), true, START).await, Ok(PinTry::Open), "another's is free");
}

pub async fn every_complaint_is_visited_once_in_order(store: &Any) {
    for number in 0..20 {
        let ticket = file(store, number).await;
        take(store, ticket, &forward(), Actor::Tracker).await;
    }
    let mut visited = Vec::new();

    store.visit_all(&mut |dossier| visited.push((dossier.standing.ticket, dossier.history.len()))).await.unwrap();

    let mut expected: Vec<_> = (0..20).map(|number| (Ticket::from_chance(number), 2)).collect();
    expected.sort();
    assert_eq!(visited, expected);
}

pub async fn a_setting_is_kept(store: &Any) {
    assert_eq!(store.setting("name").await, Ok(None));

    store.keep_setting("name", "first".to_owned()).await.unwrap();
    store.keep_setting("name", "second".to_owned()).await.unwrap();

    assert_eq!(store.setting("name").await, Ok(Some("second".to_owned())));
    assert_eq!(store.keep_first("name", "third".to_owned()).await, Ok("second".to_owned()));
    let (one, other) = (store.keep_first("new", "one".to_owned()), store.keep_first("new", "other".to_owned()));
    let (one, other) = tokio::join!(one, other);
    assert_eq!(one, other, "both are told the same");
    assert_eq!(store.setting("new").await, one.map(Some));
    store.ready().await.unwrap();
}

async fn file(store: &Any, number: u64) -> Ticket {
    let filing = filing(number);
    let ticket = filing.standing.ticket;
    assert_eq!(store.file(filing).await, Ok(Filed::New));
    ticket
}

async fn take(store: &Any, ticket: Ticket, action: &Action, by: Actor) {
    let read = store.open(ticket).await.unwrap().unwrap();
    assert_eq!(store.step(step(&read, action, by)).await, Ok(Stepped::Done));
}

async fn received(store: &Any) -> u32 {
    store.figures().await.unwrap().read(|figures, _| figures.tally(&Question::default()).total.received)
}
