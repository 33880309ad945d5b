//! Which complaints wait for something to happen to them by itself.
//!
//! When that is, is decided in `domain` ([`Standing::wakes_at`]); the store keeps
//! the moment with every step.
//!
//! [`Standing::wakes_at`]: domain::standing::Standing::wakes_at

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};

use super::StoreError;

/// A complaint to which something happens by itself, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sleeper {
    /// When.
    pub wakes_at: Timestamp,
    /// To which complaint.
    pub ticket: Ticket,
}

/// The complaints by the moment at which they wake.
///
/// # Errors
/// Every function: a [`StoreError`].
#[async_trait]
pub trait WakingStore: Send + Sync + 'static {
    /// At most `most` complaints that wake at `now` or should have before, those
    /// that wait longest first; only those behind `after`, if that is given.
    async fn waking(&self, now: Timestamp, after: Option<Sleeper>, most: u32) -> Result<Vec<Sleeper>, StoreError>;

    /// At most `most` complaints, by their numbers, that are joined with one that
    /// was withdrawn; only those behind `after`, if that is given.
    async fn joined_with_withdrawn(&self, after: Option<Ticket>, most: u32) -> Result<Vec<Ticket>, StoreError>;
}
