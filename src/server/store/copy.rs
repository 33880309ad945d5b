//! What `sunwai copy` needs of a database on either side: rows as they are kept,
//! whatever is in them. What follows from them (figures, words) is made anew.

use async_trait::async_trait;
use domain::statistics::Figures;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc::Sender;

use super::StoreError;

/// The tables that are copied, complaints first: each is the same on both sides.
pub const TABLES: [&str; 17] = [
    "complaint",
    "event",
    "photo",
    "outbox",
    "idempotency",
    "pin_try",
    "staff",
    "session",
    "sign_in_try",
    "kiosk",
    "kiosk_complaint",
    "message",
    "intake",
    "spending",
    "handoff",
    "department_copy",
    "setting",
];

/// The settings that are made anew, because they say how far a database is with
/// what follows from its rows.
pub const OWN_SETTINGS: [&str; 4] = ["figures_version", "words_position", "ready", "traces"];

/// So many rows go over together, or fewer where they are long.
pub const BATCH: usize = 500;

/// So many bytes are enough for one batch.
pub const BATCH_BYTES: usize = 4 << 20;

/// What stands in a column; what is true or false is 1 or 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Absent,
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Cell {
    fn len(&self) -> usize {
        match self {
            Self::Absent | Self::Number(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// The columns of a row, in the order in which they were asked for.
pub type Row = Vec<Cell>;

/// Rows that become a batch.
#[derive(Default)]
pub struct Batch {
    rows: Vec<Row>,
    bytes: usize,
}

impl Batch {
    /// Adds a row; the whole batch when it is full.
    pub fn add(&mut self, row: Row) -> Option<Vec<Row>> {
        self.bytes += row.iter().map(Cell::len).sum::<usize>();
        self.rows.push(row);
        (self.rows.len() == BATCH || self.bytes >= BATCH_BYTES).then(|| std::mem::take(self).rows)
    }

    /// What is left.
    pub fn rest(self) -> Vec<Row> {
        self.rows
    }
}

/// What rows come to, in whatever order they are: two tables with the same sum have
/// the same rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub rows: u64,
    hash: [u8; 32],
}

impl Sum {
    /// Adds rows.
    pub fn add(&mut self, rows: &[Row]) {
        for row in rows {
            self.rows += 1;
            for (sum, byte) in self.hash.iter_mut().zip(digest(row)) {
                *sum ^= byte;
            }
        }
    }
}

/// Each cell with its kind and its length before it, so that no two rows are
/// written alike.
fn digest(row: &Row) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for cell in row {
        let (kind, bytes): (u8, &[u8]) = match cell {
            Cell::Absent => (0, &[]),
            Cell::Number(number) => (1, &number.to_be_bytes()),
            Cell::Text(text) => (2, text.as_bytes()),
            Cell::Bytes(bytes) => (3, bytes),
        };
        hasher.update([kind]);
        hasher.update(bytes.len().to_be_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().into()
}

/// A database from which or to which is copied, seen as of one moment.
///
/// # Errors
/// Every function: a [`StoreError`].
#[async_trait]
pub trait CopySide: Send + Sync {
    /// The columns of a table, by name.
    async fn columns(&self, table: &'static str) -> Result<Vec<String>, StoreError>;

    /// How many rows a table has.
    async fn count(&self, table: &'static str) -> Result<u64, StoreError>;

    /// Sends the rows of a table, complaints in the order of their filing.
    async fn send(&self, table: &'static str, columns: &[String], to: Sender<Vec<Row>>) -> Result<(), StoreError>;

    /// The kept figures and their version.
    async fn figures(&self) -> Result<(Figures, u64), StoreError>;

    /// Takes rows in; nothing is there for others before [`CopySide::commit`].
    async fn take(&self, table: &'static str, columns: &[String], rows: Vec<Row>) -> Result<(), StoreError>;

    /// Makes the figures from the complaints that were taken in, and gives them a
    /// version.
    async fn count_figures(&self, version: u64) -> Result<(), StoreError>;

    /// Makes what was taken in last.
    async fn commit(&self) -> Result<(), StoreError>;
}
