//! One line of a complaint's history. The history is append-only.

use crate::{
    action::Actor,
    life::{State, Verb},
    reference::{Department, Reason},
    ticket::Ticket,
    time::Timestamp,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A state was entered, or entered again.
    Entered(State),
    /// A reason for the delay, and a new date.
    InterimReply,
    /// A note that only the desk sees.
    InternalNote,
    /// Someone at the desk looked at the contact.
    ContactRevealed,
    /// The citizen added to the text.
    DetailsAdded,
    /// The citizen added a photo.
    PhotoAdded,
    /// The citizen asked how it is going.
    Reminder,
    /// It was brought before the next level.
    Escalated,
    /// All words, the contact and the photos were erased.
    Erased,
}

impl EventKind {
    /// The event that a verb leaves in the history of a complaint now in `to`.
    pub fn of(verb: Verb, to: State) -> Self {
        match verb {
            Verb::InterimReply => Self::InterimReply,
            Verb::Note => Self::InternalNote,
            Verb::RevealContact => Self::ContactRevealed,
            Verb::AddDetails => Self::DetailsAdded,
            Verb::AddPhoto => Self::PhotoAdded,
            Verb::Remind => Self::Reminder,
            Verb::Escalate => Self::Escalated,
            Verb::Erase => Self::Erased,
            _ => Self::Entered(to),
        }
    }

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Entered(state) => state.code(),
            Self::InterimReply => "interim_reply",
            Self::InternalNote => "internal_note",
            Self::ContactRevealed => "contact_revealed",
            Self::DetailsAdded => "details_added",
            Self::PhotoAdded => "photo_added",
            Self::Reminder => "reminder",
            Self::Escalated => "escalated",
            Self::Erased => "erased",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        let inside = [
            Self::InterimReply,
            Self::InternalNote,
            Self::ContactRevealed,
            Self::DetailsAdded,
            Self::PhotoAdded,
            Self::Reminder,
            Self::Escalated,
            Self::Erased,
        ];
        State::from_code(code).map(Self::Entered).or_else(|| inside.into_iter().find(|kind| kind.code() == code))
    }

    /// True if anyone with the number may see that it happened.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::InternalNote | Self::ContactRevealed | Self::Erased)
    }

    /// True if whoever holds the key may read the words that go with it: those
    /// written to the citizen, and the citizen's own.
    pub fn is_reply(self) -> bool {
        use State::{NeedInfo, NotTenable, Reopened, Resolved};
        matches!(
            self,
            Self::Entered(NeedInfo | Resolved | NotTenable | Reopened) | Self::InterimReply | Self::DetailsAdded
        )
    }
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The version of the complaint that it made, from 1; its place in the history.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// As whom.
    pub by: Actor,
    /// Under which name at the desk; never public.
    pub staff: Option<String>,
    /// The state before; none at the first.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// To which department it was sent.
    pub department: Option<Department>,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// The new date of an interim reply.
    pub due: Option<Timestamp>,
    /// The level of an escalation.
    pub level: Option<u8>,
    /// The complaint with which it was joined; for those who see that one.
    pub merged_into: Option<Ticket>,
    /// The words that go with it.
    pub text: Option<String>,
}

impl Event {
    /// The first line of every history.
    pub(crate) fn first(now: Timestamp) -> Self {
        Self {
            version: 1,
            at: now,
            kind: EventKind::Entered(State::Received),
            by: Actor::Citizen,
            staff: None,
            from: None,
            to: State::Received,
            department: None,
            reason: None,
            due: None,
            level: None,
            merged_into: None,
            text: None,
        }
    }
}
