//! Requests that are being carried out, by their Idempotency-Key: a second one
//! at the same moment is told to wait.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The keys of requests under way.
#[derive(Clone, Default)]
pub struct InFlight(Arc<Mutex<HashSet<[u8; 16]>>>);

/// A request under way; ends when dropped.
pub struct Flight {
    all: InFlight,
    key: [u8; 16],
}

impl InFlight {
    /// Begins a request; `None` while one with the same key is under way.
    pub fn begin(&self, key: [u8; 16]) -> Option<Flight> {
        let is_first = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        is_first.then(|| Flight { all: self.clone(), key })
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}
