//! What the public event file is written from: which days there are, which
//! complaints something happened to on one, and each history without a word.

use async_trait::async_trait;
use domain::{
    standing::Standing,
    ticket::Ticket,
    time::{Day, Timestamp},
};

use super::StoreError;
use crate::history::Sealed;

/// A complaint's history up to a moment, without word or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where the complaint stands now.
    pub standing: Standing,
    /// What happened before that moment, oldest first, without the words.
    pub history: Vec<Sealed>,
}

/// The histories by time.
///
/// # Errors
/// Every function: a [`StoreError`].
#[async_trait]
pub trait LedgerStore: Send + Sync + 'static {
    /// The Indian calendar days before `end` on which something happened.
    async fn days_before(&self, end: Day) -> Result<Vec<Day>, StoreError>;

    /// The complaints to which something happened on this day, in no order.
    async fn touched_on(&self, day: Day) -> Result<Vec<Ticket>, StoreError>;

    /// A complaint's history up to the beginning of this day.
    async fn trace(&self, ticket: Ticket, end: Day) -> Result<Option<Trace>, StoreError>;
}

/// The moments of a day: from the first, and before the second.
pub(super) fn moments_of(day: Day) -> (Timestamp, Timestamp) {
    (day.start(), day.start().plus_days(1))
}
