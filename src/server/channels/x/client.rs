//! Calls X: puts the token on each request, renews it when it is refused, and
//! sends the request once more then.

use domain::time::Timestamp;
use http_body_util::Full;
use hyper::{body::Bytes, header::CONTENT_TYPE};
use serde_json::Value;

use super::{settings::XSettings, tokens::Tokens};
use crate::{
    channels::{
        Trouble,
        http::{Answer, Http, request},
    },
    outbox::setup::Token,
};

/// A token is renewed so often for one call: the first time, the file may hold one
/// that another program has put there, and that is refused as well.
const RENEWALS: usize = 2;

/// The way to X.
pub struct Client {
    base: String,
    http: Http,
    tokens: Tokens,
}

impl Client {
    /// A client by the settings of an account.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn new(settings: &XSettings) -> Result<Self, String> {
        let base = settings.base_url.0.clone();
        Ok(Self { http: Http::new()?, tokens: Tokens::open(&settings.token, &base)?, base })
    }

    /// Reads something.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn get(&self, path: &str, now: Timestamp) -> Result<Answer, Trouble> {
        self.call("GET", path, None, now).await
    }

    /// Sends something. It is sent a second time only where it was refused before
    /// it was looked at.
    ///
    /// # Errors
    /// Why there is no answer; whether it was carried out is then not known.
    pub async fn post(&self, path: &str, body: &Value, now: Timestamp) -> Result<Answer, Trouble> {
        self.call("POST", path, Some(body), now).await
    }

    async fn call(&self, method: &str, path: &str, body: Option<&Value>, now: Timestamp) -> Result<Answer, Trouble> {
        let mut token = self.tokens.current(&self.http, now).await?;
        let mut answer = self.call_with(&token, method, path, body).await?;
        for _ in 0..RENEWALS {
            if answer.status != 401 {
                break;
            }
            let Some(other) = self.tokens.renewed(&self.http, &token, now).await? else { break };
            token = other;
            answer = self.call_with(&token, method, path, body).await?;
        }
        Ok(answer)
    }

    async fn call_with(
        &self,
        token: &Token,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, &'static str> {
        let builder = request(method, &format!("{}{path}", self.base), token);
        let request = match body {
            Some(body) => builder.header(CONTENT_TYPE, "application/json").body(Full::from(body.to_string())),
            None => builder.body(Full::from(Bytes::new())),
        };
        self.http.call(request.map_err(|_| "settings")?).await
    }
}
