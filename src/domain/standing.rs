//! Where a complaint stands, and what a step makes of it.
//!
//! [`Standing::apply`] is the one place that decides whether a step is allowed:
//! the table of [`crate::life`], who may take it, and the rules of time and
//! number. It is pure; the store writes what it returns, or nothing. What depends
//! on another complaint is in [`crate::joining`].

use crate::{
    action::{Action, Actor, By},
    complaint::Channel,
    event::{Event, EventKind},
    life::{self, Kind, State, Verb},
    reference::{Category, Department, District, Reason},
    statistics::Facet,
    ticket::Ticket,
    time::{DAY, Timestamp},
};

/// A complaint that was closed may be reopened for so many days.
pub const REOPEN_DAYS: i64 = 30;
/// A solved complaint closes by itself after so many days.
pub const CONFIRM_DAYS: i64 = 15;
/// A citizen may remind once in so many days.
pub const REMIND_DAYS: i64 = 7;
/// "No reply" is a reason only after so many requests …
pub const NO_REPLY_ASKS: u8 = 2;
/// … and so many days after the last of them.
pub const NO_REPLY_DAYS: i64 = 15;
/// A complaint has at most so many photos.
pub const PHOTOS_MAX: u8 = 3;
/// After so many transfers only a supervisor may move a complaint on.
pub const TRANSFERS_MAX: u8 = 3;

/// Why a step is refused. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The table has no such move from this state.
    NotFromHere,
    /// This actor may not do this.
    NotYours,
    /// Reopening is over.
    TooLate,
    /// A reminder was sent within the last week, or "no reply" comes too early.
    TooEarly,
    /// "No reply" is a reason only after two requests for details.
    WrongReason,
    /// The department has it already.
    SameDepartment,
    /// After three transfers only a supervisor may move it.
    TooManyTransfers,
    /// The complaint has as many photos as it may have.
    TooManyPhotos,
    /// A complaint cannot be joined with itself.
    SameTicket,
    /// The other complaint has itself been joined with another, or withdrawn.
    NotForItself,
    /// The levels follow each other; only the clock meets this.
    WrongLevel,
    /// Its words are erased: nothing happens to it any more.
    Erased,
}

impl Refusal {
    /// The text key of the refusal.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotFromHere => "action.not_from_here",
            Self::NotYours => "action.not_yours",
            Self::TooLate => "action.too_late",
            Self::TooEarly => "action.too_early",
            Self::WrongReason => "action.wrong_reason",
            Self::SameDepartment => "action.same_department",
            Self::TooManyTransfers => "action.too_many_transfers",
            Self::TooManyPhotos => "photo.too_many",
            Self::SameTicket => "action.same_ticket",
            Self::NotForItself => "of.not_for_itself",
            Self::WrongLevel => "action.wrong_level",
            Self::Erased => "action.erased",
        }
    }
}

/// Everything about a complaint that its life depends on; no word and no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its public number.
    pub ticket: Ticket,
    /// Raised by one with every step.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// What it is about.
    pub category: Category,
    /// Where.
    pub district: District,
    /// Who has it, or had it when it was closed; none before it was forwarded
    /// and after it was sent back.
    pub department: Option<Department>,
    /// Through which door it came.
    pub channel: Channel,
    /// When it was filed.
    pub received_at: Timestamp,
    /// When something last happened.
    pub updated_at: Timestamp,
    /// By when it must be answered; it never moves, so lateness cannot be hidden.
    pub due_at: Timestamp,
    /// The new date that the last interim reply promised.
    pub promised_at: Option<Timestamp>,
    /// When it was last solved.
    pub resolved_at: Option<Timestamp>,
    /// When it was closed, confirmed or not, or found not tenable.
    pub closed_at: Option<Timestamp>,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// Once closed: whether the citizen confirmed.
    pub confirmed: Option<bool>,
    /// It was reopened at least once.
    pub reopened: bool,
    /// The complaint it was joined with.
    pub merged_into: Option<Ticket>,
    /// Requests for details since the citizen last answered.
    pub asks: u8,
    /// The last of them.
    pub asked_at: Option<Timestamp>,
    /// How often it was passed on from one department to another.
    pub transfers: u8,
    /// It was forwarded at least once.
    pub forwarded: bool,
    /// The citizen's last reminder.
    pub reminded_at: Option<Timestamp>,
    /// The level of escalation, 0–3.
    pub level: u8,
    /// How many photos came with it and after it, whether they are still kept or
    /// not.
    pub photos: u8,
    /// When all words, the contact and the photos were erased; nothing happens to
    /// it after that.
    pub erased_at: Option<Timestamp>,
}

