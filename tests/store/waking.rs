//! What the job may ask of every store.

use std::sync::Arc;

use domain::{
    action::{Action, Actor},
    ticket::Ticket,
    time::Timestamp,
};
use server::store::{Filed, Stepped, Store, waking::Sleeper};

use crate::makers::{START, filing, forward, resolve, step};

type Any = Arc<dyn Store>;

pub async fn a_complaint_wakes_at_its_moment_and_not_before(store: &Any) {
    let ticket = file(store, 7).await;
    let due = filing(7).standing.due_at;
    let sleeper = Sleeper { wakes_at: due, ticket };

    assert_eq!(store.waking(Timestamp(due.0 - 1), None, 10).await, Ok(Vec::new()));
    assert_eq!(store.waking(due, None, 10).await, Ok(vec![sleeper]));
    assert_eq!(store.waking(due.plus_days(900), None, 10).await, Ok(vec![sleeper]), "it waits until it is woken");
}

pub async fn a_step_changes_when_a_complaint_wakes(store: &Any) {
    let ticket = file(store, 7).await;
    take(store, ticket, &forward(), Actor::Tracker).await;
    let solved = take(store, ticket, &resolve(), Actor::Officer).await;
    let wakes_at = solved.plus_days(15);
    let late = wakes_at.plus_days(900);

    assert_eq!(store.waking(late, None, 10).await, Ok(vec![Sleeper { wakes_at, ticket }]));
    take(store, ticket, &Action::Confirm, Actor::Citizen).await;

    assert_eq!(store.waking(late, None, 10).await, Ok(Vec::new()), "it sleeps for good");
}

pub async fn those_that_wait_longest_come_first_a_handful_at_a_time(store: &Any) {
    let mut expected = Vec::new();
    for number in 0..100 {
        let ticket = file(store, number).await;
        expected.push(Sleeper { wakes_at: filing(number).standing.due_at, ticket });
    }
    expected.sort();
    let (mut woken, mut after) = (Vec::new(), None);

    loop {
        let handful = store.waking(START.plus_days(900), after, 7).await.unwrap();
        assert!(handful.len() <= 7);
        after = handful.last().copied();
        if after.is_none() {
            break;
        }
        woken.extend(handful);
    }

    assert_eq!(woken, expected);
}

async fn file(store: &Any, number: u64) -> Ticket {
    let filing = filing(number);
    let ticket = filing.standing.ticket;
    assert_eq!(store.file(filing).await, Ok(Filed::New));
    ticket
}

/// Takes a step; the moment at which it is taken.
async fn take(store: &Any, ticket: Ticket, action: &Action, by: Actor) -> Timestamp {
    let read = store.open(ticket).await.unwrap().unwrap();
    let step = step(&read, action, by);
    let at = step.standing.updated_at;
    assert_eq!(store.step(step).await, Ok(Stepped::Done));
    at
}
