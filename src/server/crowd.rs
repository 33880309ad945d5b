//! How many are served at a time. Beyond, the server says at once that it is busy,
//! which costs next to nothing: whoever waits in no queue of ours comes again later.
//!
//! What is bounded elsewhere: the writer's queue (`store/sqlite/writer.rs`), photos
//! (`darkroom.rs`), passwords (`password.rs`), bodies (`body.rs`, `form.rs`).

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::{body, failure::Failure, limits::Source, office::Office, site};

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
    connections: usize,
    changes: usize,
    open: AtomicUsize,
    changing: AtomicUsize,
    by: Mutex<HashMap<Source, usize>>,
    turned_away: AtomicU64,
}

impl Default for Crowd {
    /// Nobody yet.
    fn default() -> Self {
        Self::of(CONNECTIONS, CHANGES)
    }
}

/// A connection, or a change, as long as it lasts.
pub struct Seat {
    crowd: Arc<Crowd>,
    among: fn(&Crowd) -> &AtomicUsize,
    source: Option<Source>,
}

impl Crowd {
    /// At most so many connections and changes.
    pub fn of(connections: usize, changes: usize) -> Self {
        let (open, changing, by, turned_away) = Default::default();
        Self { connections, changes, open, changing, by, turned_away }
    }

    /// A connection, if there is room for one more.
    pub fn connect(self: &Arc<Self>) -> Option<Seat> {
        self.sit(|crowd| &crowd.open, self.connections)
    }

    /// A change, if there is room for one more, of this address too.
    fn change(self: &Arc<Self>, source: Option<Source>) -> Option<Seat> {
        let mut seat = self.sit(|crowd| &crowd.changing, self.changes)?;
        let Some(source) = source else { return Some(seat) };
        let mut by = self.by.lock().unwrap_or_else(PoisonError::into_inner);
        let own = by.entry(source).or_default();
        if *own < self.changes / PART {
            *own += 1;
            seat.source = Some(source);
            return Some(seat);
        }
        drop(by);
        self.turned_away.fetch_add(1, Ordering::Relaxed);
        None
    }

    fn sit(self: &Arc<Self>, among: fn(&Self) -> &AtomicUsize, most: usize) -> Option<Seat> {
        let taken =
            among(self).fetch_update(Ordering::Relaxed, Ordering::Relaxed, |taken| (taken < most).then_some(taken + 1));
        if taken.is_err() {
            self.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(Seat { crowd: Arc::clone(self), among, source: None })
    }

    /// Open connections.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Changes that are being made.
    pub fn changing(&self) -> usize {
        self.changing.load(Ordering::Relaxed)
    }

    /// Connections and changes that there was no room for.
    pub fn turned_away(&self) -> u64 {
        self.turned_away.load(Ordering::Relaxed)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        (self.among)(&self.crowd).fetch_sub(1, Ordering::Relaxed);
        let Some(source) = self.source else { return };
        let mut by = self.crowd.by.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = by.get_mut(&source) {
            *own -= 1;
            if *own == 0 {
                by.remove(&source);
            }
        }
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