impl Standing {
    /// A complaint that has just been filed, and the first event of its history.
    pub fn file(
        ticket: Ticket,
        category: Category,
        district: District,
        channel: Channel,
        now: Timestamp,
    ) -> (Self, Event) {
        let standing = Self {
            ticket,
            version: 1,
            state: State::Received,
            category,
            district,
            department: None,
            channel,
            received_at: now,
            updated_at: now,
            due_at: now.plus_days(i64::from(category.days())),
            promised_at: None,
            resolved_at: None,
            closed_at: None,
            reason: None,
            confirmed: None,
            reopened: false,
            merged_into: None,
            asks: 0,
            asked_at: None,
            transfers: 0,
            forwarded: false,
            reminded_at: None,
            level: 0,
            photos: 0,
            erased_at: None,
        };
        let event = Event::first(now);
        (standing, event)
    }

    /// The standing after a step, and the event for the history.
    ///
    /// # Errors
    /// A [`Refusal`] when the table, the actor, the time or a number forbids it.
    pub fn apply(&self, action: &Action, by: &By, now: Timestamp) -> Result<(Self, Event), Refusal> {
        let verb = action.verb();
        let to = life::after(self.state, verb).ok_or(Refusal::NotFromHere)?;
        if self.erased_at.is_some() {
            return Err(Refusal::Erased);
        }
        if !by.actor.may(verb) {
            return Err(Refusal::NotYours);
        }
        self.check_rules(action, by.actor, now)?;

        let event = Event {
            version: self.version + 1,
            at: now,
            kind: EventKind::of(verb, to),
            by: by.actor,
            staff: by.staff.clone(),
            from: Some(self.state),
            to,
            department: if let Action::Forward { department, .. } = action { Some(*department) } else { None },
            reason: if let Action::NotTenable { reason, .. } = action { Some(*reason) } else { None },
            due: if let Action::InterimReply { due, .. } = action { Some(*due) } else { None },
            level: if let Action::Escalate { level } = action { Some(*level) } else { None },
            merged_into: if let Action::Duplicate { of } = action { Some(*of) } else { None },
            text: action.words().map(str::to_owned),
        };
        let mut next = self.clone();
        next.follow(&event);
        Ok((next, event))
    }

    /// The rules that need more than the state.
    fn check_rules(&self, action: &Action, by: Actor, now: Timestamp) -> Result<(), Refusal> {
        match action {
            Action::Reopen { .. } if self.reopen_until().is_some_and(|until| now > until) => Err(Refusal::TooLate),
            Action::Remind if self.reminded_at.is_some_and(|last| now < last.plus_days(REMIND_DAYS)) => {
                Err(Refusal::TooEarly)
            }
            Action::CloseUnconfirmed if self.closes_at().is_none_or(|at| now < at) => Err(Refusal::TooEarly),
            Action::Escalate { .. } if self.escalates_at().is_none_or(|at| now < at) => Err(Refusal::TooEarly),
            Action::Escalate { level } if *level != self.level + 1 => Err(Refusal::WrongLevel),
            Action::NotTenable { reason, .. } => self.check_reason(*reason, by, now),
            Action::Forward { department, .. } => self.check_forward(*department, by),
            Action::AddPhoto if self.photos >= PHOTOS_MAX => Err(Refusal::TooManyPhotos),
            _ => Ok(()),
        }
    }

    /// "No reply" belongs to complaints that wait for the citizen, and only to them.
    fn check_reason(&self, reason: Reason, by: Actor, now: Timestamp) -> Result<(), Refusal> {
        let waiting = self.state == State::NeedInfo;
        if waiting != reason.is_no_reply() || (by == Actor::Job && !waiting) {
            return Err(Refusal::WrongReason);
        }
        if waiting && !self.is_without_reply(now) {
            return Err(Refusal::TooEarly);
        }
        Ok(())
    }

