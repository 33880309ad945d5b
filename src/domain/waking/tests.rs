//! What happens by itself, together with what people do.

use proptest::prelude::*;

use super::*;
use crate::{
    action::{Actor, By},
    complaint::Channel,
    life,
    reference::{Category, Department, District},
    ticket::Ticket,
    time::DAY,
};

fn filed() -> Standing {
    let category = Category::from_code("PDS_NOT_RECEIVED").unwrap();
    let district = District::from_code("bhiwani").unwrap();
    Standing::file(Ticket::from_chance(7), category, district, Channel::Portal, Timestamp(1_600_000_000)).0
}

fn words() -> String {
    "ठीक कर दिया गया है".to_owned()
}

fn forward() -> Action {
    Action::Forward { department: Department::from_code("FOOD").unwrap(), note: None }
}

fn ask() -> Action {
    Action::AskDetails { text: words() }
}

/// Takes actions an hour apart, each by the first actor who may.
fn after(standing: Standing, actions: &[Action]) -> Standing {
    actions.iter().fold(standing, |standing, action| {
        let by = [Actor::Supervisor, Actor::Citizen].into_iter().find(|by| by.may(action.verb())).unwrap();
        standing.apply(action, &By::unnamed(by), Timestamp(standing.updated_at.0 + 3_600)).unwrap().0
    })
}

/// The one thing that happens by itself at this moment.
fn woken(standing: &Standing, now: Timestamp) -> Option<Standing> {
    let waking = standing.by_itself(now)?;
    Some(standing.apply(&waking.action(words), &By::job(), now).expect("what happens by itself is allowed").0)
}

/// Everything that happens by itself up to this moment, and how much that was.
fn tick(mut standing: Standing, now: Timestamp) -> (Standing, u32) {
    let mut steps = 0;
    while let Some(next) = woken(&standing, now) {
        standing = next;
        steps += 1;
    }
    (standing, steps)
}

#[test]
fn a_late_complaint_rises_at_due_a_week_later_and_two_weeks_later() {
    let mut standing = after(filed(), &[forward()]);
    let due = standing.due_at;

    for (level, at) in [(1, due), (2, due.plus_days(7)), (3, due.plus_days(14))] {
        assert_eq!(standing.by_itself(Timestamp(at.0 - 1)), None);
        assert_eq!(standing.wakes_at(), Some(at));
        assert_eq!(standing.by_itself(at), Some(Waking::Escalate(level)));
        standing = woken(&standing, at).unwrap();
        assert_eq!((standing.level, standing.state, standing.due_at), (level, State::Forwarded, due));
    }
    assert_eq!(standing.wakes_at(), None);
}

#[test]
fn what_is_solved_in_time_does_not_rise_and_closes_unconfirmed_after_fifteen_days() {
    let solved = after(filed(), &[forward(), Action::Resolve { text: words() }]);
    let closes = solved.updated_at.plus_days(15);

    assert_eq!(solved.wakes_at(), Some(closes));
    assert_eq!(solved.by_itself(Timestamp(closes.0 - 1)), None);
    let closed = woken(&solved, closes).unwrap();

    assert_eq!((closed.state, closed.confirmed, closed.level), (State::Closed, Some(false), 0));
    assert_eq!(closed.wakes_at(), None);
}

#[test]
fn a_note_on_a_solved_complaint_does_not_keep_it_from_closing() {
    let solved = after(filed(), &[forward(), Action::Resolve { text: words() }]);

    let noted = after(solved.clone(), &[Action::Note { text: words() }]);

    assert_eq!(noted.wakes_at(), solved.wakes_at());
}

#[test]
fn two_requests_without_a_reply_end_it_after_fifteen_days_and_one_does_not() {
    let once = after(filed(), &[ask()]);
    let twice = after(once.clone(), &[ask()]);
    let gives_up = twice.updated_at.plus_days(15);

    let (late_once, _) = tick(once, gives_up.plus_days(100));
    let (late_twice, steps) = tick(twice.clone(), gives_up);

    assert_eq!((late_once.state, late_once.level), (State::NeedInfo, 3));
    assert_eq!((late_twice.state, late_twice.reason), (State::NotTenable, Some(Reason::no_reply())));
    assert_eq!((steps, late_twice.level), (3, 2), "due and a week more were over before");
    for reply in [Action::AddDetails { text: words() }, Action::AddPhoto] {
        assert_eq!(after(twice.clone(), &[reply]).gives_up_at(), None, "a reply was given");
    }
}

#[test]
fn where_two_things_come_at_once_the_end_comes_first() {
    let mut waiting = after(filed(), &[ask(), ask()]);
    waiting.asked_at = Some(waiting.due_at.plus_days(-15));

    assert_eq!(waiting.by_itself(waiting.due_at), Some(Waking::NoReply));
}

#[test]
fn what_was_reopened_late_rises_from_where_it_stood() {
    let solved = after(filed(), &[forward(), Action::Resolve { text: words() }]);
    let (closed, _) = tick(solved.clone(), solved.updated_at.plus_days(15));
    let reopened =
        closed.apply(&Action::Reopen { text: words() }, &By::citizen(), closed.updated_at.plus_days(20)).unwrap().0;

    let (late, steps) = tick(reopened.clone(), reopened.updated_at);

    assert_eq!((late.state, late.level, steps), (State::Reopened, 3, 3));
}

