//! Everything that is kept of a complaint, for whoever filed it. Only the server
//! writes it, and no app of ours reads it.

use serde::Serialize;

use super::{Photo, TicketStatus, desk::Message};
use crate::{
    action::Actor,
    language::Language,
    reference::{Department, Reason},
    time::Timestamp,
};

/// Everything that is kept, as of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// When this was written.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub as_of: Timestamp,
    /// The status, with nothing withheld.
    #[serde(flatten)]
    pub status: TicketStatus,
    /// When all words, the contact and the photos were erased.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub erased_at: Option<Timestamp>,
    /// What happened, in the citizen's words; empty once they are erased.
    pub text: String,
    /// Village, ward or depot.
    pub place: Option<String>,
    /// The citizen's name.
    pub name: Option<String>,
    /// The mobile number, whole.
    pub mobile: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The language in which they are answered.
    pub language: Language,
    /// The version of the privacy notice that was shown.
    pub notice: String,
    /// The photos that are kept, oldest first; each can be fetched with the key.
    pub photos: Vec<Photo>,
    /// Every step but the team's notes to itself, oldest first.
    pub history: Vec<ExportedEvent>,
    /// What was sent to the citizen, or to the department's own system, newest first.
    pub messages: Vec<Message>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedEvent {
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// A state that was entered, or what happened inside one; `contact_revealed` says
    /// that somebody looked at the contact.
    #[cfg_attr(feature = "openapi", schema(example = "forwarded"))]
    pub event: String,
    /// As whom: `citizen`, `tracker`, `officer`, `supervisor` or `job`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "officer"))]
    pub by: Actor,
    /// To which department it was sent.
    pub department: Option<Department>,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// The new date of an interim reply.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub due: Option<Timestamp>,
    /// The words, if they were written to the citizen or by them.
    pub text: Option<String>,
}
