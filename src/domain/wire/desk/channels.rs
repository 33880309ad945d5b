//! The health of what comes in and of what goes out.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{ticket::Ticket, time::Timestamp};

/// All channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Channels {
    /// What comes in by itself.
    pub intake: Vec<IntakeHealth>,
    /// What goes out.
    pub outbox: Vec<OutboxHealth>,
    /// The last messages that were given up, newest first.
    pub failed: Vec<Failed>,
}

/// One way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntakeHealth {
    /// `x`, `mastodon` …
    pub channel: String,
    /// False when it is not set up.
    pub on: bool,
    /// When it last answered as it should.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_success: Option<Timestamp>,
    /// The newest post that was seen.
    pub last_post: Option<String>,
    /// When that one was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_post_at: Option<Timestamp>,
    /// Where reading goes on, as the channel itself writes it.
    pub cursor: Option<String>,
    /// Why the last try failed, if it did: a short word, nothing personal.
    pub error: Option<String>,
    /// Since when it fails.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub error_since: Option<Timestamp>,
    /// How often it failed in a row.
    pub errors: u32,
    /// What was odd about the last answer that was taken, a short word.
    pub note: Option<String>,
    /// How many requests are left, as the channel last said.
    pub limit_left: Option<u32>,
    /// When there will be new ones.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub limit_reset: Option<Timestamp>,
    /// What this month has cost, in thousandths of a US dollar.
    pub spent: Option<u32>,
    /// What is left of the month's budget, in thousandths of a US dollar; replies
    /// stop before it is passed.
    pub budget_left: Option<u32>,
    /// Since when posts may be missing, because more came than can be read.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub gap: Option<Timestamp>,
    /// Messages that wait in the inbox.
    pub waiting: u32,
    /// When the oldest of them was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub oldest: Option<Timestamp>,
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutboxHealth {
    /// `sms`, `email`, `x`, or the code of the department whose own system it is.
    pub by: String,
    /// False when it is not set up.
    pub on: bool,
    /// Messages that wait.
    pub waiting: u32,
    /// The oldest of them.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub oldest: Option<Timestamp>,
    /// Messages that were given up.
    pub failed: u32,
    /// The last one that went out.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_sent: Option<Timestamp>,
    /// Why the last try failed, if it did: a short word, nothing personal.
    pub error: Option<String>,
}

/// A message that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Failed {
    /// Of which complaint.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ticket: Ticket,
    /// `sms`, `email` or `x`.
    pub by: String,
    /// When it was given up.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Why.
    pub error: String,
}

/// Lets the letters of a way that were given up within the last week be tried
/// again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TryAgain {
    /// `sms` or `email`.
    #[cfg_attr(feature = "openapi", schema(example = "sms"))]
    pub by: String,
}
