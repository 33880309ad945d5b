//! The life of a complaint: which state may follow which.
//!
//! Nothing here asks the time or the database. [`after`] is the one table; the
//! desk offers what it allows, and the server applies it again before it
//! writes. The rules that need more than the state (who, how long ago, how
//! often) are in [`crate::standing`].

use serde::{Deserialize, Serialize};

/// Where a complaint stands. Names in three languages: `lists/statuses.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Filed, looked at by no one yet.
    Received,
    /// The tracker team is checking it.
    UnderReview,
    /// The citizen was asked for details.
    NeedInfo,
    /// Sent to a department.
    Forwarded,
    /// The department is working on it.
    InProgress,
    /// The citizen was not content.
    Reopened,
    /// The department says it is solved.
    Resolved,
    /// Solved, confirmed or not.
    Closed,
    /// Closed with a reason from the list.
    NotTenable,
    /// Joined with an earlier complaint.
    Duplicate,
    /// Taken back by the citizen.
    Withdrawn,
}

/// What statistics count. It never changes, even if a label does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Someone still has to act.
    Open,
    /// Solved.
    Resolved,
    /// Closed with a reason.
    NotTenable,
    /// Counted with another complaint.
    Merged,
    /// Taken back.
    Withdrawn,
}

/// What someone does to a complaint, without the words that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// The team begins to check it.
    Take,
    /// The citizen is asked for details.
    AskDetails,
    /// Sent to a department, or on to another.
    Forward,
    /// The department begins to work.
    Start,
    /// A reason for the delay, and a new date.
    InterimReply,
    /// The department says it is solved.
    Resolve,
    /// Closed with a reason.
    NotTenable,
    /// Joined with an earlier complaint.
    Duplicate,
    /// Taken apart again.
    Unmerge,
    /// The department gives it back to the team.
    SendBack,
    /// A note that only the desk sees.
    Note,
    /// The contact was looked at.
    RevealContact,
    /// The citizen says it is solved.
    Confirm,
    /// The citizen says it is not.
    Reopen,
    /// The citizen adds to the text.
    AddDetails,
    /// The citizen adds a photo.
    AddPhoto,
    /// The citizen asks how it is going.
    Remind,
    /// The citizen takes it back.
    Withdraw,
    /// Closed by itself, fifteen days after it was solved.
    CloseUnconfirmed,
    /// Brought before the next level.
    Escalate,
    /// All words, the contact and the photos are erased, for good.
    Erase,
}

impl Verb {
    /// What a citizen may ask for.
    const CITIZENS: [(Self, &'static str); 6] = [
        (Self::Confirm, "confirm"),
        (Self::Reopen, "reopen"),
        (Self::AddDetails, "add_details"),
        (Self::Remind, "remind"),
        (Self::Withdraw, "withdraw"),
        (Self::Erase, "erase"),
    ];

    /// How a citizen's request and a form name it; none for what only the desk does.
    pub fn citizens_code(self) -> Option<&'static str> {
        Self::CITIZENS.iter().find(|(verb, _)| *verb == self).map(|(_, code)| *code)
    }

    /// What a citizen asks for by this name.
    pub fn of_citizen(code: &str) -> Option<Self> {
        Self::CITIZENS.iter().find(|(_, known)| *known == code).map(|(verb, _)| *verb)
    }
}

impl State {
    /// All states, the open ones first.
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::UnderReview,
        Self::NeedInfo,
        Self::Forwarded,
        Self::InProgress,
        Self::Reopened,
        Self::Resolved,
        Self::Closed,
        Self::NotTenable,
        Self::Duplicate,
        Self::Withdrawn,
    ];

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::UnderReview => "under_review",
            Self::NeedInfo => "need_info",
            Self::Forwarded => "forwarded",
            Self::InProgress => "in_progress",
            Self::Reopened => "reopened",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::NotTenable => "not_tenable",
            Self::Duplicate => "duplicate",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What statistics count it as.
    pub fn kind(self) -> Kind {
        match self {
            Self::Resolved | Self::Closed => Kind::Resolved,
            Self::NotTenable => Kind::NotTenable,
            Self::Duplicate => Kind::Merged,
            Self::Withdrawn => Kind::Withdrawn,
            _ => Kind::Open,
        }
    }
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Open, Self::Resolved, Self::NotTenable, Self::Merged, Self::Withdrawn];

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::NotTenable => "not_tenable",
            Self::Merged => "merged",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Verb {
    /// Everything that can be done to a complaint.
    pub const ALL: [Self; 21] = [
        Self::Take,
        Self::AskDetails,
        Self::Forward,
        Self::Start,
        Self::InterimReply,
        Self::Resolve,
        Self::NotTenable,
        Self::Duplicate,
        Self::Unmerge,
        Self::SendBack,
        Self::Note,
        Self::RevealContact,
        Self::Confirm,
        Self::Reopen,
        Self::AddDetails,
        Self::AddPhoto,
        Self::Remind,
        Self::Withdraw,
        Self::CloseUnconfirmed,
        Self::Escalate,
        Self::Erase,
    ];

    /// The stable code, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::AskDetails => "ask_details",
            Self::Forward => "forward",
            Self::Start => "start",
            Self::InterimReply => "interim_reply",
            Self::Resolve => "resolve",
            Self::NotTenable => "not_tenable",
            Self::Duplicate => "duplicate",
            Self::Unmerge => "unmerge",
            Self::SendBack => "send_back",
            Self::Note => "note",
            Self::RevealContact => "reveal_contact",
            Self::Confirm => "confirm",
            Self::Reopen => "reopen",
            Self::AddDetails => "add_details",
            Self::AddPhoto => "add_photo",
            Self::Remind => "remind",
            Self::Withdraw => "withdraw",
            Self::CloseUnconfirmed => "close_unconfirmed",
            Self::Escalate => "escalate",
            Self::Erase => "erase",
        }
    }

    /// The verb of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }
}

