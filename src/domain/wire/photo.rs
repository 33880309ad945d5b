//! A photo of a complaint, without the picture: that is fetched by its name.

use json::Json;
use serde::{Deserialize, Serialize};

/// A photo of a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// What it is called: 32 hexadecimal digits.
    pub id: String,
    /// In bytes.
    pub size: u32,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}
