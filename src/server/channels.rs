//! Channels: places elsewhere where citizens post to the office and are answered.
//!
//! A channel is one file below, which alone knows how that place speaks; whatever
//! comes out of it is a [`Post`](crate::store::intake::Post). Nothing else names a
//! channel but the lists of them: [`domain::complaint::Channel`],
//! [`domain::letter::Way`] and [`setup`].
//!
//! - [`x`] the first of them, [`mastodon`] the second
//! - [`poll`] reads what is new, [`settle`] writes what belongs to a complaint into
//!   its history; [`post`] makes a post of foreign words, masked; [`answer`] says
//!   something under a post, once
//! - [`http`] calls them; [`setup`] which there are

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{complaint::Channel as Kind, time::Timestamp};

use crate::{
    outbox::Unsent,
    store::{
        intake::{Limit, Taking},
        outbox::PostAddress,
    },
};

pub mod answer;
pub mod http;
pub mod mastodon;
pub mod poll;
pub mod post;
pub mod settle;
pub mod setup;
pub mod x;

/// A place where citizens post.
#[async_trait]
pub trait Channel: Send + Sync + 'static {
    /// Which one it is.
    fn kind(&self) -> Kind;

    /// How often it is asked whether there is something new.
    fn every(&self) -> Duration;

    /// What its replies cost.
    fn price(&self) -> Price;

    /// True if a reply of these words can be posted: it is short enough and holds
    /// no link.
    fn takes(&self, words: &str) -> bool;

    /// Reads on from a place that it has written itself; from the beginning without
    /// one. A place is good for ever, also after the channel was off for days.
    async fn read(&self, place: Option<&str>, now: Timestamp) -> Result<Read, Trouble>;

    /// True if these words stand under the post already, since that moment.
    async fn has_replied(
        &self,
        to: &PostAddress,
        words: &str,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<bool, Unsent>;

    /// Says something under a post. `reference` is the same for the same reply.
    async fn reply(&self, to: &PostAddress, words: &str, reference: &str, now: Timestamp) -> Result<(), Unsent>;
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The posts, with the place after them.
    pub taking: Taking,
    /// True if there is more to be read at once.
    pub has_more: bool,
}

/// Why nothing was read. The word is for the desk; nothing personal is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// `denied`, `credits`, `busy`, `broken` …
    pub word: &'static str,
    /// How often more may be asked.
    pub limit: Limit,
}

impl From<&'static str> for Trouble {
    fn from(word: &'static str) -> Self {
        Self { word, limit: Limit::default() }
    }
}

/// What replies cost, in thousandths of a US dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// A reply.
    pub reply: u32,
    /// What a month may cost, reading included; any sum without it.
    pub budget: Option<u32>,
}

/// The channels that are set up.
#[derive(Clone, Default)]
pub struct Channels(Vec<Arc<dyn Channel>>);

impl Channels {
    /// These.
    pub fn new(all: Vec<Arc<dyn Channel>>) -> Self {
        Self(all)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn Channel>> {
        self.0.iter()
    }

    /// The one of this kind, if it is set up.
    pub fn get(&self, kind: Kind) -> Option<&Arc<dyn Channel>> {
        self.0.iter().find(|channel| channel.kind() == kind)
    }
}
