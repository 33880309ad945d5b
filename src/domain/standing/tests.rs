//! Random histories, and the rules of time and number.

use proptest::prelude::*;

use super::*;
use crate::statistics::{Figures, Question};

fn filed() -> Standing {
    let category = Category::from_code("PDS_NOT_RECEIVED").unwrap();
    let district = District::from_code("bhiwani").unwrap();
    Standing::file(Ticket::from_chance(7), category, district, Channel::Portal, Timestamp(1_600_000_000)).0
}

fn department(code: &str) -> Department {
    Department::from_code(code).unwrap()
}

fn words() -> String {
    "ठीक कर दिया गया है".to_owned()
}

/// Applies actions a day apart, each by the first actor who may.
fn after(standing: Standing, actions: &[Action]) -> Standing {
    actions.iter().fold(standing, |standing, action| {
        let by = [Actor::Supervisor, Actor::Citizen, Actor::Job].into_iter().find(|by| by.may(action.verb())).unwrap();
        standing.apply(action, &By::unnamed(by), standing.updated_at.plus_days(1)).unwrap().0
    })
}

fn forward(code: &str) -> Action {
    Action::Forward { department: department(code), note: None }
}

#[test]
fn a_resolved_complaint_cannot_be_forwarded() {
    let resolved = after(filed(), &[forward("FOOD"), Action::Resolve { text: words() }]);

    let refused = resolved.apply(&forward("WCD"), &By::unnamed(Actor::Tracker), resolved.updated_at);

    assert_eq!(refused, Err(Refusal::NotFromHere));
}

#[test]
fn a_closed_complaint_may_be_reopened_for_thirty_days_whatever_happened_since() {
    let closed = after(filed(), &[forward("FOOD"), Action::Resolve { text: words() }, Action::Confirm]);
    let noted = after(closed.clone(), &[Action::Note { text: words() }]);
    let last_moment = closed.closed_at.unwrap().plus_days(30);
    let reopen = Action::Reopen { text: words() };

    assert!(noted.apply(&reopen, &By::unnamed(Actor::Citizen), last_moment).is_ok());
    let late = noted.apply(&reopen, &By::unnamed(Actor::Citizen), Timestamp(last_moment.0 + 1));

    assert_eq!(late, Err(Refusal::TooLate));
}

#[test]
fn a_citizen_reminds_once_a_week() {
    let reminded = after(filed(), &[Action::Remind]);
    let at = reminded.updated_at;

    assert_eq!(reminded.apply(&Action::Remind, &By::unnamed(Actor::Citizen), at.plus_days(6)), Err(Refusal::TooEarly));
    assert!(reminded.apply(&Action::Remind, &By::unnamed(Actor::Citizen), at.plus_days(7)).is_ok());
}

#[test]
fn nothing_happens_to_a_complaint_whose_words_are_erased() {
    let withdrawn = after(filed(), &[Action::Withdraw]);
    let erased = after(withdrawn.clone(), &[Action::Erase]);
    let now = erased.updated_at.plus_days(1);

    assert_eq!((erased.state, erased.erased_at), (State::Withdrawn, Some(erased.updated_at)));
    assert_eq!(erased.facet(), withdrawn.facet(), "it counts as before");
    for by in [Actor::Citizen, Actor::Tracker, Actor::Supervisor, Actor::Job] {
        assert_eq!(erased.offers(by, now), []);
    }
    let note = Action::Note { text: words() };
    assert_eq!(erased.apply(&note, &By::unnamed(Actor::Supervisor), now), Err(Refusal::Erased));
}

#[test]
fn a_closed_complaint_cannot_be_reopened_without_its_words() {
    let closed = after(filed(), &[forward("FOOD"), Action::Resolve { text: words() }, Action::Confirm]);
    let erased = after(closed.clone(), &[Action::Erase]);

    assert!(closed.reopen_until().is_some());
    assert_eq!(erased.reopen_until(), None);
    let reopen = Action::Reopen { text: words() };
    assert_eq!(erased.apply(&reopen, &By::citizen(), erased.updated_at), Err(Refusal::Erased));
}

#[test]
fn the_desk_erases_nothing_and_nobody_what_is_open() {
    let resolved = after(filed(), &[forward("FOOD"), Action::Resolve { text: words() }]);
    let closed = after(resolved.clone(), &[Action::Confirm]);
    let now = closed.updated_at;

    assert_eq!(closed.apply(&Action::Erase, &By::unnamed(Actor::Supervisor), now), Err(Refusal::NotYours));
    for standing in [filed(), resolved] {
        assert_eq!(standing.apply(&Action::Erase, &By::citizen(), now), Err(Refusal::NotFromHere));
    }
}

