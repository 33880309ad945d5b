//! Accounts of the desk's staff, as they are kept.

use async_trait::async_trait;
use domain::{staff::Staff, time::Timestamp};

use super::StoreError;

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffAccount {
    /// Who it is.
    pub staff: Staff,
    /// What opens it.
    pub access: Access,
    /// The last time step whose code opened a session; 0 before the first.
    pub factor_step: i64,
    /// True if it cannot be used any more.
    pub disabled: bool,
    /// Until when it is locked after wrong passwords; may be over.
    pub locked_until: Option<Timestamp>,
}

/// What opens an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    /// The hash of the password, with its parameters.
    pub password: String,
    /// Until when it is valid if it is a one-time password; `None` for one's own.
    pub one_time_until: Option<Timestamp>,
    /// The sealed second factor.
    pub factor: Option<Vec<u8>>,
}

/// Prints no hash, so that no log can.
impl std::fmt::Debug for Access {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Access").field("one_time_until", &self.one_time_until).finish_non_exhaustive()
    }
}

/// What became of a new account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrolled {
    /// It is on disk.
    New,
    /// The name is taken.
    NameTaken,
}

/// What shall be changed of an account; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct StaffChange {
    /// Disabled or enabled.
    pub disabled: Option<bool>,
    /// Another place of an officer; name and role never change.
    pub staff: Option<Staff>,
    /// New access. Forgives wrong tries.
    pub access: Option<Access>,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffChanged {
    /// It is on disk; the account after it.
    Done(Box<StaffAccount>),
    /// There is no such account.
    Unknown,
    /// Nobody would be left who keeps accounts.
    LastAdmin,
}

/// Keeps accounts.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait StaffStore: Send + Sync + 'static {
    /// Writes a new account down.
    async fn add_staff(&self, staff: Staff, access: Access, now: Timestamp) -> Result<Enrolled, StoreError>;

    /// The account of a name.
    async fn staff(&self, name: &str) -> Result<Option<StaffAccount>, StoreError>;

    /// All accounts, by name.
    async fn all_staff(&self) -> Result<Vec<StaffAccount>, StoreError>;

    /// Changes an account. Ends its sessions when it is disabled or gets new
    /// access. The last admin who is not disabled stays so.
    async fn change_staff(&self, name: &str, change: StaffChange) -> Result<StaffChanged, StoreError>;
}
