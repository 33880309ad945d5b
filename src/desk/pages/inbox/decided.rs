//! What became of each message, and what can be taken back for ten seconds.

use std::{collections::BTreeMap, time::Duration};

use browser::clock;
use markup::prelude::*;
use ui::desk::inbox::line::Fate;

/// So long, in seconds; the server's clock decides.
const UNDO: i64 = 10;

/// A decision that can be taken back.
#[derive(Clone)]
struct Undoable {
    id: String,
    /// By this browser's clock.
    until: i64,
}

/// What was decided in this window.
#[derive(Clone, Copy)]
pub(super) struct Decided {
    fates: RwSignal<BTreeMap<String, Fate>>,
    undoable: RwSignal<Vec<Undoable>>,
    told: RwSignal<Option<String>>,
    now: RwSignal<i64>,
}

impl Decided {
    /// Nothing yet; counts the seconds as long as the page stands.
    pub(super) fn start() -> Self {
        let decided = Self {
            fates: RwSignal::new(BTreeMap::new()),
            undoable: RwSignal::new(Vec::new()),
            told: RwSignal::new(None),
            now: RwSignal::new(clock::now().0),
        };
        let counting = set_interval_with_handle(move || decided.count(), Duration::from_secs(1));
        on_cleanup(move || {
            if let Ok(counting) = counting {
                counting.clear();
            }
        });
        decided
    }

    fn count(self) {
        if self.undoable.with_untracked(Vec::is_empty) {
            return;
        }
        let now = clock::now().0;
        self.undoable.update(|all| all.retain(|one| one.until > now));
        self.now.set(now);
    }

    /// What became of this one, as it changes.
    pub(super) fn fate(self, id: String) -> Signal<Option<Fate>> {
        let fate = Memo::new(move |_| self.fates.with(|fates| fates.get(&id).cloned()));
        fate.into()
    }

    /// True if something became of it.
    pub(super) fn is_over(self, id: &str) -> bool {
        self.fates.with_untracked(|fates| fates.contains_key(id))
    }

    /// This became of it, as it is told.
    pub(super) fn put(self, id: &str, fate: Fate, told: String) {
        if matches!(fate, Fate::Decided(_)) {
            let now = clock::now().0;
            self.now.set(now);
            self.undoable.update(|all| all.push(Undoable { id: id.to_owned(), until: now + UNDO }));
        }
        self.fates.update(|fates| {
            fates.insert(id.to_owned(), fate);
        });
        self.told.set(Some(told));
    }

    /// The last one that can be taken back; it is no longer offered.
    pub(super) fn take_last(self) -> Option<String> {
        let last = self.undoable.with_untracked(|all| all.last().map(|one| one.id.clone()))?;
        self.undoable.update(|all| {
            all.pop();
        });
        Some(last)
    }

    /// It waits again, as it is told.
    pub(super) fn restore(self, id: &str, told: String) {
        self.fates.update(|fates| {
            fates.remove(id);
        });
        self.told.set(Some(told));
    }

    /// Only something to tell.
    pub(super) fn tell(self, told: String) {
        self.told.set(Some(told));
    }

    /// What is told.
    pub(super) fn told(self) -> Signal<Option<String>> {
        self.told.into()
    }

    /// Seconds in which the last one can be taken back.
    pub(super) fn left(self) -> Signal<Option<u32>> {
        Signal::derive(move || {
            let now = self.now.get();
            self.undoable
                .with(|all| all.last().and_then(|one| u32::try_from(one.until - now).ok()).filter(|left| *left > 0))
        })
    }
}
