//! The sentences about histories by time that are true of every store.

use std::sync::Arc;

use domain::{action::Actor, ticket::Ticket, time::Day};
use server::store::{Filed, Stepped, Store};

use crate::makers::{START, filing, forward, resolve, step};

type Any = Arc<dyn Store>;

/// Files a complaint, forwards it a day later, and resolves it a day after that.
async fn live(store: &Any, number: u64) -> Ticket {
    let filing = filing(number);
    let ticket = filing.standing.ticket;
    assert_eq!(store.file(filing).await, Ok(Filed::New));
    for (action, by) in [(forward(), Actor::Tracker), (resolve(), Actor::Officer)] {
        let read = store.open(ticket).await.unwrap().unwrap();
        assert_eq!(store.step(step(&read, &action, by)).await, Ok(Stepped::Done));
    }
    ticket
}

fn day(later: i32) -> Day {
    Day(START.day().0 + later)
}

pub async fn the_days_on_which_something_happened_are_listed_up_to_a_day(store: &Any) {
    assert_eq!(store.days_before(day(9)).await, Ok(Vec::new()));
    live(store, 7).await;
    live(store, 8).await;

    assert_eq!(store.days_before(day(9)).await, Ok(vec![day(0), day(1), day(2)]));
    assert_eq!(store.days_before(day(2)).await, Ok(vec![day(0), day(1)]));
    assert_eq!(store.days_before(day(0)).await, Ok(Vec::new()));
}

pub async fn a_day_touches_the_complaints_to_which_something_happened(store: &Any) {
    let mut lived = vec![live(store, 7).await, live(store, 8).await];
    let filed = filing(9);
    store.file(filed.clone()).await.unwrap();

    let mut forwarded = store.touched_on(day(1)).await.unwrap();

    lived.sort();
    forwarded.sort();
    assert_eq!(forwarded, lived);
    assert_eq!(store.touched_on(day(0)).await.unwrap().len(), 3);
    assert_eq!(store.touched_on(day(3)).await, Ok(Vec::new()));
}

pub async fn a_trace_ends_with_its_day_and_has_no_words(store: &Any) {
    let ticket = live(store, 7).await;
    let whole = store.open(ticket).await.unwrap().unwrap();

    let trace = store.trace(ticket, day(2)).await.unwrap().unwrap();

    assert_eq!(trace.standing, whole.standing);
    assert_eq!(trace.history.len(), 2);
    for (traced, kept) in trace.history.iter().zip(&whole.history) {
        assert_eq!((traced.hash, traced.text_digest, &traced.event.text), (kept.hash, kept.text_digest, &None));
    }
    assert_eq!(store.trace(ticket, day(0)).await, Ok(None));
    assert_eq!(store.trace(Ticket::from_chance(8), day(9)).await, Ok(None));
}
