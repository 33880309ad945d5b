//! What is kept, and the door to it: the [`Store`] trait and what passes it.
//!
//! Behind it stand SQLite ([`sqlite`]) and PostgreSQL ([`postgres`]), the only places with SQL. What may
//! happen to a complaint is decided before, in `domain`: a store writes what it
//! is given in one transaction (complaint, event, photos, figures, letters,
//! idempotency), or nothing. Other nouns have traits of their own: [`erase`], [`handoff`], [`inbox`],
//! [`intake`], [`kiosk`], [`lease`], [`ledger`], [`open311`], [`outbox`], [`photo`], [`session`], [`staff`],
//! [`waking`]; [`inspect`] is what `sunwai check` reads.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use domain::{
    event::Event,
    language::Language,
    letter::Letter,
    mobile::Mobile,
    standing::{Refusal, Standing},
    statistics::{Facet, Figures},
    ticket::Ticket,
    time::Timestamp,
};

use self::photo::{NewPhoto, PhotoEvent, PhotoLine};
use crate::history::{self, Digest, Sealed};

pub mod copy;
pub mod desk;
pub mod erase;
pub mod handoff;
pub mod inbox;
pub mod inspect;
pub mod intake;
pub mod kept;
pub mod kiosk;
pub mod lease;
pub mod ledger;
pub mod open311;
pub mod outbox;
pub mod photo;
pub mod postgres;
pub mod session;
pub mod sqlite;
pub mod staff;
pub mod waking;

pub use desk::DeskStore;
pub use erase::EraseStore;
pub use handoff::HandoffStore;
pub use inbox::InboxStore;
pub use inspect::InspectStore;
pub use intake::IntakeStore;
pub use kept::KeptFigures;
pub use kiosk::{KioskRegister, KioskStore};
pub use lease::LeaseStore;
pub use ledger::LedgerStore;
pub use open311::Open311Store;
pub use outbox::OutboxStore;
pub use photo::PhotoStore;
pub use session::{NewHash, Opening, Session, SessionStore, SignInTry};
pub use staff::{Access, Enrolled, StaffAccount, StaffChange, StaffChanged, StaffStore};
pub use waking::WakingStore;

/// What a citizen wrote, and what answers to them need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars {
    /// Village, ward or depot.
    pub place: Option<String>,
    /// What happened.
    pub text: String,
    /// The citizen's name.
    pub name: Option<String>,
    /// The citizen's mobile number.
    pub mobile: Option<Mobile>,
    /// Where answers may be sent as well.
    pub email: Option<String>,
    /// The language in which they want to be answered.
    pub language: Language,
    /// The version of the privacy notice that was shown.
    pub notice: String,
    /// Which issue of PIN and key is valid.
    pub key_version: u32,
}

impl Particulars {
    /// True if it says where somebody lives, who they are or how they are reached.
    pub fn has_person(&self) -> bool {
        self.place.is_some() || self.name.is_some() || self.mobile.is_some() || self.email.is_some()
    }
}

/// A request that must not be done twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// The client's Idempotency-Key.
    pub key: [u8; 16],
    /// [`FILING`], or the number of the ticket that is acted on.
    pub scope: u64,
    /// The keyed digest of the body.
    pub digest: Digest,
    /// When it came.
    pub at: Timestamp,
}

/// The scope of filing.
pub const FILING: u64 = 0;

/// A key is remembered for so many days.
pub const ONCE_DAYS: i64 = 30;

/// A complaint to be written down.
#[derive(Clone, Debug)]
pub struct Filing {
    /// Where it stands.
    pub standing: Standing,
    /// What the citizen wrote.
    pub particulars: Particulars,
    /// The first event of its history.
    pub first: Sealed,
    /// The photos that came with it, each with its event behind the first.
    pub photos: Vec<PhotoEvent>,
    /// What the citizen is told, if they can be reached so.
    pub letters: Vec<Letter>,
    /// The kiosk at which it is filed.
    pub kiosk: Option<u32>,
    /// The message that becomes it.
    pub message: Option<FiledMessage>,
    /// So that it is not filed twice.
    pub once: Option<Once>,
}

/// A message that becomes a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledMessage {
    /// Which one; it waits in the inbox until then.
    pub id: inbox::MessageId,
    /// Who files it.
    pub by: String,
}

/// What became of a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It is on disk.
    New,
    /// The same was filed before.
    Repeated(Slip),
    /// The key was used for another body.
    Reused,
    /// The number is taken: draw another.
    TicketTaken,
    /// The message does not wait any more.
    MessageTaken,
}

/// What a receipt is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The number.
    pub ticket: Ticket,
    /// Which issue of PIN and key is valid.
    pub key_version: u32,
    /// When it was filed.
    pub received_at: Timestamp,
    /// By when it must be answered.
    pub due_at: Timestamp,
}

