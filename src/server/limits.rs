//! How often one address, and all of them together, may try what can be guessed or
//! flooded: submissions, numbers that are none, wrong PINs, wrong sign-ins.
//!
//! Who asks is known for the length of a request ([`watch`]); whoever carries out a
//! try asks whether there is room ([`Limits::check`]) and counts it
//! ([`Limits::count`]). What an attacker can reach all the same: `expected.rs`.

use std::{
    cell::Cell,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use domain::time::Timestamp;

pub use self::{
    rule::{Kind, Rate},
    source::{Peer, Source, TrustedProxies},
};
use crate::{failure::Failure, office::Office};

#[cfg(test)]
mod expected;
mod rule;
mod source;

/// Beyond so many, those that have nothing to wait for are forgotten.
const KEPT: usize = 10_000;

/// What is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Of which.
    pub kind: Kind,
    /// So many more are taken at once.
    pub more: u32,
    /// Seconds until all are.
    pub whole_in: i64,
}

/// Who asks, and what was last counted.
struct Asking {
    source: Source,
    left: Cell<Option<Left>>,
}

tokio::task_local! {
    static ASKING: Asking;
}

/// What is counted together; no source stands for all of them.
type Key = (Kind, Option<Source>);

/// Counts tries.
///
/// One number for each address and limit, the generic cell rate algorithm: the
/// moment at which nothing would be used up if no more came. Each try moves it on by
/// the time in which one is given back.
#[derive(Default)]
pub struct Limits {
    is_on: bool,
    trusted: TrustedProxies,
    // In milliseconds.
    used_until: Mutex<HashMap<Key, i64>>,
}

impl Limits {
    /// Limits that count, behind these proxies.
    pub fn new(trusted: TrustedProxies) -> Self {
        Self { is_on: true, trusted, ..Self::default() }
    }

    /// Who asks, where addresses are told apart.
    pub fn source(&self) -> Option<Source> {
        source().filter(|_| self.is_on)
    }

    /// Whether this is a proxy that is believed.
    pub fn trusts(&self, peer: Peer) -> bool {
        self.trusted.trusts(peer.0.to_canonical())
    }

    /// Whether there is room for one more.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with how long to wait.
    pub fn check(&self, kind: Kind, now: Timestamp) -> Result<(), Failure> {
        let Some(keys) = self.keys(kind) else { return Ok(()) };
        let used = self.used_until.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, rate) in keys {
            let until = used.get(&key).copied().unwrap_or_default();
            if let Some(wait) = rate.wait(until, now) {
                return Err(Failure::TooMany(wait));
            }
        }
        Ok(())
    }

    /// Counts one, whether there was room or not.
    pub fn count(&self, kind: Kind, now: Timestamp) {
        let Some(keys) = self.keys(kind) else { return };
        let mut used = self.used_until.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() > KEPT {
            used.retain(|_, until| *until > now.0 * 1000);
        }
        for (key, rate) in keys {
            let until = used.entry(key).or_default();
            *until = rate.used(*until, now);
            if key.1.is_some() {
                let left =
                    Left { kind, more: rate.left(*until, now), whole_in: (*until - now.0 * 1000).div_euclid(1000) };
                let _nobody_asks = ASKING.try_with(|asking| asking.left.set(Some(left)));
            }
        }
    }

    /// The address's own and the one for all; none where nobody asks from outside.
    fn keys(&self, kind: Kind) -> Option<[(Key, Rate); 2]> {
        let source = self.source()?;
        Some([((kind, Some(source)), kind.of_one()), ((kind, None), kind.of_all())])
    }
}

/// Who asks, if somebody does from outside.
pub fn source() -> Option<Source> {
    ASKING.try_with(|asking| asking.source).ok()
}

/// Lets a request know who asks, and tells the client what is left.
pub async fn watch(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let Some(source) = peer.map(|peer| office.limits.trusted.source(peer, request.headers())) else {
        return next.run(request).await;
    };
    let asking = Asking { source, left: Cell::new(None) };
    let answering = async {
        let mut response = next.run(request).await;
        if let Ok(Some(left)) = ASKING.try_with(|asking| asking.left.get()) {
            tell(response.headers_mut(), left);
        }
        response
    };
    ASKING.scope(asking, answering).await
}

/// As draft-ietf-httpapi-ratelimit-headers writes it.
fn tell(headers: &mut HeaderMap, left: Left) {
    let (name, rate) = (left.kind.name(), left.kind.of_one());
    let policy = format!("\"{name}\";q={};w={}", rate.times, rate.seconds);
    let now = format!("\"{name}\";r={};t={}", left.more, left.whole_in.max(0));
    for (header, value) in [("ratelimit-policy", policy), ("ratelimit", now)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(header), value);
        }
    }
}
