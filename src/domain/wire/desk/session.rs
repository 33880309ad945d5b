//! Signing in, and who one is.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{
    reference::{Department, District},
    staff::Role,
};

/// Opens a session.
#[derive(Clone, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
    /// The TOTP code, where the account has a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "287082"))]
    pub code: Option<String>,
}

/// Puts a password of one's own in place of an old or a one-time one.
#[derive(Clone, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The name.
    pub user: String,
    /// The present password.
    pub old: String,
    /// The one that shall be valid from now on.
    pub new: String,
    /// The TOTP code, where the account has a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The name.
    pub user: String,
    /// The role.
    pub role: Role,
    /// An officer's departments.
    pub departments: Vec<Department>,
    /// An officer's district.
    pub district: Option<District>,
}
