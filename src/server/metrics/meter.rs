//! What the writer of a store does, counted by itself.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Counts requests and commits.
#[derive(Debug, Default)]
pub struct WriterMeter {
    waiting: AtomicUsize,
    commits: AtomicU64,
    written: AtomicU64,
    failed: AtomicU64,
}

impl WriterMeter {
    /// One more waits.
    pub fn enqueue(&self) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
    }

    /// So many wait no more.
    pub fn dequeue(&self, requests: usize) {
        self.waiting.fetch_sub(requests, Ordering::Relaxed);
    }

    /// So many were written with one commit.
    pub fn commit(&self, requests: usize) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.written.fetch_add(requests as u64, Ordering::Relaxed);
    }

    /// A commit failed, and all that was in it.
    pub fn fail(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    /// Requests that wait.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Commits, and what was written with them.
    pub fn commits(&self) -> (u64, u64) {
        (self.commits.load(Ordering::Relaxed), self.written.load(Ordering::Relaxed))
    }

    /// Commits that failed.
    pub fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed)
    }
}
