//! When a complaint may be joined with another: whoever follows the way from a
//! duplicate comes to an end, and finds a complaint there that somebody works on.
//!
//! A complaint is joined only with one that stands for itself. With that no two
//! are joined with each other, however long the way becomes: what was joined with
//! one that is joined later follows it. The store asks this while it writes,
//! because the other complaint may change until then. Should its citizen take
//! that one back, the job takes the two apart (`server/jobs.rs`).

use crate::{
    life::{Kind, State},
    standing::Refusal,
    ticket::Ticket,
};

/// Whether `ticket` may be joined with `other`, which stands in this state;
/// `None` when there is no such complaint.
///
/// # Errors
/// [`Refusal::SameTicket`], [`Refusal::NotForItself`].
pub fn check_join(ticket: Ticket, other: Ticket, state: Option<State>) -> Result<(), Refusal> {
    match state.map(State::kind) {
        _ if ticket == other => Err(Refusal::SameTicket),
        None | Some(Kind::Merged | Kind::Withdrawn) => Err(Refusal::NotForItself),
        Some(Kind::Open | Kind::Resolved | Kind::NotTenable) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_complaint_is_joined_with_another_that_stands_for_itself() {
        let (one, other) = (Ticket::from_chance(1), Ticket::from_chance(2));

        for state in State::ALL {
            let stands = !matches!(state, State::Duplicate | State::Withdrawn);
            let answer = check_join(one, other, Some(state));
            assert_eq!(answer, if stands { Ok(()) } else { Err(Refusal::NotForItself) }, "{state:?}");
            assert_eq!(check_join(one, one, Some(state)), Err(Refusal::SameTicket));
        }
        assert_eq!(check_join(one, other, None), Err(Refusal::NotForItself));
    }

    proptest! {
        #[test]
        fn whatever_is_joined_and_taken_apart_no_way_leads_in_a_circle(
            steps in prop::collection::vec((0..6u64, prop::option::of(0..6u64)), 0..60)
        ) {
            let mut into: BTreeMap<u64, u64> = BTreeMap::new();
            for (one, other) in steps {
                let Some(other) = other else {
                    into.remove(&one);
                    continue;
                };
                let state = if into.contains_key(&other) { State::Duplicate } else { State::Received };
                let answer = check_join(Ticket::from_chance(one), Ticket::from_chance(other), Some(state));
                if answer.is_ok() && !into.contains_key(&one) {
                    into.insert(one, other);
                }

                for mut at in 0..6 {
                    let hops = std::iter::from_fn(|| { at = *into.get(&at)?; Some(()) }).take(7).count();
                    prop_assert!(hops < 6, "{into:?}");
                }
            }
        }
    }
}