#[test]
fn an_open_complaint_takes_three_photos_and_no_more() {
    let citizen = By::unnamed(Actor::Citizen);
    let add = Action::AddPhoto;
    let three = after(filed(), &[add.clone(), forward("FOOD"), add.clone(), add.clone()]);

    assert_eq!((three.photos, three.version, three.state), (3, 5, State::Forwarded));
    assert_eq!(three.apply(&add, &citizen, three.updated_at), Err(Refusal::TooManyPhotos));
    assert!(!three.offers(Actor::Citizen, three.updated_at).contains(&Verb::AddPhoto));
    let closed = after(filed(), &[forward("FOOD"), Action::Resolve { text: words() }]);
    assert_eq!(closed.apply(&add, &citizen, closed.updated_at), Err(Refusal::NotFromHere));
    assert_eq!(filed().apply(&add, &By::unnamed(Actor::Supervisor), Timestamp(0)), Err(Refusal::NotYours));
}

#[test]
fn a_photo_is_an_answer_to_a_request_for_details() {
    let asked = after(filed(), &[Action::AskDetails { text: words() }]);

    let answered = after(asked, &[Action::AddPhoto]);

    assert_eq!((answered.state, answered.asks), (State::UnderReview, 0));
}

#[test]
fn no_reply_is_a_reason_only_after_two_requests_and_fifteen_days() {
    let ask = Action::AskDetails { text: words() };
    let no_reply = Action::NotTenable { reason: Reason::from_code("no_reply").unwrap(), text: words() };
    let once = after(filed(), std::slice::from_ref(&ask));
    let twice = after(once.clone(), &[ask]);
    let late = twice.updated_at.plus_days(15);

    assert_eq!(once.apply(&no_reply, &By::unnamed(Actor::Job), late), Err(Refusal::TooEarly));
    assert_eq!(twice.apply(&no_reply, &By::unnamed(Actor::Job), Timestamp(late.0 - 1)), Err(Refusal::TooEarly));
    assert_eq!(twice.apply(&no_reply, &By::unnamed(Actor::Job), late).unwrap().0.state, State::NotTenable);
    assert_eq!(filed().apply(&no_reply, &By::unnamed(Actor::Tracker), late), Err(Refusal::WrongReason));
}

#[test]
fn after_three_transfers_only_a_supervisor_moves_it_on() {
    let moved = after(filed(), &["FOOD", "WCD", "REV", "ULB"].map(forward));
    let now = moved.updated_at;

    assert_eq!(moved.transfers, 3);
    assert_eq!(moved.apply(&forward("DP"), &By::unnamed(Actor::Tracker), now), Err(Refusal::TooManyTransfers));
    assert!(moved.apply(&forward("DP"), &By::unnamed(Actor::Supervisor), now).is_ok());
    assert_eq!(moved.apply(&forward("ULB"), &By::unnamed(Actor::Tracker), now), Err(Refusal::SameDepartment));
}

#[test]
fn a_move_that_no_department_would_allow_is_not_offered() {
    let moved = after(filed(), &[forward("FOOD"), forward("WCD"), forward("PHED"), forward("ULB")]);
    let started = after(moved.clone(), &[Action::Start]);
    let now = moved.updated_at;

    assert_eq!(moved.why_not(Verb::Forward, Actor::Tracker, now), Some(Refusal::TooManyTransfers));
    assert_eq!(moved.why_not(Verb::Forward, Actor::Supervisor, now), None);
    assert_eq!(started.why_not(Verb::Forward, Actor::Tracker, now), None, "to the same department again");
}

#[test]
fn a_department_owes_a_reply_when_it_is_late_by_its_own_promise_too() {
    let due = filed().due_at;
    let forwarded = after(filed(), &[forward("FOOD")]);
    let interim = Action::InterimReply { text: words(), due: due.plus_days(5) };
    let promised = after(forwarded.clone(), &[interim]);

    assert!(!filed().owes_reply(due), "the team has it");
    assert!(!forwarded.owes_reply(Timestamp(due.0 - 1)));
    assert!(forwarded.owes_reply(due));
    assert!(!promised.owes_reply(due.plus_days(4)));
    assert!(promised.owes_reply(due.plus_days(5)) && promised.is_overdue(due));
}

#[test]
fn nobody_takes_a_step_that_belongs_to_another() {
    let resolved = after(filed(), &[forward("FOOD"), Action::Resolve { text: words() }]);
    let now = resolved.updated_at;

    assert_eq!(resolved.apply(&Action::Confirm, &By::unnamed(Actor::Officer), now), Err(Refusal::NotYours));
    assert_eq!(filed().apply(&Action::Take, &By::unnamed(Actor::Citizen), now), Err(Refusal::NotYours));
}

#[test]
fn the_due_date_does_not_move_with_an_interim_reply() {
    let promised = filed().received_at.plus_days(40);
    let late = after(filed(), &[forward("FOOD"), Action::InterimReply { text: words(), due: promised }]);

    assert_eq!(late.due_at, filed().received_at.plus_days(7));
    assert_eq!(late.promised_at, Some(promised));
}

