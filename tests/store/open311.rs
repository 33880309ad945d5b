//! The sentences about what neighbours ask that are true of every store.

use std::sync::Arc;

use domain::{
    action::Actor,
    complaint::Channel,
    event::EventKind,
    life::{Kind, State},
    reference::{Category, Department},
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
};
use server::{
    history::{origin, seal},
    store::{
        Filed, Stepped, Store,
        open311::{DepartmentCopy, Span, Wanted},
    },
};

use crate::makers::{START, filing, forward, resolve, step};

type Any = Arc<dyn Store>;

/// Files the complaint that a number makes, so many seconds after the first; every
/// third is forwarded and solved.
async fn live(store: &Any, number: u64) -> Standing {
    let mut filing = filing(number);
    let (category, district) = (filing.standing.category, filing.standing.district);
    let at = Timestamp(START.0 + number as i64);
    let (standing, event) = Standing::file(filing.standing.ticket, category, district, Channel::Portal, at);
    filing.first = seal(&origin(&standing), event, Some([number as u8; 32]));
    filing.standing = standing;
    let ticket = filing.standing.ticket;
    assert_eq!(store.file(filing).await, Ok(Filed::New));
    if number.is_multiple_of(3) {
        for (action, by) in [(forward(), Actor::Supervisor), (resolve(), Actor::Officer)] {
            let read = store.open(ticket).await.unwrap().unwrap();
            assert_eq!(store.step(step(&read, &action, by)).await, Ok(Stepped::Done));
        }
    }
    store.find(ticket).await.unwrap().unwrap().standing
}

fn always() -> Span {
    Span { from: Timestamp(0), to: START.plus_days(90) }
}

pub async fn a_list_equals_one_in_memory_for_every_filter(store: &Any) {
    let mut all = Vec::new();
    for number in 0..80 {
        all.push(live(store, number).await);
    }
    all.sort_by_key(|standing| std::cmp::Reverse((standing.received_at, standing.ticket)));
    let spans = [always(), Span { from: Timestamp(START.0 + 20), to: Timestamp(START.0 + 40) }];
    let named = |codes: &[&str]| codes.iter().filter_map(|code| Category::from_code(code)).collect::<Vec<_>>();
    let several = [named(&[]), named(&["WATER"]), named(&["WATER", "ROAD", "POLICE"]), named(&["POLICE"])];

    for filed in spans {
        for categories in &several {
            for is_open in [None, Some(true), Some(false)] {
                let wanted = Wanted { filed, categories: categories.clone(), is_open };
                let expected = all.iter().filter(|standing| {
                    !standing.category.is_sensitive()
                        && (filed.from..=filed.to).contains(&standing.received_at)
                        && (categories.is_empty() || categories.contains(&standing.category))
                        && is_open.is_none_or(|is_open| is_open == (standing.state.kind() == Kind::Open))
                });
                let expected: Vec<_> = expected.cloned().collect();

                assert_eq!(store.listed(wanted.clone()).await.unwrap(), expected, "{wanted:?}");
            }
        }
    }
}

pub async fn every_state_that_is_not_withheld_is_an_entry(store: &Any) {
    let mut expected = Vec::new();
    for number in 0..80 {
        let standing = live(store, number).await;
        let case = store.find(standing.ticket).await.unwrap().unwrap();
        if !standing.category.is_sensitive() {
            expected.extend(case.history.into_iter().map(|event| (standing.ticket, event)));
        }
    }
    expected.sort_by_key(|(ticket, event)| (event.at, *ticket, event.version));

    let entries = store.entries(always()).await.unwrap();
    let later = store.entries(Span { from: START.plus_days(2), to: START.plus_days(90) }).await.unwrap();

    assert_eq!(entries.into_iter().map(|entry| (entry.ticket, entry.event)).collect::<Vec<_>>(), expected);
    assert!(later.iter().all(|entry| entry.event.kind == EventKind::Entered(State::Resolved)));
    assert!(!later.is_empty());
}

pub async fn what_a_departments_system_was_given_is_found_by_its_number_there(store: &Any) {
    let department = Department::from_code("FOOD").unwrap();
    let copy = |number: u64, version, foreign_id: Option<&str>| DepartmentCopy {
        ticket: Ticket::from_chance(number),
        version,
        department,
        foreign_id: foreign_id.map(str::to_owned),
        sent_at: START,
    };
    let (first, again, silent) = (copy(7, 2, Some("F-1")), copy(7, 4, Some("F-2")), copy(8, 2, None));
    for copy in [&first, &again, &silent, &copy(7, 2, Some("later"))] {
        store.keep_copy(copy.clone()).await.unwrap();
    }

    let found = async |id: &str, department| store.copied_as(department, id.to_owned()).await.unwrap();

    assert_eq!(store.copies_of(first.ticket).await.unwrap(), [first.clone(), again]);
    assert_eq!(store.copies_of(silent.ticket).await.unwrap(), [silent]);
    assert_eq!(found("F-1", department).await, Some(first.ticket));
    assert_eq!(found("later", department).await, None, "the first answer counts");
    assert_eq!(found("F-1", Department::from_code("WCD").unwrap()).await, None);
}
