//! Mastodon, by its client API (`https://docs.joinmastodon.org`, as of 2026):
//! mentions of the office's account are read from its notifications, and answered
//! in private.
//!
//! Notifications are read oldest first (`min_id`), so each page moves the place on
//! and nothing can be left out. A reply carries an `Idempotency-Key`; after an hour,
//! when the server has forgotten it, the thread is looked at first.

use std::time::Duration;

use async_trait::async_trait;
use domain::{complaint::Channel as Kind, time::Timestamp};
use http_body_util::Full;
use hyper::{body::Bytes, header::CONTENT_TYPE};
use serde_json::{Value, json};

use super::{
    Channel, Price, Read, Trouble,
    http::{Answer, BaseUrl, Http, request},
    post::moment,
};
use crate::{
    idempotency,
    outbox::{Unsent, setup::Token},
    store::{
        intake::{Limit, Taking},
        outbox::PostAddress,
    },
};

mod html;
mod wire;

/// A page has so many notifications.
const PAGE: usize = 40;

/// A status holds so many characters, unless its server allows more.
const LONGEST: usize = 500;

/// Settings of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MastodonSettings {
    /// Its server.
    pub base_url: BaseUrl,
    /// What it knows us by.
    pub token: Token,
    /// How often it is asked.
    pub every: Duration,
}

/// The office's account.
pub struct Mastodon {
    settings: MastodonSettings,
    http: Http,
}

impl Mastodon {
    /// An account by its settings.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn new(settings: MastodonSettings) -> Result<Self, String> {
        Ok(Self { http: Http::new()?, settings })
    }

    async fn get(&self, path: &str) -> Result<Answer, &'static str> {
        let request = request("GET", &format!("{}{path}", self.settings.base_url.0), &self.settings.token);
        self.http.call(request.body(Full::from(Bytes::new())).map_err(|_| "settings")?).await
    }

    /// The posts around one: those that it answers, and those that answer it.
    async fn around(&self, post: &str) -> Result<Value, Trouble> {
        let answer = self.get(&format!("/api/v1/statuses/{post}/context")).await?;
        if answer.status.is_success() {
            return serde_json::from_slice(&answer.body).map_err(|_| "broken".into());
        }
        Err(trouble(&answer))
    }

    /// The post that began the conversation. One that is gone leaves the post alone.
    async fn beginning(&self, post: &str) -> Result<String, Trouble> {
        match self.around(post).await {
            Ok(context) => Ok(context["ancestors"][0]["id"].as_str().unwrap_or(post).to_owned()),
            Err(Trouble { word: "unknown", .. }) => Ok(post.to_owned()),
            Err(trouble) => Err(trouble),
        }
    }
}

#[async_trait]
impl Channel for Mastodon {
    fn kind(&self) -> Kind {
        Kind::Mastodon
    }

    fn every(&self) -> Duration {
        self.settings.every
    }

    fn price(&self) -> Price {
        Price::default()
    }

    fn takes(&self, words: &str) -> bool {
        // The handle of whoever is answered stands before it.
        words.chars().count() + 100 <= LONGEST
    }

    async fn read(&self, place: Option<&str>, now: Timestamp) -> Result<Read, Trouble> {
        let after = place.filter(|place| wire::is_id(place)).unwrap_or("0");
        let answer = self.get(&format!("/api/v1/notifications?types[]=mention&limit={PAGE}&min_id={after}")).await?;
        let limit = limit(&answer);
        if !answer.status.is_success() {
            return Err(trouble(&answer));
        }
        let page = wire::page(&answer.body, after).ok_or(Trouble { word: "broken", limit })?;
        let mut posts = Vec::new();
        for (mut foreign, posted_at) in page.posts {
            if let Some(answered) = foreign.answers.take() {
                foreign.post.conversation = self.beginning(&foreign.post.id).await?;
                if foreign.post.conversation == foreign.post.id {
                    foreign.post.conversation = answered;
                }
            }
            posts.push(foreign.post.understood(posted_at.unwrap_or(now)));
        }
        let newest = posts.iter().max_by_key(|post| post.posted_at).map(|post| (post.id.clone(), post.posted_at));
        let has_more = page.read >= PAGE;
        let taking = Taking { posts, place: page.place, newest, limit, note: page.note, ..Taking::default() };
        Ok(Read { taking, has_more })
    }

    async fn has_replied(
        &self,
        to: &PostAddress,
        words: &str,
        _since: Timestamp,
        _now: Timestamp,
    ) -> Result<bool, Unsent> {
        let down = |trouble: Trouble| Unsent::Down(trouble.word, None);
        let answer = self.get("/api/v1/accounts/verify_credentials").await.map_err(|word| Unsent::Down(word, None))?;
        if !answer.status.is_success() {
            return Err(down(trouble(&answer)));
        }
        let own: Value = serde_json::from_slice(&answer.body).map_err(|_| Unsent::Down("broken", None))?;
        let around = match self.around(&to.post).await {
            Err(Trouble { word: "unknown", .. }) => return Ok(false),
            around => around.map_err(down)?,
        };
        let descendants = around["descendants"].as_array().map(Vec::as_slice).unwrap_or_default();
        let is_own = |status: &&Value| status["account"]["id"].is_string() && status["account"]["id"] == own["id"];
        Ok(descendants.iter().filter(is_own).any(|status| wire::says(status, words)))
    }

    async fn reply(&self, to: &PostAddress, words: &str, reference: &str, _now: Timestamp) -> Result<(), Unsent> {
        // What is meant for one person is delivered to whoever is named in it.
        let body = json!({
            "status": format!("@{} {words}", to.handle),
            "in_reply_to_id": to.post,
            "visibility": "direct",
        });
        let request = request("POST", &format!("{}/api/v1/statuses", self.settings.base_url.0), &self.settings.token)
            .header(CONTENT_TYPE, "application/json")
            .header(idempotency::HEADER, reference)
            .body(Full::from(body.to_string()))
            .map_err(|_| Unsent::Down("settings", None))?;
        let answer = self.http.call(request).await.map_err(|word| Unsent::Down(word, None))?;
        match answer.status.as_u16() {
            200..=299 => Ok(()),
            // Its server knows the post no more.
            404 | 422 => Err(Unsent::Refused("refused")),
            _ => Err(Unsent::Down(trouble(&answer).word, None)),
        }
    }
}

/// How often more may be asked.
fn limit(answer: &Answer) -> Limit {
    let reset = answer.headers.get("x-ratelimit-reset").and_then(|value| value.to_str().ok()).and_then(moment);
    let left = answer.number("x-ratelimit-remaining").and_then(|left| u32::try_from(left).ok());
    Limit { left, reset }
}

fn trouble(answer: &Answer) -> Trouble {
    let limit = limit(answer);
    let word = match answer.status.as_u16() {
        401 | 403 => "denied",
        404 => "unknown",
        429 => "busy",
        500.. => "down",
        _ => "unexpected",
    };
    let limit = if word == "busy" { Limit { left: limit.reset.map(|_| 0), ..limit } } else { limit };
    Trouble { word, limit }
}