fn action() -> impl Strategy<Value = Action> {
    let any_department = (0..Department::COUNT).prop_map(|place| Department::all().nth(place).unwrap());
    let any_reason = (0..Reason::COUNT).prop_map(|place| Reason::all().nth(place).unwrap());
    prop_oneof![
        Just(Action::Take),
        Just(Action::AskDetails { text: words() }),
        any_department.prop_map(|department| Action::Forward { department, note: None }),
        Just(Action::Start),
        Just(Action::InterimReply { text: words(), due: Timestamp(2_000_000_000) }),
        Just(Action::Resolve { text: words() }),
        any_reason.prop_map(|reason| Action::NotTenable { reason, text: words() }),
        Just(Action::Duplicate { of: Ticket::from_chance(8) }),
        Just(Action::Unmerge),
        Just(Action::SendBack { note: words() }),
        Just(Action::Note { text: words() }),
        Just(Action::RevealContact { why: Some(words()) }),
        Just(Action::Confirm),
        Just(Action::Reopen { text: words() }),
        Just(Action::AddDetails { text: words() }),
        Just(Action::AddPhoto),
        Just(Action::Remind),
        Just(Action::Withdraw),
        Just(Action::CloseUnconfirmed),
        (1..=3u8).prop_map(|level| Action::Escalate { level }),
        Just(Action::Erase),
    ]
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(Actor::Citizen),
        Just(Actor::Tracker),
        Just(Actor::Officer),
        Just(Actor::Supervisor),
        Just(Actor::Job)
    ]
}

/// One complaint of a random history: its category and the steps tried on it.
fn tried() -> impl Strategy<Value = (usize, Vec<(Action, Actor, i64)>)> {
    (0..Category::COUNT, prop::collection::vec((action(), actor(), 0..20i64), 0..30))
}

proptest! {
    #[test]
    fn no_sequence_of_steps_leaves_the_table((_, steps) in tried()) {
        let mut standing = filed();
        for (action, by, days) in steps {
            let now = standing.updated_at.plus_days(days);
            let Ok((next, event)) = standing.apply(&action, &By::unnamed(by), now) else { continue };

            prop_assert_eq!(life::after(standing.state, action.verb()), Some(next.state));
            prop_assert_eq!(next.version, standing.version + 1);
            prop_assert_eq!((event.version, event.from, event.to), (next.version, Some(standing.state), next.state));
            prop_assert_eq!(next.closed_at.is_some(), matches!(next.state, State::Closed | State::NotTenable));
            prop_assert_eq!(next.reason.is_some(), next.state == State::NotTenable);
            prop_assert_eq!(next.received_at, standing.received_at);
            standing = next;
        }
    }

    #[test]
    fn a_history_tells_where_its_complaint_stands((_, steps) in tried()) {
        let mut standing = filed();
        let mut retraced = standing.at_the_beginning();
        retraced.follow(&Event::first(standing.received_at));
        for (action, by, days) in steps {
            let now = standing.updated_at.plus_days(days);
            let Ok((next, event)) = standing.apply(&action, &By::unnamed(by), now) else { continue };
            retraced.follow(&event);

            prop_assert_eq!(&retraced, &next);
            standing = next;
        }
    }

    #[test]
    fn what_is_offered_is_not_refused_for_state_actor_or_time((_, steps) in tried()) {
        let mut standing = filed();
        for (action, by, days) in steps {
            let now = standing.updated_at.plus_days(days);
            let offered = standing.offers(by, now).contains(&action.verb());
            let answer = standing.apply(&action, &By::unnamed(by), now);

            match answer {
                Ok((next, _)) => {
                    prop_assert!(offered);
                    standing = next;
                }
                Err(Refusal::NotFromHere | Refusal::NotYours | Refusal::TooLate | Refusal::TooEarly) => {
                    prop_assert!(!offered);
                }
                Err(_) => {}
            }
        }
    }

    #[test]
    fn figures_equal_a_recount_after_any_history(complaints in prop::collection::vec(tried(), 1..12)) {
        let mut kept = Figures::default();
        let mut recount = Figures::default();
        for (place, (category, steps)) in complaints.into_iter().enumerate() {
            let category = Category::all().nth(category).unwrap();
            let district = District::all().nth(place % District::COUNT).unwrap();
            let ticket = Ticket::from_chance(place as u64);
            let mut standing =
                Standing::file(ticket, category, district, Channel::Portal, Timestamp(1_600_000_000)).0;
            kept.add(standing.facet());
            for (action, by, days) in steps {
                let now = standing.updated_at.plus_days(days);
                if let Ok((next, _)) = standing.apply(&action, &By::unnamed(by), now) {
                    kept.remove(standing.facet());
                    kept.add(next.facet());
                    standing = next;
                }
            }
            recount.add(standing.facet());
        }

        prop_assert_eq!(&kept, &recount);
        let total = kept.tally(&Question::default()).total;
        prop_assert_eq!(total.received, total.disposed + total.pending + total.duplicate + total.withdrawn);
    }
}
