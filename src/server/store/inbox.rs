//! The inbox: messages that came in, and what the team decides on each.

use async_trait::async_trait;
use domain::{
    complaint::Channel,
    language::Language,
    life::State,
    mobile::Mobile,
    reference::Category,
    screening::Screening,
    ticket::Ticket,
    time::{Day, Timestamp},
};

use super::StoreError;

/// What was decided can be undone for so many seconds.
pub const UNDO_SECONDS: i64 = 10;

/// Which message.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId {
    /// Of which channel.
    pub channel: Channel,
    /// The name of the post there.
    pub post: String,
}

impl MessageId {
    /// Reads what [`std::fmt::Display`] writes.
    pub fn parse(written: &str) -> Option<Self> {
        let (channel, post) = written.split_once('-')?;
        let fits = !post.is_empty()
            && post.len() <= 120
            && post.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'~'));
        Channel::from_code(channel).filter(|_| fits).map(|channel| Self { channel, post: post.to_owned() })
    }
}

/// `x-1301573587187331074`.
impl std::fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}-{}", self.channel.code(), self.post)
    }
}

/// What was decided on a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// Nobody has decided yet.
    Waiting,
    /// It became a complaint.
    Filed,
    /// It belongs to one.
    Attached,
    /// It is none.
    Screened,
}

impl MessageState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Filed, Self::Attached, Self::Screened];

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Filed => "filed",
            Self::Attached => "attached",
            Self::Screened => "screened",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A message with what was decided on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which one.
    pub id: MessageId,
    /// How often the author has edited it.
    pub edits: u32,
    /// The name of the conversation.
    pub conversation: String,
    /// The channel's name for the author.
    pub author: String,
    /// The author's handle.
    pub handle: String,
    /// The author's name.
    pub name: Option<String>,
    /// The first words.
    pub text: String,
    /// The last words, where they are others.
    pub edited_text: Option<String>,
    /// The mobile number that stood in them.
    pub mobile: Option<Mobile>,
    /// The language in which it is answered.
    pub language: Language,
    /// Where it can be read.
    pub link: Option<String>,
    /// Addresses of photos.
    pub photos: Vec<String>,
    /// True if it cannot wait.
    pub is_urgent: bool,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// What was decided.
    pub state: MessageState,
    /// The complaint that it became or belongs to.
    pub ticket: Option<Ticket>,
    /// Where that one stands, and what it is about.
    pub about: Option<(State, Category)>,
    /// Why it was screened.
    pub reason: Option<Screening>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

impl Message {
    /// Until when the decision can be undone.
    pub fn undo_until(&self) -> Option<Timestamp> {
        self.decided_at.filter(|_| self.decided_by.is_some()).map(|at| Timestamp(at.0 + UNDO_SECONDS))
    }

    /// The place of a message in the list.
    pub fn place(&self) -> InboxPlace {
        InboxPlace { is_urgent: self.is_urgent, posted_at: self.posted_at, post: self.id.post.clone() }
    }
}

/// A place in the list of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxPlace {
    /// The urgent ones come first.
    pub is_urgent: bool,
    /// Then the newest.
    pub posted_at: Timestamp,
    /// Then by name, so that no two have the same place.
    pub post: String,
}

/// A decision, with who took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is no complaint.
    Screen(Screening),
    /// It belongs to this complaint.
    Attach(Ticket),
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It is on disk.
    Done,
    /// There is no such message.
    Unknown,
    /// Something was decided before.
    Already,
    /// It is too late to undo it, or somebody else decided.
    TooLate,
}

/// The inbox of a store.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait InboxStore: Send + Sync + 'static {
    /// At most `most` messages that wait, of each thread of an author the oldest:
    /// the urgent first, of these the newest.
    async fn inbox(&self, after: Option<InboxPlace>, most: u32) -> Result<Vec<Message>, StoreError>;

    /// How many messages wait, but those that belong to a complaint of these
    /// categories.
    async fn count_waiting(&self, hidden: &[Category]) -> Result<u32, StoreError>;

    /// One message.
    async fn message(&self, id: &MessageId) -> Result<Option<Message>, StoreError>;

    /// The other messages of its thread and author that wait, oldest first.
    async fn thread_of(&self, message: &Message) -> Result<Vec<Message>, StoreError>;

    /// Other messages of its author from before it, newest first.
    async fn earlier_of(&self, message: &Message, most: u32) -> Result<Vec<Message>, StoreError>;

    /// The messages of a complaint, oldest first.
    async fn posts_of(&self, ticket: Ticket) -> Result<Vec<Message>, StoreError>;

    /// Decides on a message that waits.
    async fn decide(
        &self,
        id: MessageId,
        decision: Decision,
        by: String,
        now: Timestamp,
    ) -> Result<Decided, StoreError>;

    /// Takes back what this person decided within the last seconds, a filed
    /// complaint included: nobody was told of it yet.
    async fn undo(&self, id: MessageId, by: String, now: Timestamp) -> Result<Decided, StoreError>;

    /// At most `most` messages that were attached until then and are not yet in the
    /// history of their complaint.
    async fn unsettled(&self, until: Timestamp, most: u32) -> Result<Vec<Message>, StoreError>;

    /// Notes that a message is in the history of its complaint.
    async fn settle(&self, id: MessageId) -> Result<(), StoreError>;

    /// How many messages that were posted on these days were screened.
    async fn count_screened(
        &self,
        from: Option<Day>,
        to: Option<Day>,
        channel: Option<Channel>,
    ) -> Result<u32, StoreError>;
}