    /// True if two requests for details stayed without a reply for fifteen days.
    pub fn is_without_reply(&self, now: Timestamp) -> bool {
        self.gives_up_at().is_some_and(|at| now >= at)
    }

    fn check_forward(&self, to: Department, by: Actor) -> Result<(), Refusal> {
        if self.state == State::Forwarded && self.department == Some(to) {
            return Err(Refusal::SameDepartment);
        }
        if self.is_transfer(to) && self.transfers >= TRANSFERS_MAX && by != Actor::Supervisor {
            return Err(Refusal::TooManyTransfers);
        }
        Ok(())
    }

    /// True if forwarding to this department takes it away from another.
    fn is_transfer(&self, to: Department) -> bool {
        self.forwarded && self.department != Some(to)
    }

    /// Until when a closed complaint may be reopened: thirty days from the event
    /// that closed it, whatever happened since. `None` while it is not closed, and
    /// once its words are erased.
    pub fn reopen_until(&self) -> Option<Timestamp> {
        self.closed_at.filter(|_| self.erased_at.is_none()).map(|closed| closed.plus_days(REOPEN_DAYS))
    }

    /// True if someone still has to act, and the date for it has passed.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.kind() == Kind::Open && self.due_at <= now
    }

    /// What this actor may do now, in the order of [`Verb::ALL`]. An offer may
    /// still be refused for what it says (a reason, a department).
    pub fn offers(&self, by: Actor, now: Timestamp) -> Vec<Verb> {
        Verb::ALL.into_iter().filter(|&verb| self.why_not(verb, by, now).is_none()).collect()
    }

    /// Why this actor may not do this now, whatever words go with it; `None` when
    /// it is offered.
    pub fn why_not(&self, verb: Verb, by: Actor, now: Timestamp) -> Option<Refusal> {
        if life::after(self.state, verb).is_none() {
            return Some(Refusal::NotFromHere);
        }
        if self.erased_at.is_some() {
            return Some(Refusal::Erased);
        }
        if !by.may(verb) {
            return Some(Refusal::NotYours);
        }
        match verb {
            Verb::Reopen => self.check_rules(&Action::Reopen { text: String::new() }, by, now).err(),
            Verb::AddPhoto => self.check_rules(&Action::AddPhoto, by, now).err(),
            Verb::Remind => self.check_rules(&Action::Remind, by, now).err(),
            Verb::CloseUnconfirmed => self.check_rules(&Action::CloseUnconfirmed, by, now).err(),
            Verb::Escalate => self.escalates_at().is_none_or(|at| now < at).then_some(Refusal::TooEarly),
            Verb::NotTenable if self.state == State::NeedInfo && !self.is_without_reply(now) => Some(Refusal::TooEarly),
            Verb::Forward if Department::all().all(|to| self.check_forward(to, by).is_err()) => {
                Some(Refusal::TooManyTransfers)
            }
            _ => None,
        }
    }

    /// What the figures count it as.
    pub fn facet(&self) -> Facet {
        Facet {
            day: self.received_at.day(),
            department: self.department,
            district: self.district,
            category: self.category,
            channel: self.channel,
            kind: self.state.kind(),
            reason: self.reason,
            confirmed: self.confirmed == Some(true),
            reopened: self.reopened,
            tenths: self.tenths_to_resolve(),
        }
    }

    /// Tenths of a day from receipt to solution, rounded; `None` unless it
    /// counts as resolved.
    fn tenths_to_resolve(&self) -> Option<u16> {
        let resolved = self.resolved_at.filter(|_| self.state.kind() == Kind::Resolved)?;
        let tenth = DAY / 10;
        let tenths = (resolved.0 - self.received_at.0).max(0).saturating_add(tenth / 2) / tenth;
        Some(u16::try_from(tenths).unwrap_or(u16::MAX))
    }
}

mod retrace;
#[cfg(test)]
mod tests;
