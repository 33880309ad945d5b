//! The cookies in which browsers keep their tokens: a session of the desk, the
//! enrolment of a kiosk.
//!
//! `HttpOnly`, so that no script reads it, and `SameSite=Strict`, so that no other
//! site sends it along. `Secure` and named `__Host-…`, so that it never travels
//! in clear and no neighbouring host can set it; only a server that is reached on
//! its own machine (for trying out, for tests) does without. A session has no date:
//! it ends with the browser, or when the server says so.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Token;
use crate::origin::is_on_this_machine;

/// One of the two.
#[derive(Clone, Copy)]
pub struct Cookie {
    secure: &'static str,
    plain: &'static str,
    /// How long the browser keeps it, beside its other attributes.
    lasts: &'static str,
}

/// A session of the desk.
pub const DESK: Cookie = Cookie { secure: "__Host-sunwai", plain: "sunwai-desk", lasts: "" };

/// The enrolment of a kiosk. 400 days is the longest that browsers grant; it
/// begins anew whenever the terminal asks who it is.
pub const KIOSK: Cookie = Cookie { secure: "__Host-sunwai-kiosk", plain: "sunwai-kiosk", lasts: "; Max-Age=34560000" };

impl Cookie {
    /// The header that gives a browser its token.
    pub fn set(self, public_url: &str, token: &Token) -> HeaderValue {
        self.written(public_url, &format!("={}; HttpOnly; SameSite=Strict; Path=/{}", token.text(), self.lasts))
    }

    /// The header that takes it away.
    pub fn clear(self, public_url: &str) -> HeaderValue {
        self.written(public_url, "=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")
    }

    /// The token that came with a request.
    pub fn token(self, public_url: &str, headers: &HeaderMap) -> Option<Token> {
        let name = self.name(public_url);
        let sent = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs = sent.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(sent, _)| *sent == name).and_then(|(_, value)| Token::parse(value))
    }

    fn name(self, public_url: &str) -> &'static str {
        if is_on_this_machine(public_url) { self.plain } else { self.secure }
    }

    fn written(self, public_url: &str, rest: &str) -> HeaderValue {
        let secure = if is_on_this_machine(public_url) { "" } else { "; Secure" };
        let text = format!("{}{rest}{secure}", self.name(public_url));
        HeaderValue::try_from(text).expect("it is made of visible characters")
    }
}
