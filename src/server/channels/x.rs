//! X, by its API v2 (`https://docs.x.com`, as of 2026-11): mentions of the office
//! are read, and answered under the post.
//!
//! - `wire` what a page says, the only place that knows X's JSON; `place` where
//!   reading goes on
//! - [`client`] calls X, with [`tokens`] that renew themselves; `judge` what its
//!   refusals mean
//! - [`weight`] how X counts words; [`id`] when a post was posted; [`link`](fn@link) which
//!   post an address names

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use async_trait::async_trait;
use domain::{complaint::Channel as Kind, time::Timestamp};
use serde_json::json;

use super::{Channel, Price, Read, Trouble};
use crate::{
    outbox::Unsent,
    store::{
        intake::{Limit, Taking},
        outbox::PostAddress,
    },
};

pub mod client;
pub mod id;
mod judge;
mod link;
mod place;
pub mod settings;
pub mod tokens;
pub mod weight;
pub mod wire;

use client::Client;
pub use link::link;
use place::Place;
use settings::XSettings;

/// So many of the newest mentions can be reached.
const REACHABLE: u32 = 800;

/// Prices of 2026 in thousandths of a US dollar: reading an own mention, and a
/// reply without a link (its dearer price; the budget must not be passed).
const READ_MILLS: u32 = 1;
const REPLY_MILLS: u32 = 15;

/// A reply is looked for on so many pages of the own timeline, which reaches 3,200.
const OWN_PAGES: usize = 32;

/// The office's account.
pub struct X {
    settings: XSettings,
    client: Client,
    /// Nothing is posted before this moment.
    rests_until: AtomicI64,
}

impl X {
    /// An account by its settings.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn new(settings: XSettings) -> Result<Self, String> {
        Ok(Self { client: Client::new(&settings)?, settings, rests_until: AtomicI64::new(0) })
    }

    fn mentions(&self, place: &Place) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("max_results", "100");
        if let Some(since) = place.from() {
            query.append_pair("since_id", since);
        }
        if let Some(token) = place.token() {
            query.append_pair("pagination_token", token);
        }
        query.append_pair(
            "tweet.fields",
            "created_at,author_id,conversation_id,in_reply_to_user_id,referenced_tweets,lang,entities,attachments",
        );
        query.append_pair("expansions", "author_id,attachments.media_keys");
        query.append_pair("user.fields", "username,name");
        query.append_pair("media.fields", "url,type");
        format!("/2/users/{}/mentions?{}", self.settings.user_id, query.finish())
    }

    fn own_posts(&self, since: &str, token: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("max_results", "100").append_pair("since_id", since);
        if let Some(token) = token {
            query.append_pair("pagination_token", token);
        }
        query.append_pair("tweet.fields", "created_at,referenced_tweets,conversation_id");
        format!("/2/users/{}/tweets?{}", self.settings.user_id, query.finish())
    }
}

#[async_trait]
impl Channel for X {
    fn kind(&self) -> Kind {
        Kind::X
    }

    fn every(&self) -> Duration {
        self.settings.every
    }

    fn price(&self) -> Price {
        Price { reply: REPLY_MILLS, budget: self.settings.budget }
    }

    fn takes(&self, words: &str) -> bool {
        weight::weigh(words) <= weight::LONGEST && !weight::has_link(words)
    }

    async fn read(&self, place: Option<&str>, now: Timestamp) -> Result<Read, Trouble> {
        let mut place = Place::read(place, now);
        let answer = self.client.get(&self.mentions(&place), now).await?;
        let limit = judge::limit(&answer);
        if answer.status == 400 && place.token().is_some() {
            // Tokens of pages do not last for days: the walk begins anew, and what
            // it meets again is known.
            place.begin_anew();
            let taking = Taking { place: place.written(), limit, note: Some("began_anew"), ..Taking::default() };
            return Ok(Read { taking, has_more: false });
        }
        if !answer.status.is_success() {
            return Err(judge::trouble(&answer, now));
        }
        let page = wire::page(&answer.body, &self.settings.user_id, now).ok_or(Trouble { word: "broken", limit })?;
        let walked = place.walk_on(&page, now);
        Ok(Read {
            taking: Taking {
                posts: page.posts,
                place: place.written(),
                newest: page.newest,
                mills: page.read * READ_MILLS,
                limit,
                note: page.note,
                has_gap: walked.is_some_and(|read| read >= REACHABLE),
            },
            has_more: walked.is_none(),
        })
    }

    async fn has_replied(
        &self,
        to: &PostAddress,
        words: &str,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<bool, Unsent> {
        let mut token: Option<String> = None;
        for _ in 0..OWN_PAGES {
            let path = self.own_posts(&to.post, token.as_deref());
            let answer = self.client.get(&path, now).await.map_err(judge::unsent_by_trouble)?;
            if !answer.status.is_success() {
                return Err(judge::unsent_by_trouble(judge::trouble(&answer, now)));
            }
            let own = wire::own_page(&answer.body).ok_or(Unsent::Down("broken", None))?;
            if own.posts.iter().any(|post| post.says(words) && post.answers(to)) {
                return Ok(true);
            }
            let is_before = own.posts.last().and_then(|post| post.posted_at).is_some_and(|at| at < since);
            match own.next {
                Some(next) if !is_before => token = Some(next),
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    async fn reply(&self, to: &PostAddress, words: &str, _reference: &str, now: Timestamp) -> Result<(), Unsent> {
        let body = json!({
            "text": words,
            "reply": {"in_reply_to_tweet_id": to.post, "auto_populate_reply_metadata": true},
        });
        let rests_until = self.rests_until.load(Ordering::Relaxed);
        if now.0 < rests_until {
            return Err(Unsent::Down("busy", Some(rests_until - now.0)));
        }
        let answer = self.client.post("/2/tweets", &body, now).await.map_err(judge::unsent_by_trouble)?;
        if let Some(until) = judge::limit(&answer).rests_until() {
            self.rests_until.store(until.0, Ordering::Relaxed);
        }
        judge::reply(&answer, now)
    }
}

/// What X says about how often it may be asked.
pub(super) fn limit_of(left: Option<i64>, reset: Option<i64>) -> Limit {
    Limit { left: left.and_then(|left| u32::try_from(left).ok()), reset: reset.map(Timestamp) }
}
