//! The outbox of a store: letters that wait, and what became of them.
//!
//! A letter is written with the event that it tells of ([`super::Filing`],
//! [`super::Step`]) and only to someone who can be reached. It is taken out for
//! a minute; whoever does not say by then what became of it has stopped.

use std::fmt;

use async_trait::async_trait;
use domain::{
    event::Event,
    language::Language,
    letter::{Template, Way},
    mobile::Mobile,
    standing::Standing,
    ticket::Ticket,
    time::{DAY, Timestamp},
};

use super::StoreError;

/// Whoever took a letter out has so many seconds.
pub const LEASE: i64 = 60;

/// A letter that did not go out within so many days is given up.
pub const GIVE_UP_DAYS: i64 = 7;

/// So many times a letter is taken out without an answer; the next time it is
/// given up, because whatever sends it stops each time.
pub const UNANSWERED_MAX: u32 = 2;

/// A reply under a post is looked for before it is posted once more, so that it is
/// taken out again as often as whoever posts is killed.
pub const UNANSWERED_REPLIES_MAX: u32 = 50;

/// An older letter to the same citizen goes first, until it was tried so often.
pub const PATIENCE: u32 = 4;

/// Taken out so often without an answer: whatever sends it stops each time.
pub(super) const INTERRUPTED: &str = "interrupted";
/// There is no address any more.
pub(super) const NO_ADDRESS: &str = "no_address";
/// It waited so long that it would say something old.
pub(super) const TOO_OLD: &str = "too_old";

/// Which letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LetterId {
    /// Of which complaint.
    pub ticket: Ticket,
    /// Of which event of its history.
    pub version: u32,
    /// By which way.
    pub way: Way,
}

/// Where a letter goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A mobile number.
    Mobile(Mobile),
    /// An e-mail address.
    Email(String),
    /// A post.
    Post(PostAddress),
    /// The system of the department to which the way leads.
    System,
}

/// The post under which a complaint is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostAddress {
    /// The name of its first version.
    pub post: String,
    /// The name of its last version.
    pub latest: String,
    /// The channel's name for the author.
    pub author: String,
    /// The author's handle, without an `@`.
    pub handle: String,
}

/// Never prints the address, so that no log can.
impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Address(…)")
    }
}

/// A letter that was taken out to be sent, with all that its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which one.
    pub id: LetterId,
    /// Which text.
    pub template: Template,
    /// How often it was tried, this time included.
    pub tries: u32,
    /// It was tried before, and may have gone out then.
    pub was_tried: bool,
    /// Why the last try failed, if that is known.
    pub error: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// After this moment it is not tried again.
    pub give_up_at: Timestamp,
    /// Where it goes; `None` when the address was erased since.
    pub address: Option<Address>,
    /// The language in which the citizen wants to be answered.
    pub language: Language,
    /// Where the complaint stands.
    pub standing: Standing,
    /// The event that it tells of, without its words.
    pub event: Event,
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It went out.
    Sent,
    /// It did not, and will be tried again then. The word says why.
    Later(&'static str, Timestamp),
    /// It did not, and will not be tried again. The word says why.
    GivenUp(&'static str),
}

/// A letter as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Which one.
    pub id: LetterId,
    /// Which text.
    pub template: Template,
    /// What became of it.
    pub state: LetterState,
    /// How often it was tried.
    pub tries: u32,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was sent or given up, or will be tried again.
    pub at: Timestamp,
    /// Why the last try failed.
    pub error: Option<String>,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// It will be tried.
    Waiting,
    /// It went out.
    Sent,
    /// It was given up.
    Failed,
}

impl LetterState {
    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Sent, Self::Failed].into_iter().find(|state| state.code() == code)
    }
}

/// How one way is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Letters that wait.
    pub waiting: u32,
    /// When the oldest of them was written.
    pub oldest: Option<Timestamp>,
    /// Letters that were given up.
    pub failed: u32,
    /// When the last one went out.
    pub last_sent: Option<Timestamp>,
    /// Why the last try failed, unless one went out since.
    pub error: Option<String>,
}

/// The outbox. A letter is known by its [`LetterId`].
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait OutboxStore: Send + Sync + 'static {
    /// Takes out at most `most` letters that are due, those that wait longest
    /// first. Letters that are too old are given up on the way.
    async fn take_due(&self, way: Way, most: u32, now: Timestamp) -> Result<Vec<Due>, StoreError>;

    /// Writes down what became of a letter that was taken out.
    async fn mark(&self, id: LetterId, tried: Tried, now: Timestamp) -> Result<(), StoreError>;

    /// How a way is doing.
    async fn health(&self, way: Way) -> Result<Health, StoreError>;

    /// The letters of a way that were given up last, newest first.
    async fn given_up(&self, way: Way, most: u32) -> Result<Vec<Outgoing>, StoreError>;

    /// The letters of a complaint, newest first.
    async fn letters_of(&self, ticket: Ticket) -> Result<Vec<Outgoing>, StoreError>;

    /// Lets letters that were given up since `since` be tried again, from the
    /// beginning; how many those are.
    async fn try_again(&self, way: Way, since: Timestamp, now: Timestamp) -> Result<u32, StoreError>;
}

/// When a letter of this moment is given up.
pub fn give_up_at(created_at: Timestamp) -> Timestamp {
    Timestamp(created_at.0 + GIVE_UP_DAYS * DAY)
}
