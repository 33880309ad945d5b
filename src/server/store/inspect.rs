//! What `sunwai check` looks at: everything that is kept, also what cannot be
//! understood.

use async_trait::async_trait;

use super::{
    Dossier, Recount, StoreError,
    photo::{PhotoId, Picture},
};
use crate::history::Digest;

/// What a reading that stops at nothing meets.
#[derive(Debug)]
pub enum Seen<'a> {
    /// A complaint with its history.
    Whole(&'a Dossier),
    /// A complaint that cannot be understood.
    Broken {
        /// Its number, which may be no ticket.
        number: i64,
        /// The event at which it became clear.
        version: i64,
        /// Why.
        error: StoreError,
    },
}

/// A row that does not fit the one to which it belongs; numbers as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loose {
    /// An event of no complaint.
    Event {
        /// The complaint that is not there.
        number: i64,
        /// The place in its history.
        version: i64,
    },
    /// A complaint without history.
    Complaint {
        /// Its number.
        number: i64,
    },
    /// A complaint that was joined with one that is not there.
    Joined {
        /// Its number.
        number: i64,
    },
    /// A complaint to which something happens by itself at another moment than
    /// it should.
    Waking {
        /// Its number.
        number: i64,
    },
    /// A complaint with other photos than came with it, or with any that are erased.
    Photos {
        /// Its number.
        number: i64,
    },
    /// A letter of no event, or one that does not tell what its event tells.
    Letter {
        /// The complaint.
        number: i64,
        /// The event.
        version: i64,
        /// By which way it goes.
        way: String,
    },
}

/// A photo as `sunwai check` looks at it; numbers as they are kept.
#[derive(Debug)]
pub struct SeenPhoto {
    /// The complaint.
    pub number: i64,
    /// The event that brought it.
    pub version: i64,
    /// What it is called; none if that cannot be read.
    pub id: Option<PhotoId>,
    /// What is said of the picture: bytes, width, height.
    pub said: (i64, i64, i64),
    /// The picture, or where it is.
    pub picture: Picture,
    /// What its event sealed; none where no event brought it.
    pub sealed: Option<Digest>,
}

/// Reads all that is kept, also while servers use it.
///
/// # Errors
/// Every function: a [`StoreError`].
#[async_trait]
pub trait InspectStore: Send + Sync {
    /// The kept figures and a count of all complaints, of the same moment.
    async fn recount_figures(&self) -> Result<Recount, StoreError>;

    /// Shows every complaint, also those that cannot be understood.
    async fn inspect(&self, visit: &mut (dyn for<'a> FnMut(Seen<'a>) + Send)) -> Result<(), StoreError>;

    /// Shows every photo.
    async fn inspect_photos(&self, visit: &mut (dyn FnMut(SeenPhoto) + Send)) -> Result<(), StoreError>;

    /// Shows every row that belongs to no other, or not as it is.
    async fn inspect_ties(&self, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError>;
}
