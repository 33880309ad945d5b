//! Accounts, for the admin.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{
    reference::{Department, District},
    staff::Role,
    time::Timestamp,
};

/// An account as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The name.
    pub user: String,
    /// The role.
    pub role: Role,
    /// An officer's departments.
    pub departments: Vec<Department>,
    /// An officer's district.
    pub district: Option<District>,
    /// True if a code is asked for beside the password.
    pub second_factor: bool,
    /// Until when the one-time password can be used; `null` once a password of
    /// one's own is set.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub one_time_until: Option<Timestamp>,
    /// True if it cannot be used any more.
    pub disabled: bool,
    /// Until when it is locked after wrong passwords.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub locked_until: Option<Timestamp>,
}

/// A new account.
#[derive(Clone, Debug, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    /// Lower case letters, digits, dots, hyphens and underscores; at most 40.
    pub user: String,
    /// The role's code.
    pub role: String,
    /// Department codes of an officer.
    #[serde(default)]
    pub departments: Vec<String>,
    /// An officer's district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// A second factor for a role that does not need one.
    #[serde(default)]
    pub second_factor: bool,
}

/// What is shown once: to be handed to the person.
#[derive(Clone, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Issued {
    /// The name.
    pub user: String,
    /// Opens nothing but the change of the password.
    pub one_time_password: String,
    /// The TOTP secret, base32; `null` without a second factor.
    pub totp_secret: Option<String>,
}

/// A change of an account; fields that are left out stay as they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Whose.
    pub user: String,
    /// `true` ends all sessions and lets nobody in; `false` opens it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    /// `true` issues a new one-time password and second factor; answered with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<bool>,
    /// Department codes of an officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departments: Option<Vec<String>>,
    /// An officer's district; an empty text takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
}
