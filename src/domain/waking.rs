//! What happens to a complaint by itself, because time passes.
//!
//! Pure, like the steps that people take: [`Standing::wakes_at`] says when
//! something happens next and [`Standing::by_itself`] what. The store keeps the
//! moment, the server's job asks for what is to be done (`server/jobs.rs`), and
//! [`Standing::apply`] decides once more.

use crate::{
    action::Action,
    life::{Kind, State},
    reference::Reason,
    standing::{CONFIRM_DAYS, NO_REPLY_ASKS, NO_REPLY_DAYS, Standing},
    time::Timestamp,
};

/// A late complaint is brought before the highest level last: the supervisor's list.
pub const LEVEL_MAX: u8 = 3;
/// Level 1 is reached when it is due, each further one so many days later.
pub const LEVEL_DAYS: i64 = 7;

/// What the clock does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waking {
    /// Late: brought before this level.
    Escalate(u8),
    /// Solved, and neither confirmed nor reopened in time.
    CloseUnconfirmed,
    /// The citizen left two requests for details without a reply.
    NoReply,
}

impl Waking {
    /// The step to take. `sentence` tells the citizen that nobody replied; only
    /// [`Waking::NoReply`] asks for it.
    pub fn action(self, sentence: impl FnOnce() -> String) -> Action {
        match self {
            Self::Escalate(level) => Action::Escalate { level },
            Self::CloseUnconfirmed => Action::CloseUnconfirmed,
            Self::NoReply => Action::NotTenable { reason: Reason::no_reply(), text: sentence() },
        }
    }
}

impl Standing {
    /// The next moment at which something happens by itself, which may have
    /// passed; `None` when nothing ever will.
    pub fn wakes_at(&self) -> Option<Timestamp> {
        self.next_by_itself().map(|(at, _)| at)
    }

    /// What happens by itself at `now`, one thing at a time.
    pub fn by_itself(&self, now: Timestamp) -> Option<Waking> {
        self.next_by_itself().filter(|(at, _)| *at <= now).map(|(_, waking)| waking)
    }

    /// True if the department has let the day pass on which it should have
    /// answered, and has promised no later one.
    pub fn owes_reply(&self, now: Timestamp) -> bool {
        let is_theirs =
            self.department.is_some() && matches!(self.state, State::Forwarded | State::InProgress | State::Reopened);
        is_theirs && now >= self.due_at && self.promised_at.is_none_or(|promised| promised <= now)
    }

    /// The first of what comes: where two things come at once, the one that ends it.
    fn next_by_itself(&self) -> Option<(Timestamp, Waking)> {
        let close = self.closes_at().map(|at| (at, Waking::CloseUnconfirmed));
        let give_up = self.gives_up_at().map(|at| (at, Waking::NoReply));
        let escalate = self.escalates_at().map(|at| (at, Waking::Escalate(self.level + 1)));
        [close, give_up, escalate].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    /// When a solved complaint closes unconfirmed.
    pub(crate) fn closes_at(&self) -> Option<Timestamp> {
        self.resolved_at.filter(|_| self.state == State::Resolved).map(|at| at.plus_days(CONFIRM_DAYS))
    }

    /// From when "no reply" is a reason.
    pub(crate) fn gives_up_at(&self) -> Option<Timestamp> {
        let is_waiting = self.state == State::NeedInfo && self.asks >= NO_REPLY_ASKS;
        self.asked_at.filter(|_| is_waiting).map(|at| at.plus_days(NO_REPLY_DAYS))
    }

    /// When an open complaint is brought before the next level.
    pub(crate) fn escalates_at(&self) -> Option<Timestamp> {
        let goes_up = self.state.kind() == Kind::Open && self.level < LEVEL_MAX;
        goes_up.then(|| self.due_at.plus_days(i64::from(self.level) * LEVEL_DAYS))
    }
}

#[cfg(test)]
mod tests;
