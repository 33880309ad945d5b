//! Calls channels: one client, with a deadline and a limit for what comes back.

use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{
    HeaderMap, Request, StatusCode, Uri,
    body::Bytes,
    header::{AUTHORIZATION, HeaderValue, USER_AGENT},
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};

use crate::outbox::setup::Token;

/// An answer has so long to arrive whole; two of them fit into the lease of a letter.
const DEADLINE: Duration = Duration::from_secs(20);

/// A page of a hundred posts with everything is far below this.
const LARGEST: usize = 8 * 1024 * 1024;

/// A client.
pub struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// What came back.
pub struct Answer {
    /// Its number.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// All of its body.
    pub body: Bytes,
}

impl Http {
    /// A client.
    ///
    /// # Errors
    /// When the machine has no certificates that it trusts; in a sentence.
    pub fn new() -> Result<Self, String> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| format!("The certificates of this machine cannot be read: {error}"))?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// # Errors
    /// Why there is none, in a word. Whether the request was carried out is then
    /// not known.
    pub async fn call(&self, request: Request<Full<Bytes>>) -> Result<Answer, &'static str> {
        let whole = async {
            // What hyper says may name the address that was called, and helps nobody.
            let answer = self.0.request(request).await.map_err(|_| "unreachable")?;
            let (parts, body) = answer.into_parts();
            let body = Limited::new(body, LARGEST).collect().await.map_err(|_| "cut_off")?;
            Ok(Answer { status: parts.status, headers: parts.headers, body: body.to_bytes() })
        };
        tokio::time::timeout(DEADLINE, whole).await.unwrap_or(Err("timeout"))
    }
}

impl Answer {
    /// A number in a header.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.headers.get(name)?.to_str().ok()?.trim().parse().ok()
    }
}

/// A request with our name and a token on it.
pub fn request(method: &str, address: &str, token: &Token) -> hyper::http::request::Builder {
    let mut bearer =
        HeaderValue::try_from(format!("Bearer {}", token.0)).expect("a token was checked when it was read");
    bearer.set_sensitive(true);
    unsigned(method, address).header(AUTHORIZATION, bearer)
}

/// A request with our name on it.
pub fn unsigned(method: &str, address: &str) -> hyper::http::request::Builder {
    Request::builder().method(method).uri(address).header(USER_AGENT, concat!("sunwai/", env!("CARGO_PKG_VERSION")))
}

/// Where a channel is, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(pub String);

impl std::str::FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches('/');
        let uri = text.parse::<Uri>().ok();
        let fits = |uri: &Uri| {
            matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some() && uri.query().is_none()
        };
        let is_plain = !text.contains('@') && uri.as_ref().is_some_and(fits);
        if is_plain { Ok(Self(text.to_owned())) } else { Err("it must be http:// or https:// and a host".to_owned()) }
    }
}