/// A step to be written down.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the complaint counted as before.
    pub before: Facet,
    /// Where it stands now: the version is one above the one that was read.
    pub standing: Standing,
    /// The event for the history.
    pub event: Sealed,
    /// The photo that it brought.
    pub photo: Option<NewPhoto>,
    /// What the citizen is told, if they can be reached so.
    pub letters: Vec<Letter>,
    /// Who of the team took it; `None` leaves who took it before.
    pub handler: Option<String>,
    /// So that it is not done twice.
    pub once: Option<Once>,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// It is on disk.
    Done,
    /// Someone else was faster: read again.
    Overtaken,
    /// The same was done before.
    Repeated,
    /// The key was used for another body.
    Reused,
    /// What another complaint has become since forbids it.
    Refused(Refusal),
}

/// What anyone with the number may know of a complaint: no word and no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Where it stands.
    pub standing: Standing,
    /// What happened, oldest first, without the words.
    pub history: Vec<Event>,
}

/// Everything about a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Where it stands.
    pub standing: Standing,
    /// What the citizen wrote.
    pub particulars: Particulars,
    /// Who of the team took it last.
    pub handler: Option<String>,
    /// What happened, oldest first; never empty.
    pub history: Vec<Sealed>,
    /// The photos that are kept, oldest first; left out when all complaints are
    /// visited.
    pub photos: Vec<PhotoLine>,
}

impl Dossier {
    /// The hash in which its history ends.
    pub fn head(&self) -> Digest {
        self.history.last().map_or_else(|| history::origin(&self.standing), |last| last.hash)
    }
}

/// What became of a try to open a ticket with a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinTry {
    /// The PIN was right, and the ticket was not locked.
    Open,
    /// It was wrong.
    Wrong,
    /// The PIN of this ticket is locked until then, right or wrong.
    Locked(Timestamp),
}

/// The kept figures and a count of all complaints, of the same moment.
#[derive(Clone, Debug)]
pub struct Recount {
    /// As they are kept.
    pub kept: Figures,
    /// As they are counted.
    pub counted: Figures,
}

/// Why the store did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Too much waits to be written.
    Busy,
    /// It cannot be written or read now; the reason is for the log.
    Unavailable(String),
    /// What is kept cannot be understood; the reason is for the log.
    Corrupt(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => formatter.write_str("too much waits to be written"),
            Self::Unavailable(reason) => write!(formatter, "the store cannot be used: {reason}"),
            Self::Corrupt(reason) => write!(formatter, "what is kept cannot be understood: {reason}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Keeps settings that belong to the data.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait SettingStore: Send + Sync + 'static {
    /// A setting's value.
    async fn setting(&self, name: &'static str) -> Result<Option<String>, StoreError>;

    /// Keeps a setting's value.
    async fn keep_setting(&self, name: &'static str, value: String) -> Result<(), StoreError>;

    /// Keeps a setting's value unless it has one; the one that it has then. Of two
    /// who do so at the same moment both are answered the same.
    async fn keep_first(&self, name: &'static str, value: String) -> Result<String, StoreError>;
}

/// What commands do beside running servers.
pub trait BesideStore: EraseStore + IntakeStore + KioskRegister + SettingStore + StaffStore {}

/// What a store does. Whatever writes answers only after it is durable on disk.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait Store:
    DeskStore
    + EraseStore
    + HandoffStore
    + InboxStore
    + IntakeStore
    + KioskStore
    + LeaseStore
    + LedgerStore
    + Open311Store
    + OutboxStore
    + PhotoStore
    + SessionStore
    + SettingStore
    + StaffStore
    + WakingStore
{
    /// Writes a complaint down.
    async fn file(&self, filing: Filing) -> Result<Filed, StoreError>;

    /// Writes a step down, if the complaint still has the version before it and,
    /// where it is joined with another, that one may be joined with.
    async fn step(&self, step: Step) -> Result<Stepped, StoreError>;

    /// Writes steps of one complaint down that follow each other, all or none;
    /// what became of them is what became of the first.
    async fn steps(&self, steps: Vec<Step>) -> Result<Stepped, StoreError>;

    /// A complaint without word or person.
    async fn find(&self, ticket: Ticket) -> Result<Option<Case>, StoreError>;

    /// Which issue of PIN and key is valid.
    async fn key_version(&self, ticket: Ticket) -> Result<Option<u32>, StoreError>;

    /// The digest that came with this key before, if it is remembered.
    async fn recall(&self, once: &Once) -> Result<Option<Digest>, StoreError>;

    /// Counts a try to open a ticket, of a number that exists or not.
    async fn try_pin(&self, ticket: Ticket, is_right: bool, now: Timestamp) -> Result<PinTry, StoreError>;

    /// Forgets idempotency keys, tries of PINs and words of hand-offs that are older than
    /// [`ONCE_DAYS`].
    async fn forget_old(&self, now: Timestamp) -> Result<(), StoreError>;

    /// Answers if the store can be read and written.
    async fn ready(&self) -> Result<(), StoreError>;

    /// The figures, as of the last write that was answered before this was asked, by
    /// this process or another one.
    async fn figures(&self) -> Result<Arc<KeptFigures>, StoreError>;

    /// Counts all complaints.
    async fn recount(&self) -> Result<Recount, StoreError>;

    /// Shows every complaint, in the order of their numbers.
    async fn visit_all(&self, visit: &mut (dyn for<'a> FnMut(&'a Dossier) + Send)) -> Result<(), StoreError>;
}
