//! Who does what to a complaint.
//!
//! An action is a [`Verb`] with its words. Whether it is allowed is decided in
//! [`crate::standing`].

use serde::{Deserialize, Serialize};

use crate::{
    life::Verb,
    reference::{Department, Reason},
    staff::Staff,
    ticket::Ticket,
    time::Timestamp,
};

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Actor {
    /// Whoever holds the key or the PIN.
    Citizen,
    /// One of the tracker team.
    Tracker,
    /// A department's officer.
    Officer,
    /// A supervisor.
    Supervisor,
    /// The clock.
    Job,
}

impl Actor {
    /// The stable code, as in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Tracker => "tracker",
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::Job => "job",
        }
    }

    /// The actor of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Citizen, Self::Tracker, Self::Officer, Self::Supervisor, Self::Job]
            .into_iter()
            .find(|actor| actor.code() == code)
    }

    /// True if the verb belongs to this actor at all.
    pub fn may(self, verb: Verb) -> bool {
        use Verb::*;
        let citizens = matches!(verb, Confirm | Reopen | AddDetails | AddPhoto | Remind | Withdraw | Erase);
        let clocks = matches!(verb, CloseUnconfirmed | Escalate);
        match self {
            Self::Citizen => citizens,
            Self::Job => clocks || matches!(verb, NotTenable | Unmerge | Erase),
            Self::Officer => {
                matches!(verb, AskDetails | Start | InterimReply | Resolve | SendBack | Note | RevealContact)
            }
            Self::Tracker | Self::Supervisor => !citizens && !clocks,
        }
    }
}

/// Who takes a step: as whom, and under which name at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// As whom.
    pub actor: Actor,
    /// The name at the desk; none for citizens and the clock.
    pub staff: Option<String>,
}

impl By {
    /// Whoever holds the key or the PIN.
    pub fn citizen() -> Self {
        Self::unnamed(Actor::Citizen)
    }

    /// The clock.
    pub fn job() -> Self {
        Self::unnamed(Actor::Job)
    }

    /// Someone who works at the desk; `None` for an admin, who takes no step.
    pub fn staff(staff: &Staff) -> Option<Self> {
        staff.role.actor().map(|actor| Self { actor, staff: Some(staff.user.clone()) })
    }

    /// Someone whose name is not kept.
    pub fn unnamed(actor: Actor) -> Self {
        Self { actor, staff: None }
    }
}

/// What someone does to a complaint, with the words that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The team begins to check it.
    Take,
    /// The citizen is asked for details.
    AskDetails {
        /// What is asked.
        text: String,
    },
    /// Sent to a department.
    Forward {
        /// To whom.
        department: Department,
        /// A note for the department.
        note: Option<String>,
    },
    /// The department begins to work.
    Start,
    /// A reason for the delay, and a new date.
    InterimReply {
        /// The reason.
        text: String,
        /// The new date.
        due: Timestamp,
    },
    /// The department says it is solved.
    Resolve {
        /// What was done.
        text: String,
    },
    /// Closed with a reason.
    NotTenable {
        /// From the list.
        reason: Reason,
        /// A sentence in the citizen's language.
        text: String,
    },
    /// Joined with an earlier complaint.
    Duplicate {
        /// The earlier one.
        of: Ticket,
    },
    /// Taken apart again.
    Unmerge,
    /// Given back to the team.
    SendBack {
        /// Why.
        note: String,
    },
    /// A note that only the desk sees.
    Note {
        /// The note.
        text: String,
    },
    /// The contact was looked at.
    RevealContact {
        /// What for; a supervisor may leave it out.
        why: Option<String>,
    },
    /// The citizen says it is solved.
    Confirm,
    /// The citizen says it is not.
    Reopen {
        /// What is still wrong.
        text: String,
    },
    /// The citizen adds to the text.
    AddDetails {
        /// The addition.
        text: String,
    },
    /// The citizen adds a photo; the picture is the server's matter.
    AddPhoto,
    /// The citizen asks how it is going.
    Remind,
    /// The citizen takes it back.
    Withdraw,
    /// Closed by itself.
    CloseUnconfirmed,
    /// Brought before the next level.
    Escalate {
        /// 1, 2 or 3.
        level: u8,
    },
    /// All words, the contact and the photos are erased.
    Erase,
}

impl Action {
    /// The action without its words.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Take => Verb::Take,
            Self::AskDetails { .. } => Verb::AskDetails,
            Self::Forward { .. } => Verb::Forward,
            Self::Start => Verb::Start,
            Self::InterimReply { .. } => Verb::InterimReply,
            Self::Resolve { .. } => Verb::Resolve,
            Self::NotTenable { .. } => Verb::NotTenable,
            Self::Duplicate { .. } => Verb::Duplicate,
            Self::Unmerge => Verb::Unmerge,
            Self::SendBack { .. } => Verb::SendBack,
            Self::Note { .. } => Verb::Note,
            Self::RevealContact { .. } => Verb::RevealContact,
            Self::Confirm => Verb::Confirm,
            Self::Reopen { .. } => Verb::Reopen,
            Self::AddDetails { .. } => Verb::AddDetails,
            Self::AddPhoto => Verb::AddPhoto,
            Self::Remind => Verb::Remind,
            Self::Withdraw => Verb::Withdraw,
            Self::CloseUnconfirmed => Verb::CloseUnconfirmed,
            Self::Escalate { .. } => Verb::Escalate,
            Self::Erase => Verb::Erase,
        }
    }

    /// The words that go with it, if any.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::AskDetails { text }
            | Self::InterimReply { text, .. }
            | Self::Resolve { text }
            | Self::NotTenable { text, .. }
            | Self::Note { text }
            | Self::Reopen { text }
            | Self::AddDetails { text } => Some(text),
            Self::SendBack { note } => Some(note),
            Self::Forward { note, .. } => note.as_deref(),
            Self::RevealContact { why } => why.as_deref(),
            _ => None,
        }
    }
}
