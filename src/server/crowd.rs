//! How many are served at a time. Beyond, the server says at once that it is busy,
//! which costs next to nothing: whoever waits in no queue of ours comes again later.
//!
//! What is bounded elsewhere: the writer's queue (`store/sqlite/writer.rs`), photos
//! (`darkroom.rs`), passwords (`password.rs`), bodies (`body.rs`, `form.rs`).

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::{
    body,
    failure::Failure,
    limits::Source,
    office::Office,
    shares::{Share, Shares},
    site,
};

/// With those who are told that there is no room, fewer than the 1,024 files that a
/// process may have open unless it is told otherwise. Each may have 64 KiB of a head
/// and as much of a body in memory.
const CONNECTIONS: usize = 850;

/// So many of them may be writing something: the others are left to those who look
/// something up.
const CHANGES: usize = 512;

/// One address has so large a part of the changes at most: each may take minutes to
/// send its photos, and must not keep everybody out meanwhile.
const PART: usize = 4;

/// Those who are being served.
pub struct Crowd {
    connections: Arc<Shares>,
    changes: Arc<Shares>,
    turned_away: AtomicU64,
}

impl Default for Crowd {
    /// Nobody yet.
    fn default() -> Self {
        Self::of(CONNECTIONS, CHANGES)
    }
}

impl Crowd {
    /// At most so many connections and changes.
    pub fn of(connections: usize, changes: usize) -> Self {
        Self {
            connections: Arc::new(Shares::new(connections, connections)),
            changes: Arc::new(Shares::new(changes, changes / PART)),
            turned_away: AtomicU64::new(0),
        }
    }

    /// A connection, if there is room for one more; taken as long as this is held.
    pub fn connect(&self) -> Option<Share> {
        self.sit(self.connections.enter(None))
    }

    /// A change, if there is room for one more, of this address too.
    fn change(&self, source: Option<Source>) -> Option<Share> {
        self.sit(self.changes.enter(source))
    }

    fn sit(&self, mut share: Share) -> Option<Share> {
        if share.grow(1).is_err() {
            self.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(share)
    }

    /// Open connections.
    pub fn open(&self) -> usize {
        self.connections.taken()
    }

    /// Changes that are being made.
    pub fn changing(&self) -> usize {
        self.changes.taken()
    }

    /// Connections and changes that there was no room for.
    pub fn turned_away(&self) -> u64 {
        self.turned_away.load(Ordering::Relaxed)
    }
}

/// Turns changes away when there are too many; whoever reads something is answered.
pub async fn admit(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let Some(_seat) = office.crowd.change(office.limits.source()) else {
        let (parts, body) = request.into_parts();
        body::throw_away(body).await;
        return site::refuse(office, parts.uri, &parts.headers, Failure::Busy);
    };
    next.run(request).await
}
