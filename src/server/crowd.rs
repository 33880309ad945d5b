//! How many are served at a time. Beyond, the server says at once that it is busy,
//! which costs next to nothing: whoever waits in no queue of ours comes again later.
//!
//! What is bounded elsewhere: the writer's queue (`store/sqlite/writer.rs`), photos
//! (`darkroom.rs`), passwords (`password.rs`), bodies (`body.rs`, `form.rs`).

use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{body, failure::Failure, office::Office};

/// With those who are told that there is no room, fewer than the 1,024 files that a
/// process may have open unless it is told otherwise. Each may have 64 KiB of a head
/// and as much of a body in memory.
const CONNECTIONS: usize = 850;

/// So many of them may be writing something: the others are left to those who look
/// something up.
const CHANGES: usize = 512;

/// Those who are being served.
pub struct Crowd {
    connections: usize,
    changes: usize,
    open: AtomicUsize,
    changing: AtomicUsize,
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
}

impl Crowd {
    /// At most so many connections and changes.
    pub fn of(connections: usize, changes: usize) -> Self {
        let (open, changing, turned_away) = Default::default();
        Self { connections, changes, open, changing, turned_away }
    }

    /// A connection, if there is room for one more.
    pub fn connect(self: &Arc<Self>) -> Option<Seat> {
        self.sit(|crowd| &crowd.open, self.connections)
    }

    fn change(self: &Arc<Self>) -> Option<Seat> {
        self.sit(|crowd| &crowd.changing, self.changes)
    }

    fn sit(self: &Arc<Self>, among: fn(&Self) -> &AtomicUsize, most: usize) -> Option<Seat> {
        let taken =
            among(self).fetch_update(Ordering::Relaxed, Ordering::Relaxed, |taken| (taken < most).then_some(taken + 1));
        if taken.is_err() {
            self.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(Seat { crowd: Arc::clone(self), among })
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
    }
}

/// Turns changes away when there are too many; whoever reads something is answered.
pub async fn admit(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let Some(_seat) = office.crowd.change() else {
        body::throw_away(request.into_body()).await;
        return Failure::Busy.into_response();
    };
    next.run(request).await
}
