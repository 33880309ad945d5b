//! The board: how old the open complaints are, and where many are alike.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{
    reference::{Category, District},
    time::Timestamp,
};

/// Open complaints of one department or district, by their age in days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ageing {
    /// The code, or `unassigned`.
    #[cfg_attr(feature = "openapi", schema(example = "FOOD"))]
    pub key: String,
    /// All open ones.
    pub open: u32,
    /// Their date has passed.
    pub overdue: u32,
    /// The department owes an interim reply.
    pub owes_reply: u32,
    /// At most 7 days old.
    pub days_7: u32,
    /// 8 to 30 days old.
    pub days_30: u32,
    /// 31 to 90 days old.
    pub days_90: u32,
    /// Older.
    pub older: u32,
}

/// Many complaints of one kind at one place within three days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cluster {
    /// What they are about.
    pub category: Category,
    /// Where.
    pub district: District,
    /// The place as most wrote it.
    pub place: String,
    /// How many.
    pub count: u32,
    /// The first of them.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
}

/// What the role may see of what is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Board {
    /// The moment for which it holds.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub as_of: Timestamp,
    /// By who has it, most overdue first.
    pub departments: Vec<Ageing>,
    /// By where, most overdue first.
    pub districts: Vec<Ageing>,
    /// Many alike, most first.
    pub clusters: Vec<Cluster>,
}
