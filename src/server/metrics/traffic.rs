//! Requests, by method and the template of their route: never by their address,
//! which may have a ticket in it.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::http::{Method, StatusCode};

/// The upper ends of the histogram's buckets, in seconds.
pub const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// What was answered so far.
#[derive(Debug, Default)]
pub struct Traffic(Mutex<BTreeMap<&'static str, BTreeMap<String, Answered>>>);

/// What one route answered.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// How often, by status.
    pub statuses: BTreeMap<u16, u64>,
    /// How often within each of [`BUCKETS`], and not within the one before.
    pub within: [u64; BUCKETS.len()],
    /// How long all took.
    pub together: Duration,
}

impl Answered {
    /// How often in all.
    pub fn count(&self) -> u64 {
        self.statuses.values().sum()
    }
}

impl Traffic {
    /// Counts an answer; without a route it was a file, or nothing.
    pub fn count(&self, method: &Method, route: Option<&str>, status: StatusCode, took: Duration) {
        let route = route.unwrap_or("other");
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_method = all.entry(name(method)).or_default();
        if !of_method.contains_key(route) {
            of_method.insert(route.to_owned(), Answered::default());
        }
        let Some(answered) = of_method.get_mut(route) else { return };
        *answered.statuses.entry(status.as_u16()).or_default() += 1;
        if let Some(bucket) = BUCKETS.iter().position(|end| took.as_secs_f64() <= *end) {
            answered.within[bucket] += 1;
        }
        answered.together += took;
    }

    /// Shows each method and route.
    pub fn visit(&self, mut visit: impl FnMut(&'static str, &str, &Answered)) {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (method, routes) in &*all {
            for (route, answered) in routes {
                visit(method, route, answered);
            }
        }
    }
}

/// A client may invent methods, and each would be counted for ever.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::PUT => "PUT",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