#[test]
fn a_reply_is_owed_by_the_department_that_is_late_and_has_promised_nothing() {
    let due = filed().due_at;
    let theirs = after(filed(), &[forward()]);
    let promised = after(theirs.clone(), &[Action::InterimReply { text: words(), due: due.plus_days(5) }]);
    let sent_back = after(theirs.clone(), &[Action::SendBack { note: words() }]);
    let solved = after(theirs.clone(), &[Action::Resolve { text: words() }]);

    assert!(!theirs.owes_reply(Timestamp(due.0 - 1)));
    assert!(theirs.owes_reply(due));
    assert!(!promised.owes_reply(due) && !promised.owes_reply(Timestamp(due.plus_days(5).0 - 1)));
    assert!(promised.owes_reply(due.plus_days(5)), "the promised day is over as well");
    for nobodys in [filed(), sent_back, solved] {
        assert!(!nobodys.owes_reply(due.plus_days(9)), "{:?}", nobodys.state);
    }
    let reopened = after(solved_late(), &[Action::Reopen { text: words() }]);
    assert!(reopened.owes_reply(reopened.updated_at), "reopened, it is the department's again");
}

fn solved_late() -> Standing {
    let theirs = after(filed(), &[forward()]);
    let late = theirs.due_at.plus_days(1);
    theirs.apply(&Action::Resolve { text: words() }, &By::unnamed(Actor::Officer), late).unwrap().0
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        1 => Just(Action::Take),
        3 => Just(ask()),
        3 => Just(forward()),
        1 => Just(Action::Start),
        1 => Just(Action::InterimReply { text: words(), due: Timestamp(1_602_000_000) }),
        3 => Just(Action::Resolve { text: words() }),
        1 => Just(Action::Duplicate { of: Ticket::from_chance(8) }),
        1 => Just(Action::Unmerge),
        1 => Just(Action::SendBack { note: words() }),
        1 => Just(Action::Note { text: words() }),
        1 => Just(Action::Confirm),
        2 => Just(Action::Reopen { text: words() }),
        1 => Just(Action::AddDetails { text: words() }),
        1 => Just(Action::AddPhoto),
        1 => Just(Action::Remind),
    ]
}

/// Someone does something, or only time passes; and how long after the last.
fn lives() -> impl Strategy<Value = Vec<(Option<Action>, i64)>> {
    prop::collection::vec((prop::option::of(action()), 0..12 * DAY), 0..25)
}

/// The standing after a step, or as it was where there is none or it is refused.
fn tried(standing: Standing, action: Option<&Action>, now: Timestamp) -> Standing {
    let Some(action) = action else { return standing };
    let by = [Actor::Supervisor, Actor::Citizen].into_iter().find(|by| by.may(action.verb())).unwrap();
    standing.apply(action, &By::unnamed(by), now).map_or(standing, |(next, _)| next)
}

proptest! {
    #[test]
    fn nothing_that_people_do_and_time_brings_leaves_the_table(life in lives()) {
        let mut standing = filed();
        let mut now = standing.received_at;
        for (action, seconds) in life {
            now = Timestamp(now.0 + seconds);
            while let Some(waking) = standing.by_itself(now) {
                let action = waking.action(words);
                let next = standing.apply(&action, &By::job(), now);
                prop_assert!(next.is_ok(), "{waking:?} is refused: {next:?}");
                let (next, _) = next.unwrap();
                prop_assert_eq!(life::after(standing.state, action.verb()), Some(next.state));
                prop_assert_eq!((next.version, next.due_at), (standing.version + 1, standing.due_at));
                prop_assert!(next.level <= LEVEL_MAX);
                standing = next;
            }
            standing = tried(standing, action.as_ref(), now);
        }
    }

    #[test]
    fn a_second_tick_at_the_same_moment_does_nothing(life in lives()) {
        let mut standing = filed();
        let mut now = standing.received_at;
        for (action, seconds) in life {
            now = Timestamp(now.0 + seconds);
            let (once, _) = tick(standing, now);
            prop_assert!(once.wakes_at().is_none_or(|at| at > now));
            prop_assert_eq!(tick(once.clone(), now), (once.clone(), 0));
            standing = once;
            standing = tried(standing, action.as_ref(), now);
        }
    }

    #[test]
    fn whenever_it_is_looked_at_a_long_late_complaint_ends_at_the_highest_level_after_three_steps(
        mut days in prop::collection::vec(0..60i64, 0..6),
    ) {
        days.sort_unstable();
        days.push(60);
        let mut standing = after(filed(), &[forward()]);
        let due = standing.due_at;
        let mut steps = 0;
        for day in days {
            let (next, taken) = tick(standing, due.plus_days(day));
            standing = next;
            steps += taken;
        }

        prop_assert_eq!((standing.level, steps, standing.state), (LEVEL_MAX, 3, State::Forwarded));
    }

    #[test]
    fn nobody_but_the_clock_does_what_happens_by_itself(life in lives()) {
        let mut standing = filed();
        for (action, seconds) in life {
            let now = Timestamp(standing.updated_at.0 + seconds);
            for waking in [Waking::Escalate(standing.level + 1), Waking::CloseUnconfirmed] {
                for by in [Actor::Citizen, Actor::Tracker, Actor::Officer, Actor::Supervisor] {
                    prop_assert!(standing.apply(&waking.action(words), &By::unnamed(by), now).is_err());
                }
            }
            standing = tried(standing, action.as_ref(), now);
        }
    }
}
