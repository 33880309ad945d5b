//! A complaint's status, its private part, and what the citizen does.

use json::Json;
use serde::{Deserialize, Serialize};

use super::Photo;
use crate::{
    complaint::Channel,
    event::{Event, EventKind},
    life::{Kind, State, Verb},
    reference::{Category, Department, District, Reason},
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
};

/// What anyone with the number may see: no name, mobile, place or text, ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketStatus {
    /// The public number, eleven digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "21482736900"))]
    pub ticket: Ticket,
    /// The number as it is shown.
    pub display: String,
    /// Where it stands.
    pub status: State,
    /// What statistics count it as.
    pub kind: Kind,
    /// What it is about; `null` for sensitive categories.
    pub category: Option<Category>,
    /// Where; `null` for sensitive categories.
    pub district: Option<District>,
    /// Who has it; `null` for sensitive categories and before it was forwarded.
    pub department: Option<Department>,
    /// Through which door it came.
    pub channel: Channel,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub received_at: Timestamp,
    /// When something last happened.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub updated_at: Timestamp,
    /// By when it must be answered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub due_at: Timestamp,
    /// When it was closed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub closed_at: Option<Timestamp>,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// Once closed: whether the citizen confirmed.
    pub confirmed: Option<bool>,
    /// Until when it may be reopened.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub reopen_until: Option<Timestamp>,
    /// What happened, oldest first.
    pub events: Vec<PublicEvent>,
}

/// One dated step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicEvent {
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// The code of a state that was entered, or of an event inside one.
    #[cfg_attr(feature = "openapi", schema(example = "forwarded"))]
    pub event: String,
    /// To which department it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Department>,
    /// The new date of an interim reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub due: Option<Timestamp>,
}

impl TicketStatus {
    /// The public view of a complaint and its history.
    pub fn public(standing: &Standing, history: &[Event], prefix: &str) -> Self {
        Self::view(standing, history, prefix, !standing.category.is_sensitive())
    }

    /// The view of whoever holds the key: nothing is withheld from them.
    pub fn private(standing: &Standing, history: &[Event], prefix: &str) -> Self {
        Self::view(standing, history, prefix, true)
    }

    fn view(standing: &Standing, history: &[Event], prefix: &str, open: bool) -> Self {
        let mut events: Vec<_> = history
            .iter()
            .filter(|event| event.kind.is_public())
            .map(|event| PublicEvent {
                at: event.at,
                event: event.kind.code().to_owned(),
                department: event.department.filter(|_| open),
                due: event.due,
            })
            .collect();
        // Photos that came together are told together.
        events.dedup_by(|later, first| *later == *first && first.event == EventKind::PhotoAdded.code());
        Self {
            ticket: standing.ticket,
            display: standing.ticket.display(prefix),
            status: standing.state,
            kind: standing.state.kind(),
            category: open.then_some(standing.category),
            district: open.then_some(standing.district),
            department: standing.department.filter(|_| open),
            channel: standing.channel,
            received_at: standing.received_at,
            updated_at: standing.updated_at,
            due_at: standing.due_at,
            closed_at: standing.closed_at,
            reason: standing.reason,
            confirmed: standing.confirmed,
            reopen_until: standing.reopen_until(),
            events,
        }
    }
}

/// Asks for the key with the PIN.
#[derive(Clone, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// Six digits, of any of the three scripts.
    #[cfg_attr(feature = "openapi", schema(example = "482913"))]
    pub pin: String,
}

/// The key that opens the private part.
#[derive(Clone, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Key {
    /// 128 bits, base64url, 22 characters.
    pub key: String,
}

/// The status and the private part, for whoever holds the key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Details {
    /// The status, with nothing withheld.
    #[serde(flatten)]
    pub status: TicketStatus,
    /// What happened, in the citizen's words; empty once they are erased.
    pub text: String,
    /// Village, ward or depot.
    pub place: Option<String>,
    /// The citizen's name.
    pub name: Option<String>,
    /// The mobile number with all but the last four digits hidden.
    #[cfg_attr(feature = "openapi", schema(example = "XXXXXX5678"))]
    pub mobile: Option<String>,
    /// The photos that are kept, oldest first.
    pub photos: Vec<Photo>,
    /// What was written to the citizen, and what the citizen added, oldest first.
    pub replies: Vec<Reply>,
    /// What the citizen may do now.
    pub actions: Vec<Verb>,
    /// When all words, the contact and the photos were erased.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub erased_at: Option<Timestamp>,
}

/// What someone does who posted and wants to read their complaint here: say the word
/// where they posted, to the handle, and ask for the key with the claim.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handoff {
    /// To be said where they posted.
    #[cfg_attr(feature = "openapi", schema(example = "KXMT-QRDP"))]
    pub word: String,
    /// To be kept here and shown to nobody: 22 characters, base64url.
    pub claim: String,
    /// On which channel.
    #[cfg_attr(feature = "openapi", schema(example = "x"))]
    pub channel: String,
    /// Until when the word is good.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
}

/// Asks for the key after the word was said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What came with the word.
    pub claim: String,
}

/// What opens a complaint, for whoever has proven that it is theirs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedOver {
    /// Six digits.
    pub pin: String,
    /// 128 bits, base64url, 22 characters.
    pub key: String,
}

/// Words that go with a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reply {
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// The step.
    #[cfg_attr(feature = "openapi", schema(example = "resolved"))]
    pub event: String,
    /// True if the citizen wrote it.
    pub own: bool,
    /// The words.
    pub text: String,
}

/// What a citizen does: `confirm`, `reopen`, `add_details`, `remind`, `withdraw`,
/// `erase`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionRequest {
    /// Which of the six.
    #[cfg_attr(feature = "openapi", schema(example = "reopen"))]
    pub action: String,
    /// 10 to 4,000 characters; needed by `reopen` and `add_details` and by no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
