//! What comes in from channels: posts, the place up to which they were read, how
//! that goes, and what it costs.
//!
//! Posts and place are written in one transaction, so whoever reads may stop
//! anywhere: nothing is lost, and nothing is there twice.

use async_trait::async_trait;
use domain::{complaint::Channel, language::Language, mobile::Mobile, time::Timestamp};

use super::StoreError;

/// A post as it is kept: understood and masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The name of its first version; by it the post is known.
    pub id: String,
    /// The name of this version.
    pub latest: String,
    /// Which version this is, from 0.
    pub version: u32,
    /// The name of the conversation; its own where it begins one.
    pub conversation: String,
    /// The channel's name for the author.
    pub author: String,
    /// The author's handle, without an `@`; empty where it is unknown.
    pub handle: String,
    /// The author's name.
    pub name: Option<String>,
    /// The words, without personal numbers.
    pub text: String,
    /// The mobile number that stood in them.
    pub mobile: Option<Mobile>,
    /// The language in which it is answered.
    pub language: Language,
    /// Where it can be read.
    pub link: Option<String>,
    /// Addresses of photos.
    pub photos: Vec<String>,
    /// True if the words say that it cannot wait.
    pub is_urgent: bool,
    /// When it was posted.
    pub posted_at: Timestamp,
}

/// What a channel says about how often it may be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// So many requests are left.
    pub left: Option<u32>,
    /// Until then.
    pub reset: Option<Timestamp>,
}

impl Limit {
    /// Until when nothing may be asked.
    pub fn rests_until(self) -> Option<Timestamp> {
        self.reset.filter(|_| self.left == Some(0))
    }
}

/// A part of what was read.
#[derive(Clone, Debug, Default)]
pub struct Taking {
    /// The posts that concern the office.
    pub posts: Vec<Post>,
    /// Where reading goes on after it, in the channel's own words.
    pub place: String,
    /// The newest post that was seen, of whatever kind.
    pub newest: Option<(String, Timestamp)>,
    /// What it cost, in thousandths of a US dollar.
    pub mills: u32,
    /// How often more may be asked.
    pub limit: Limit,
    /// What was odd about it, a short word.
    pub note: Option<&'static str>,
    /// True if posts before these may be missing for good.
    pub has_gap: bool,
}

/// What became of posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New in the inbox.
    pub added: u32,
    /// Known already.
    pub known: u32,
    /// Known, and edited since.
    pub edited: u32,
}

impl std::ops::AddAssign for Taken {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.known += other.known;
        self.edited += other.edited;
    }
}

/// How reading goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntakeState {
    /// Where it goes on.
    pub place: Option<String>,
    /// When it last went well.
    pub last_success: Option<Timestamp>,
    /// The newest post that was seen.
    pub last_post: Option<String>,
    /// When that one was posted.
    pub last_post_at: Option<Timestamp>,
    /// Why it last failed, if it did.
    pub error: Option<String>,
    /// Since when it fails.
    pub error_since: Option<Timestamp>,
    /// How often it failed in a row.
    pub errors: u32,
    /// What was odd about the last answer that was taken.
    pub note: Option<String>,
    /// Until when nothing may be asked.
    pub rests_until: Option<Timestamp>,
    /// How often more may be asked.
    pub limit: Limit,
    /// Since when posts may be missing.
    pub gap: Option<Timestamp>,
    /// Messages that wait.
    pub waiting: u32,
    /// When the oldest of them was posted.
    pub oldest: Option<Timestamp>,
}

/// Takes in what channels bring; also while a server uses the database.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait IntakeStore: Send + Sync + 'static {
    /// How reading a channel goes.
    async fn intake(&self, channel: Channel) -> Result<IntakeState, StoreError>;

    /// Writes posts down with the place up to which was read.
    async fn take_in(&self, channel: Channel, taking: Taking, now: Timestamp) -> Result<Taken, StoreError>;

    /// Writes posts down that came in another way; the place stays.
    async fn add_posts(&self, channel: Channel, posts: Vec<Post>, now: Timestamp) -> Result<Taken, StoreError>;

    /// Writes down that reading failed, why, and how often more may be asked.
    async fn note_trouble(
        &self,
        channel: Channel,
        error: &'static str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// What a channel has cost in a month, in thousandths of a US dollar.
    async fn spent(&self, channel: Channel, month: String) -> Result<u32, StoreError>;

    /// Writes down that something will cost so much, unless the month would then
    /// have cost more than `most`; false where it would.
    async fn spend(&self, channel: Channel, month: String, mills: u32, most: Option<u32>) -> Result<bool, StoreError>;
}
