//! What is done by itself, by one process for all that use the same database.
//!
//! Nothing relies on it alone: a step is written on the version that it was decided
//! on, a post is known by its name. It keeps processes from doing the same work
//! twice, and from asking a channel twice, which costs money.

use std::fmt;

use async_trait::async_trait;
use domain::{
    complaint::Channel,
    time::{DAY, Timestamp},
};

use super::StoreError;

/// What is done by one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Waking complaints, settling messages, forgetting what is old.
    Jobs,
    /// Reading the posts of a channel.
    Read(Channel),
}

impl Task {
    /// Nobody asks for a lease of more seconds: one that ends later was taken while the
    /// clock was ahead, and would keep everybody from it until then. Posts are read as
    /// seldom as the office wishes.
    pub fn longest(self) -> i64 {
        match self {
            Self::Jobs => 60,
            Self::Read(_) => DAY,
        }
    }
}

/// As it is kept.
impl fmt::Display for Task {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Jobs => formatter.write_str("jobs"),
            Self::Read(channel) => write!(formatter, "read {}", channel.code()),
        }
    }
}

/// Who does what.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait LeaseStore: Send + Sync + 'static {
    /// True if this process is the one that does it until then; it asks again before.
    async fn take_lease(&self, task: Task, now: Timestamp, until: Timestamp) -> Result<bool, StoreError>;
}
