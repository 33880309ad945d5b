//! Who may ask: bearer tokens of two hours, and tokens that renew them once.

use std::collections::HashMap;

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

/// So many seconds an access token is good.
const LASTS: i64 = 7_200;

/// The program that was registered.
pub const CLIENT: &str = "a-client";

/// The token that never ends, for tests that are about something else.
pub const LASTING: &str = "a-lasting-token";

#[derive(Default)]
pub struct Tokens {
    /// Access tokens and when they end.
    access: HashMap<String, i64>,
    refresh: Option<String>,
    issued: u32,
}

impl Tokens {
    /// A first pair, as if someone had just signed in.
    pub fn issue(&mut self, now: i64) -> Value {
        self.issued += 1;
        let (access, refresh) = (format!("access-{}", self.issued), format!("refresh-{}", self.issued));
        self.access.insert(access.clone(), now + LASTS);
        self.refresh = Some(refresh.clone());
        json!({"token_type": "bearer", "expires_in": LASTS, "access_token": access, "refresh_token": refresh,
            "scope": "tweet.read tweet.write users.read offline.access"})
    }

    /// A pair for a refresh token, which is used up by that.
    pub fn renew(&mut self, sent: &HashMap<String, String>, now: i64) -> Option<Value> {
        let field = |name: &str| sent.get(name).map(String::as_str);
        let is_right = field("grant_type") == Some("refresh_token")
            && field("client_id") == Some(CLIENT)
            && self.refresh.is_some()
            && field("refresh_token") == self.refresh.as_deref();
        is_right.then(|| self.issue(now))
    }

    /// Takes every access token away.
    pub fn revoke(&mut self) {
        self.access.clear();
    }

    pub fn knows(&self, headers: &HeaderMap, now: i64) -> bool {
        let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let token = sent.strip_prefix("Bearer ").unwrap_or_default();
        token == LASTING || self.access.get(token).is_some_and(|ends| now < *ends)
    }
}
