//! Which complaints have something to happen to them by itself.

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};

use super::StoreError;

/// What the job that follows the clock asks of a store.
///
/// # Errors
/// Every function: a [`StoreError`].
#[async_trait]
pub trait WakingStore: Send + Sync + 'static {
    /// At most `limit` complaints whose moment has come at `now`, the longest
    /// waiting first; those of `past` are left out.
    async fn waking(&self, now: Timestamp, past: &[Ticket], limit: usize) -> Result<Vec<Ticket>, StoreError>;
}
