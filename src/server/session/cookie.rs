//! The cookie in which a browser keeps its session.
//!
//! `HttpOnly`, so that no script reads it, and `SameSite=Strict`, so that no other
//! site sends it along. `Secure` and named `__Host-…`, so that it never travels
//! in clear and no neighbouring host can set it; only a server that is reached on
//! its own machine (for trying out, for tests) does without. It has no date: it
//! ends with the browser, or when the server says so.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Token;
use crate::origin::is_on_this_machine;

const SECURE: &str = "__Host-sunwai";
const PLAIN: &str = "sunwai-desk";

/// The header that gives a browser its session.
pub fn set(public_url: &str, token: &Token) -> HeaderValue {
    written(public_url, &format!("={}; HttpOnly; SameSite=Strict; Path=/", token.text()))
}

/// The header that takes it away.
pub fn clear(public_url: &str) -> HeaderValue {
    written(public_url, "=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")
}

/// The token that came with a request.
pub fn token(public_url: &str, headers: &HeaderMap) -> Option<Token> {
    let name = name(public_url);
    let sent = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = sent.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(sent, _)| *sent == name).and_then(|(_, value)| Token::parse(value))
}

fn name(public_url: &str) -> &'static str {
    if is_on_this_machine(public_url) { PLAIN } else { SECURE }
}

fn written(public_url: &str, rest: &str) -> HeaderValue {
    let secure = if is_on_this_machine(public_url) { "" } else { "; Secure" };
    let text = format!("{}{rest}{secure}", name(public_url));
    HeaderValue::try_from(text).expect("it is made of visible characters")
}
