//! What neighbours ask by the Open311 standard, and which numbers departments'
//! systems gave to what was forwarded to them.
//!
//! Lists hold no complaint of a sensitive category: whoever knows the number of
//! such a complaint asks for it as on the portal, and nobody learns it here.

use async_trait::async_trait;
use domain::{
    event::Event,
    reference::{Category, Department},
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
};

use super::StoreError;

/// A list has at most so many rows.
pub const ROWS: u32 = 1_000;

/// From a moment to a moment, both among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first moment.
    pub from: Timestamp,
    /// The last one.
    pub to: Timestamp,
}

/// Which complaints are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// When they were filed.
    pub filed: Span,
    /// What they are about: one of these; anything where none is named.
    pub categories: Vec<Category>,
    /// Whether someone still has to act; both without.
    pub is_open: Option<bool>,
}

/// A state that a complaint entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which complaint.
    pub ticket: Ticket,
    /// The event, without its words.
    pub event: Event,
}

/// What a department's system was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentCopy {
    /// Which complaint.
    pub ticket: Ticket,
    /// By which event it was forwarded.
    pub version: u32,
    /// Whose system it is.
    pub department: Department,
    /// The number that it has there; none where none was given.
    pub foreign_id: Option<String>,
    /// When it was taken.
    pub sent_at: Timestamp,
}

/// The neighbours' part of a store.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait Open311Store: Send + Sync + 'static {
    /// Complaints that are not sensitive, newest first, at most [`ROWS`].
    async fn listed(&self, wanted: Wanted) -> Result<Vec<Standing>, StoreError>;

    /// The states that such complaints entered, oldest first, at most [`ROWS`].
    async fn entries(&self, span: Span) -> Result<Vec<Entry>, StoreError>;

    /// Keeps what a department's system was given; a later answer to the same event
    /// changes nothing.
    async fn keep_copy(&self, copy: DepartmentCopy) -> Result<(), StoreError>;

    /// What departments' systems were given of a complaint, oldest first.
    async fn copies_of(&self, ticket: Ticket) -> Result<Vec<DepartmentCopy>, StoreError>;

    /// The complaint that has this number in a department's system.
    async fn copied_as(&self, department: Department, foreign_id: String) -> Result<Option<Ticket>, StoreError>;
}
