//! Erasing the words, the contact and the photos of complaints: a step like any
//! other, after which the row, its history and the digests stay.
//!
//! Whoever erases removes the pictures that are in a folder ([`crate::erasing`]);
//! what rows leave behind in files is removed afterwards, by [`EraseStore::sweep`].

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};

use super::{Dossier, Step, Stepped, StoreError, photo::PhotoId};

/// The setting that counts what was erased since the files were swept.
pub(super) const TRACES: &str = "traces";

/// A complaint that nobody has to act on or to answer and that still has words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Since when nothing happened to it.
    pub since: Timestamp,
    /// Which one.
    pub ticket: Ticket,
}

/// What became of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swept {
    /// Nothing was erased since the last time.
    Clean,
    /// Nothing is left of what was erased.
    Done,
    /// Nothing is left to be read; but of a database as large as this, copies of
    /// some rows may be in free places until the whole file is written anew.
    AllButCopies,
    /// Somebody read for too long; it is to be tried again.
    Hindered,
}

/// How much of a file is written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewriting {
    /// All of it, if that keeps nobody waiting for long.
    IfSmall,
    /// All of it, however long others wait.
    Whatever,
}

/// Erases; also beside servers that use the database.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait EraseStore: Send + Sync + 'static {
    /// A complaint with everything.
    async fn open(&self, ticket: Ticket) -> Result<Option<Dossier>, StoreError>;

    /// The photos of a complaint whose pictures are in the folder of the setting.
    async fn pictures_in_folder(&self, ticket: Ticket) -> Result<Vec<PhotoId>, StoreError>;

    /// Writes down the step that erases, and erases.
    async fn erase(&self, step: Step) -> Result<Stepped, StoreError>;

    /// At most `most` complaints that nobody has to act on or to answer, that still
    /// have words, and to which nothing happened since `until`, those first that
    /// have them longest; only those behind `after`, if that is given.
    async fn with_words(&self, until: Timestamp, after: Option<Kept>, most: u32) -> Result<Vec<Kept>, StoreError>;

    /// Removes what was erased from where rows once were.
    async fn sweep(&self, rewriting: Rewriting) -> Result<Swept, StoreError>;
}

/// An erased complaint counts as before; whoever writes beside a server relies on
/// it, because the figures are in the server's memory.
pub(super) fn check_counts_as_before(step: &Step) -> Result<(), StoreError> {
    if step.before == step.standing.facet() && step.standing.erased_at.is_some() {
        return Ok(());
    }
    Err(StoreError::Corrupt("a step that does not only erase".to_owned()))
}