/// The state after `verb` in `from`, `None` where the table has no such move. A
/// verb that leaves the state as it is is an event inside it.
pub fn after(from: State, verb: Verb) -> Option<State> {
    use State::*;
    let to = match (verb, from) {
        (Verb::Take, Received | Reopened) => UnderReview,
        // A second request while waiting is an event inside the state.
        (Verb::AskDetails, Received | UnderReview | NeedInfo | Forwarded | InProgress | Reopened) => NeedInfo,
        (Verb::Forward, Received | UnderReview | NeedInfo | Forwarded | InProgress | Reopened) => Forwarded,
        (Verb::SendBack, Forwarded | InProgress) => UnderReview,
        (Verb::Start, Forwarded | Reopened) => InProgress,
        (Verb::Resolve, Forwarded | InProgress | Reopened) => Resolved,
        (Verb::NotTenable, Received | UnderReview | NeedInfo | Reopened) => State::NotTenable,
        (Verb::Duplicate, Received | UnderReview) => State::Duplicate,
        (Verb::Unmerge, State::Duplicate) => UnderReview,
        (Verb::Confirm | Verb::CloseUnconfirmed, Resolved) => Closed,
        (Verb::Reopen, Resolved | Closed | State::NotTenable) => Reopened,
        (Verb::Withdraw, Received | UnderReview | NeedInfo | Forwarded | InProgress) => Withdrawn,
        // A photo is an answer as well: often it is what was asked for.
        (Verb::AddDetails | Verb::AddPhoto, NeedInfo) => UnderReview,
        (Verb::AddDetails | Verb::AddPhoto | Verb::Remind | Verb::Escalate, _) if from.kind() == Kind::Open => from,
        (Verb::InterimReply, Forwarded | InProgress | Reopened) => from,
        (Verb::Note | Verb::RevealContact, _) => from,
        // Whoever still has to act, or to answer, needs the words.
        (Verb::Erase, Closed | State::NotTenable | State::Duplicate | Withdrawn) => from,
        _ => return None,
    };
    Some(to)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::reference;

    /// PRODUCT, "Life of a complaint", written down a second time.
    const TABLE: [(State, &[State]); 11] = {
        use State::*;
        [
            (Received, &[UnderReview, NeedInfo, Forwarded, NotTenable, Duplicate, Withdrawn]),
            (UnderReview, &[NeedInfo, Forwarded, NotTenable, Duplicate, Withdrawn]),
            (NeedInfo, &[UnderReview, Forwarded, NotTenable, Withdrawn]),
            (Forwarded, &[InProgress, UnderReview, NeedInfo, Resolved, Withdrawn]),
            (InProgress, &[Resolved, Forwarded, NeedInfo, UnderReview, Withdrawn]),
            (Resolved, &[Closed, Reopened]),
            (Closed, &[Reopened]),
            (NotTenable, &[Reopened]),
            (Duplicate, &[UnderReview]),
            (Reopened, &[UnderReview, NeedInfo, Forwarded, InProgress, Resolved, NotTenable]),
            (Withdrawn, &[]),
        ]
    };

    #[test]
    fn the_moves_are_those_of_the_table_and_no_others() {
        for (from, allowed) in TABLE {
            let reached: BTreeSet<_> =
                Verb::ALL.into_iter().filter_map(|verb| after(from, verb)).filter(|to| *to != from).collect();

            assert_eq!(reached, allowed.iter().copied().collect(), "{from:?}");
        }
    }

    #[test]
    fn a_department_may_be_changed_while_it_has_the_complaint() {
        assert_eq!(after(State::Forwarded, Verb::Forward), Some(State::Forwarded));
    }

    #[test]
    fn the_states_are_those_of_the_list() {
        let listed: BTreeSet<_> = reference::state_codes().iter().copied().collect();

        assert_eq!(listed, State::ALL.into_iter().map(State::code).collect());
    }

    #[test]
    fn a_verb_has_the_same_code_in_json() {
        for verb in Verb::ALL {
            assert_eq!(serde_json::to_value(verb).unwrap(), verb.code());
            assert_eq!(Verb::from_code(verb.code()), Some(verb));
        }
    }

    #[test]
    fn words_are_erased_only_where_nobody_has_to_act_or_to_answer() {
        let erased: Vec<_> = State::ALL.into_iter().filter(|from| after(*from, Verb::Erase).is_some()).collect();

        assert_eq!(erased, [State::Closed, State::NotTenable, State::Duplicate, State::Withdrawn]);
    }

    #[test]
    fn nothing_follows_a_withdrawal_but_notes() {
        for verb in Verb::ALL {
            let to = after(State::Withdrawn, verb);

            assert!(to.is_none() || to == Some(State::Withdrawn), "{verb:?}");
        }
    }
}
