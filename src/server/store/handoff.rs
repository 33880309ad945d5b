//! Hand-offs: words that prove whose handle it is, and what they open.

use async_trait::async_trait;
use domain::{complaint::Channel, handoff::HandoffWord, ticket::Ticket, time::Timestamp};

use super::StoreError;
use crate::history::Digest;

/// A word that is given out.
#[derive(Clone, Debug)]
pub struct NewHandoff {
    /// For which complaint.
    pub ticket: Ticket,
    /// The digest of what its browser keeps.
    pub claim: Digest,
    /// What is to be said.
    pub word: HandoffWord,
    /// Until when.
    pub good_until: Timestamp,
}

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is good, on this channel.
    Done(Channel),
    /// The complaint did not come by a post, or there is none.
    NoPost,
    /// So many words wait for this complaint that no more are given out before then.
    TooMany(Timestamp),
}

/// What a claim has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// There is no such claim, or its word is no longer good.
    Unknown,
    /// The word was not said yet.
    Waiting,
    /// It was said by whoever posted.
    Proven,
}

/// The hand-offs of a store. That a word was said is noted where posts are taken in.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait HandoffStore: Send + Sync + 'static {
    /// Gives a word out.
    async fn begin_handoff(&self, handoff: NewHandoff, now: Timestamp) -> Result<Begun, StoreError>;

    /// What a claim of this complaint has come to.
    async fn claimed(&self, ticket: Ticket, claim: Digest, now: Timestamp) -> Result<Claimed, StoreError>;
}
