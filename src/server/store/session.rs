//! Sessions of the desk, and the tries to open one.

use async_trait::async_trait;
use domain::{staff::Staff, time::Timestamp};

use super::StoreError;
use crate::history::Digest;

/// A session to be opened, for an account as it was read.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Whose.
    pub name: String,
    /// The hash that was compared: another one meanwhile refuses.
    pub password: String,
    /// The time step of the code; a code opens one session.
    pub factor_step: Option<i64>,
    /// The digest of the new session's token.
    pub token: Digest,
    /// The session that it takes the place of.
    pub replaces: Option<Digest>,
}

/// A password to be changed, of an account as it was read.
#[derive(Clone, Debug)]
pub struct NewHash {
    /// Whose.
    pub name: String,
    /// The hash that was compared: another one meanwhile refuses.
    pub old: String,
    /// The hash that shall be valid from now on.
    pub new: String,
    /// The one session of this account that stays.
    pub spares: Option<Digest>,
}

/// What became of a try to get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInTry {
    /// It is done.
    Done,
    /// It was wrong, and counted.
    Wrong,
    /// This name is locked until then, right or wrong.
    Locked(Timestamp),
}

/// A session of an account that is not disabled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose, as of now.
    pub staff: Staff,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

/// Keeps sessions, and counts tries to open one.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait SessionStore: Send + Sync + 'static {
    /// Until when a name is locked, of an account that exists or not.
    async fn sign_in_lock(&self, name: &str, now: Timestamp) -> Result<Option<Timestamp>, StoreError>;

    /// Counts a wrong try, of a name that exists or not.
    async fn count_wrong(&self, name: &str, now: Timestamp) -> Result<SignInTry, StoreError>;

    /// Opens a session and forgives wrong tries, unless the account is locked,
    /// disabled, not as it was read, or the code was used before.
    async fn open_session(&self, opening: Opening, now: Timestamp) -> Result<SignInTry, StoreError>;

    /// Puts a password of one's own in the place of the old one, forgives wrong
    /// tries and ends sessions, unless the account is locked, disabled or not as
    /// it was read.
    async fn change_password(&self, hash: NewHash, now: Timestamp) -> Result<SignInTry, StoreError>;

    /// The session of a token; how long it lasts is not decided here.
    async fn session(&self, token: &Digest) -> Result<Option<Session>, StoreError>;

    /// Notes that a session is used.
    async fn touch_session(&self, token: &Digest, now: Timestamp) -> Result<(), StoreError>;

    /// Ends a session.
    async fn end_session(&self, token: &Digest) -> Result<(), StoreError>;

    /// Ends all sessions of an account.
    async fn end_sessions(&self, name: &str) -> Result<(), StoreError>;

    /// Forgets sessions that were opened before `oldest`, and tries that are a
    /// day old.
    async fn forget_sessions(&self, oldest: Timestamp, now: Timestamp) -> Result<(), StoreError>;
}
