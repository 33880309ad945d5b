//! The JSON of the kiosk's API, and what `sunwai kiosk` prints. A terminal gets no
//! text and no person from it, but the slip of a complaint that was filed there.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{life::State, reference::District, ticket::Ticket, time::Timestamp};

/// Makes a terminal that of a centre.
#[derive(Clone, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Enrol {
    /// The code that `sunwai kiosk add` printed, in any spelling.
    #[cfg_attr(feature = "openapi", schema(example = "KWRT-3HJA-9MXD"))]
    pub code: String,
}

/// Whose terminal it is, and what it needs to go on without a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Centre {
    /// What provisional numbers of this terminal begin with.
    #[cfg_attr(feature = "openapi", schema(example = "K3"))]
    pub code: String,
    /// The centre's name.
    pub name: String,
    /// Its district.
    pub district: District,
    /// The telephone number that stands on slips, if there is one.
    pub helpline: Option<String>,
    /// True if citizens who gave a mobile number are told by SMS.
    pub tells_by_sms: bool,
    /// The address under which citizens reach this, without a slash at its end.
    pub site: String,
    /// The public key (P-256, uncompressed point, base64url) to which a complaint
    /// is sealed while the line is down, so that the terminal cannot read it.
    pub seal: String,
}

/// A complaint that was sealed while the line was down: what
/// `POST /api/kiosk/v1/complaints` takes, as bytes, sealed with AES-256-GCM. The
/// nonce is twelve zeros, because the key is used once: HKDF-SHA-256 (no salt, info
/// `sunwai kiosk`) of the agreement (ECDH) between the office's key and one drawn
/// for this complaint. The Idempotency-Key, as text, is sealed along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The public half of the key that was drawn: uncompressed point, base64url.
    pub key: String,
    /// The sealed bytes with their tag, base64url.
    pub sealed: String,
}

/// What was filed at a terminal on one day, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Today {
    /// A line each.
    pub items: Vec<TodayItem>,
}

/// A complaint without text, person or category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TodayItem {
    /// The public number, eleven digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "21482736900"))]
    pub ticket: Ticket,
    /// The number as it is shown.
    pub display: String,
    /// Where it stands.
    pub status: State,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub received_at: Timestamp,
    /// By when it must be answered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub due_at: Timestamp,
}

/// The store answers, and this has come through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskHealth {
    /// The server's version.
    pub version: String,
    /// So many complaints of this terminal came today.
    pub sent_today: u32,
    /// When the last one came, today or before.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_at: Option<Timestamp>,
}

/// A new kiosk: shown once, at the command line.
#[derive(Clone, Serialize, Deserialize, Json)]
pub struct NewKiosk {
    /// What `disable` wants.
    pub id: u32,
    /// The centre's name.
    pub name: String,
    /// Its district.
    pub district: District,
    /// What is typed at the terminal, once.
    pub enrolment_code: String,
    /// Until when it may be.
    pub expires_at: Timestamp,
}

/// A kiosk, as the command line lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
pub struct KioskLine {
    /// What `disable` wants.
    pub id: u32,
    /// The centre's name.
    pub name: String,
    /// Its district.
    pub district: District,
    /// When a terminal was enrolled.
    pub enrolled_at: Option<Timestamp>,
    /// Until when one may be, as long as none was.
    pub code_expires_at: Option<Timestamp>,
    /// When the terminal last asked for something, to the minute.
    pub seen_at: Option<Timestamp>,
    /// Since when it may not any more.
    pub disabled_at: Option<Timestamp>,
}
