//! What happens to a made-up complaint between its receipt and the end of the
//! period, so that it ends as its fate says.
//!
//! First a draft in waits, as the work would take its time; then the draft is
//! fitted into the time there is, moved to office hours, and given what the
//! clock does by itself. Every step is taken on a real [`Standing`] on the way,
//! so a plan that breaks a rule of the product cannot be made.

use domain::{
    action::{Action, Actor, By},
    life::{Kind, State},
    standing::{CONFIRM_DAYS, Standing},
    time::{DAY, Timestamp},
};

use super::{desk, draw::Draw, office_hours};

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

/// The levels of escalation: at due, a week later, two weeks later.
const LEVELS: [(u8, i64); 3] = [(1, 0), (2, 7), (3, 14)];

/// A standing on which steps are taken until the period ends.
struct Walk {
    standing: Standing,
    end: Timestamp,
    steps: Vec<Step>,
}

/// Puts a draft into the time between the receipt and the end of the period: the
/// steps, and the state in which it ends.
pub fn live(filed: Standing, draft: Vec<draft::Wait>, end: Timestamp, draw: &mut Draw) -> (Vec<Step>, State) {
    let room = (end.0 - filed.received_at.0).max(0);
    let natural: i64 = draft.iter().map(|wait| wait.seconds).sum();
    let received = filed.received_at.0;
    let mut walk = Walk { standing: filed, end, steps: Vec::new() };
    let mut passed = 0;
    for wait in draft {
        passed += wait.seconds;
        let fitted = if natural > room { passed * room / natural } else { passed };
        walk.step(Timestamp(received + fitted), wait.by, wait.action, draw);
    }
    walk.close(draw);
    walk.escalate_until(end);
    (walk.steps, walk.standing.state)
}

impl Walk {
    fn step(&mut self, at: Timestamp, by: Actor, action: Action, draw: &mut Draw) {
        let at = match by {
            Actor::Citizen | Actor::Job => at,
            _ => office_hours::next_open(at, draw.between(0..=2_400)),
        };
        let at = at.min(self.end).max(self.standing.updated_at);
        self.escalate_until(at);
        self.take(at, by, action);
    }

    fn take(&mut self, at: Timestamp, actor: Actor, action: Action) {
        let by = By { actor, staff: desk::user(actor, &self.standing) };
        let (next, _event) = self.standing.apply(&action, &by, at).expect("a draft keeps the rules of the product");
        self.standing = next;
        self.steps.push(Step { at, by, action });
    }

    /// A late complaint is brought before the next level, as the clock does it.
    fn escalate_until(&mut self, now: Timestamp) {
        for (level, weeks) in LEVELS {
            let at = self.standing.due_at.plus_days(weeks).max(self.standing.updated_at);
            if self.standing.state.kind() == Kind::Open && self.standing.level < level && at <= now {
                self.take(at, Actor::Job, Action::Escalate { level });
            }
        }
    }

    /// A solved complaint is confirmed, or closes by itself, or waits for either.
    fn close(&mut self, draw: &mut Draw) {
        if self.standing.state != State::Resolved {
            return;
        }
        let resolved = self.standing.updated_at;
        let confirmed = Timestamp(resolved.0 + draw.between(1_800..=9 * DAY));
        let unconfirmed = Timestamp(resolved.plus_days(CONFIRM_DAYS).0 + draw.between(0..=3_600));
        if draw.is_in(44) {
            if confirmed <= self.end {
                self.take(confirmed, Actor::Citizen, Action::Confirm);
            }
        } else if unconfirmed <= self.end {
            self.take(unconfirmed, Actor::Job, Action::CloseUnconfirmed);
        }
    }
}
