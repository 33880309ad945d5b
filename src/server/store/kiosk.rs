//! Kiosks: the terminals of centres, and what was filed at them.

use async_trait::async_trait;
use domain::{life::State, reference::District, ticket::Ticket, time::Timestamp};

use super::{Slip, StoreError};
use crate::history::Digest;

/// A kiosk that shall be added.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The centre's name.
    pub name: String,
    /// Its district.
    pub district: District,
    /// The keyed digest of the enrolment code.
    pub code: Digest,
    /// Until when the code is good.
    pub code_expires_at: Timestamp,
}

/// A kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    /// Its number, from 1, never given out again.
    pub id: u32,
    /// The centre's name.
    pub name: String,
    /// Its district.
    pub district: District,
    /// Until when its code is or was good.
    pub code_expires_at: Timestamp,
    /// When a terminal was enrolled.
    pub enrolled_at: Option<Timestamp>,
    /// When the terminal was last used, to the minute.
    pub seen_at: Option<Timestamp>,
    /// Since when it may not file any more.
    pub disabled_at: Option<Timestamp>,
}

/// A terminal that shall be enrolled.
#[derive(Clone, Debug)]
pub struct Enrolling {
    /// The keyed digest of the code that was typed.
    pub code: Digest,
    /// Under what a wrong try is counted.
    pub counted_as: String,
    /// The digest of the terminal's token.
    pub token: Digest,
}

/// What became of a try to enrol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// The terminal is that of this kiosk.
    Done(u32),
    /// The code is unknown, used or too old, and the try was counted.
    Wrong,
    /// Codes that begin so are refused until then, right or wrong.
    Locked(Timestamp),
}

/// A complaint that was filed at a kiosk, without word or person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiledHere {
    /// The number.
    pub ticket: Ticket,
    /// Where it stands.
    pub state: State,
    /// When it was filed.
    pub received_at: Timestamp,
    /// By when it must be answered.
    pub due_at: Timestamp,
}

/// How much came from a kiosk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// So many since the moment that was asked about.
    pub since: u32,
    /// When the last one came, before or after it.
    pub last_at: Option<Timestamp>,
}

/// Who the kiosks are; also while a server uses the database.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait KioskRegister: Send + Sync + 'static {
    /// Adds a kiosk and answers its number.
    async fn add_kiosk(&self, addition: Addition, now: Timestamp) -> Result<u32, StoreError>;

    /// All kiosks, by number.
    async fn kiosks(&self) -> Result<Vec<Kiosk>, StoreError>;

    /// Lets a kiosk do nothing any more, for good; the kiosk after it, `None` if
    /// there is none of this number.
    async fn disable_kiosk(&self, id: u32, now: Timestamp) -> Result<Option<Kiosk>, StoreError>;
}

/// What the terminals ask for.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait KioskStore: KioskRegister {
    /// Uses up a code and remembers the terminal, or counts a wrong try.
    async fn enrol_kiosk(&self, enrolling: Enrolling, now: Timestamp) -> Result<Enrolment, StoreError>;

    /// The kiosk of a token, disabled or not.
    async fn kiosk_of(&self, token: &Digest) -> Result<Option<Kiosk>, StoreError>;

    /// Notes that a kiosk is used.
    async fn touch_kiosk(&self, id: u32, now: Timestamp) -> Result<(), StoreError>;

    /// At most `most` complaints that were filed here since then, newest first.
    async fn filed_here(&self, id: u32, since: Timestamp, most: u32) -> Result<Vec<FiledHere>, StoreError>;

    /// How many were filed here since then, and when the last one.
    async fn tally(&self, id: u32, since: Timestamp) -> Result<Tally, StoreError>;

    /// What the slip of a complaint is made from, if it was filed here since then
    /// with this Idempotency-Key.
    async fn slip_of(&self, id: u32, key: [u8; 16], since: Timestamp) -> Result<Option<Slip>, StoreError>;

    /// The name of the centre at which a complaint was filed.
    async fn centre_of(&self, ticket: Ticket) -> Result<Option<String>, StoreError>;
}
