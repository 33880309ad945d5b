//! What happens to a made-up complaint between its receipt and the end of the
//! period, so that it ends as its fate says.
//!
//! First a draft in waits, as the work would take its time; then the draft is
//! fitted into the time there is, moved to office hours, and given what the
//! clock does by itself. Every step is taken on a real [`Standing`] on the way,
//! so a plan that breaks a rule of the product cannot be made.

use domain::{
    action::{Action, Actor, By},
    language::Language,
    life::State,
    standing::Standing,
    time::{DAY, Timestamp},
};

use super::{desk, draw::Draw, office_hours, words::WORDS};

mod draft;

pub use draft::{Draft, Scene};

/// One step, to be taken through the same door as a real one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: By,
    /// What.
    pub action: Action,
}

/// A standing on which steps are taken until the period ends.
struct Walk {
    standing: Standing,
    end: Timestamp,
    language: Language,
    steps: Vec<Step>,
}

/// Puts a draft into the time between the receipt and the end of the period: the
/// steps, and the state in which it ends.
pub fn live(
    filed: Standing,
    draft: Vec<draft::Wait>,
    end: Timestamp,
    language: Language,
    draw: &mut Draw,
) -> (Vec<Step>, State) {
    let room = (end.0 - filed.received_at.0).max(0);
    let natural: i64 = draft.iter().map(|wait| wait.seconds).sum();
    let received = filed.received_at.0;
    let mut walk = Walk { standing: filed, end, language, steps: Vec::new() };
    let mut passed = 0;
    for wait in draft {
        passed += wait.seconds;
        let fitted = if natural > room { passed * room / natural } else { passed };
        walk.step(Timestamp(received + fitted), wait.by, wait.action, draw);
    }
    walk.confirm(draw);
    walk.wake_until(end);
    (walk.steps, walk.standing.state)
}

impl Walk {
    fn step(&mut self, at: Timestamp, by: Actor, action: Action, draw: &mut Draw) {
        let at = match by {
            Actor::Citizen | Actor::Job => at,
            _ => office_hours::next_open(at, draw.between(0..=2_400)),
        };
        let at = at.min(self.end).max(self.standing.updated_at);
        self.wake_until(at);
        self.take(at, by, action);
    }

    fn take(&mut self, at: Timestamp, actor: Actor, action: Action) {
        let by = By { actor, staff: desk::user(actor, &self.standing) };
        let (next, _event) = self.standing.apply(&action, &by, at).expect("a draft keeps the rules of the product");
        self.standing = next;
        self.steps.push(Step { at, by, action });
    }

    /// What happens by itself, at the moments at which it does.
    fn wake_until(&mut self, now: Timestamp) {
        while let Some(at) = self.standing.wakes_at().map(|at| at.max(self.standing.updated_at)).filter(|at| *at <= now)
        {
            let waking = self.standing.by_itself(at).expect("it wakes at this moment");
            let language = self.language;
            self.take(at, Actor::Job, waking.action(|| no_reply(language)));
        }
    }

    /// Nearly half of those whose complaint is solved confirm it within nine days,
    /// unless the period ends before.
    fn confirm(&mut self, draw: &mut Draw) {
        let at = Timestamp(self.standing.updated_at.0 + draw.between(1_800..=9 * DAY));
        if self.standing.state == State::Resolved && draw.is_in(44) && at <= self.end {
            self.take(at, Actor::Citizen, Action::Confirm);
        }
    }
}

fn no_reply(language: Language) -> String {
    let words = WORDS.replies.not_tenable.iter().find(|words| words.reason.is_no_reply());
    words.expect("a test compares the demo's words with the list").sentence.get(language).clone()
}
