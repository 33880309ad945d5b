//! The figures in memory, changed after each commit and before its answer.

use std::{
    collections::BTreeMap,
    sync::{
        RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::statistics::{Facet, Figures};

/// By how much each facet changes.
pub type Changes = BTreeMap<Facet, i64>;

/// The figures and their version, which every change raises, also over restarts.
pub struct KeptFigures {
    version: AtomicU64,
    figures: RwLock<Figures>,
}

impl KeptFigures {
    /// The figures as they were loaded.
    pub fn new(figures: Figures, version: u64) -> Self {
        Self { version: AtomicU64::new(version), figures: RwLock::new(figures) }
    }

    /// The version: what was worked out from these figures is right as long as it
    /// stays the same.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Works something out from the figures, with their version. Writers wait
    /// meanwhile, so keep what comes out and ask for the version first.
    pub fn read<T>(&self, work: impl FnOnce(&Figures, u64) -> T) -> T {
        let figures = self.figures.read().expect("no writer panics while it changes the figures");
        // Under the lock, so that figures and version belong together.
        work(&figures, self.version())
    }

    pub(super) fn apply(&self, changes: &Changes, version: u64) {
        let mut figures = self.figures.write().expect("no writer panics while it changes the figures");
        for (&facet, &by) in changes {
            match u32::try_from(by) {
                Ok(more) => figures.add_many(facet, more),
                Err(_) => (0..by.unsigned_abs()).for_each(|_| figures.remove(facet)),
            }
        }
        self.version.store(version, Ordering::Release);
    }
}
