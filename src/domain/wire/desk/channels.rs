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
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutboxHealth {
    /// `sms`, `email` or `x`.
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
