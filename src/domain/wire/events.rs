//! The public event files.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::time::Day;

/// The days of which there is a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventDays {
    /// Indian calendar days that are over and on which something happened,
    /// oldest first. The file of each is `/api/v1/events/{day}.csv`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, example = json!(["2026-11-24"])))]
    pub days: Vec<Day>,
}
