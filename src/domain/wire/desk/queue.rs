//! The queue.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{
    complaint::Channel,
    language::Language,
    life::{Kind, State},
    reference::{Category, Department, District},
    ticket::Ticket,
    time::Timestamp,
};

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueItem {
    /// The public number, eleven digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "21482736900"))]
    pub ticket: Ticket,
    /// The number as it is shown.
    pub display: String,
    /// What `If-Match` wants.
    pub version: u32,
    /// Where it stands.
    pub status: State,
    /// What statistics count it as.
    pub kind: Kind,
    /// What it is about.
    pub category: Category,
    /// Where.
    pub district: District,
    /// Village, ward or depot.
    pub place: Option<String>,
    /// Who has it.
    pub department: Option<Department>,
    /// Through which door it came.
    pub channel: Channel,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub received_at: Timestamp,
    /// By when it must be answered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub due_at: Timestamp,
    /// The new date that the last interim reply promised.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub promised_at: Option<Timestamp>,
    /// It is open, and its date has passed.
    pub overdue: bool,
    /// The department owes an interim reply.
    pub owes_reply: bool,
    /// The level of escalation, 0–3.
    pub level: u8,
    /// Who of the team took it last.
    pub handler: Option<String>,
    /// In which language the citizen wants to be answered.
    pub language: Language,
    /// The beginning of the text, personal numbers masked.
    pub excerpt: String,
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// The lines, at most as many as were asked for.
    pub items: Vec<QueueItem>,
    /// Where the next page begins; `null` on the last.
    pub next: Option<String>,
}
