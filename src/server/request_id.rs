//! A name for each request: in the answer, and in every line that the log has about
//! it, so that whoever saw a failure can be helped without saying who they are.

use std::{fmt, sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use crate::{
    chance::{SystemChance, draw},
    history::hex,
    limits::Peer,
    office::Office,
};

/// Where a proxy writes the name that it gave, and where ours stands.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A longer name is not taken over.
const LONGEST: usize = 64;

/// The name of one request.
struct RequestId(String);

impl RequestId {
    /// By chance: a counter would tell everybody how many there are. Not by the
    /// office's, from which tests draw ticket numbers.
    fn make() -> Self {
        Self(hex(&draw::<8>(&SystemChance)))
    }

    /// The name that a proxy gave, if it is one that can stand in a log.
    fn read(headers: &HeaderMap) -> Option<Self> {
        let given = headers.get(HEADER)?.to_str().ok()?;
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let is_one = !given.is_empty() && given.len() <= LONGEST && given.bytes().all(fits);
        is_one.then(|| Self(given.to_owned()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Names a request, follows it to its answer, and counts that.
pub async fn follow(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let given = peer.filter(|peer| office.limits.trusts(*peer)).and_then(|_| RequestId::read(request.headers()));
    let id = given.unwrap_or_else(RequestId::make);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    // At every level: what is said of a failure shall have it.
    let span = tracing::error_span!("request", %id);
    let begun = Instant::now();
    let answering = async {
        let mut response = next.run(request).await;
        let (status, took) = (response.status(), begun.elapsed());
        // The address itself may have a ticket in it.
        let route = route.as_ref().map(MatchedPath::as_str);
        office.traffic.count(&method, route, status, took);
        tracing::debug!(%method, route, status = status.as_u16(), milliseconds = took.as_millis(), "answered");
        if let Ok(id) = HeaderValue::from_str(&id.0) {
            response.headers_mut().insert(HEADER, id);
        }
        response
    };
    answering.instrument(span).await
}
