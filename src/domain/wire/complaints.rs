//! Filing a complaint.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{ticket::Ticket, time::Timestamp};

/// What the form sends; see [`crate::complaint::check`] for the limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ComplaintForm {
    /// A category's code.
    #[cfg_attr(feature = "openapi", schema(example = "PDS_NOT_RECEIVED"))]
    pub category: String,
    /// A district's code.
    #[cfg_attr(feature = "openapi", schema(example = "bhiwani"))]
    pub district: String,
    /// Village, ward or depot; at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub place: Option<String>,
    /// What happened; 10 to 4,000 characters after trimming.
    #[cfg_attr(feature = "openapi", schema(min_length = 10, max_length = 4000))]
    pub text: String,
    /// At most 80 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 80))]
    pub name: Option<String>,
    /// An Indian mobile number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "9812345678"))]
    pub mobile: Option<String>,
    /// `hi`, `en` or `pa`.
    #[cfg_attr(feature = "openapi", schema(example = "hi"))]
    pub language: String,
    /// The version of the privacy notice that was shown.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11"))]
    pub notice: String,
}

/// The answer to a filed complaint: the only time PIN and key are shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The public number, eleven digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "21482736900"))]
    pub ticket: Ticket,
    /// The number as it is shown.
    #[cfg_attr(feature = "openapi", schema(example = "HR 214-8273-6900"))]
    pub display: String,
    /// Six digits.
    #[cfg_attr(feature = "openapi", schema(example = "482913"))]
    pub pin: String,
    /// 128 bits, base64url, 22 characters.
    pub key: String,
    /// The address of the status with the key in its fragment, from the root of
    /// the site.
    pub link: String,
    /// The whole address as a QR code: an SVG document.
    pub qr: String,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub received_at: Timestamp,
    /// By when it must be answered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub due_at: Timestamp,
}
