//! What waits to be sent: every complaint is kept first, sealed, and then sent, so
//! that it is sent once whatever happens in between. In the order in which they
//! were written, by themselves, also after the browser was closed.

use std::time::Duration;

use browser::api::Failure;
use domain::wire::{Problem, Receipt};
use leptos::{ev, leptos_dom::helpers::window_event_listener, task::spawn_local};
use markup::prelude::*;

use crate::{
    api::{self, Says},
    kept::{self, Kept, State},
    terminal::Terminal,
};

/// While something waits, it is tried this often.
const AGAIN: Duration = Duration::from_secs(15);

/// Statuses that say that the complaint itself is wrong. Any other may be the
/// server's own fault, and what waits is not given up for that.
const NEVER: [u16; 4] = [400, 413, 415, 422];

/// What became of a complaint whose citizen is still there.
#[derive(Clone)]
pub enum Outcome {
    /// It is filed.
    Filed(Box<Receipt>),
    /// The server says what is wrong with it.
    Refused(Problem),
    /// It waits for the line.
    Waits,
}

type Watch = Option<(String, Callback<Outcome>)>;

/// What is kept; goes down by context.
#[derive(Clone, Copy)]
pub struct Sending {
    kept: RwSignal<Vec<Kept>>,
    watch: StoredValue<Watch>,
    is_busy: StoredValue<bool>,
    is_wanted: StoredValue<bool>,
    terminal: Terminal,
}

impl Sending {
    /// Sends what was kept before, and from now on whenever there is a line.
    pub fn start(terminal: Terminal) -> Self {
        let sending = Self {
            kept: RwSignal::new(Vec::new()),
            watch: StoredValue::new(None),
            is_busy: StoredValue::new(false),
            is_wanted: StoredValue::new(false),
            terminal,
        };
        provide_context(sending);
        let online = window_event_listener(ev::online, move |_| sending.send());
        let regularly = set_interval_with_handle(
            move || {
                if sending.waiting_untracked() > 0 {
                    sending.send();
                }
            },
            AGAIN,
        );
        on_cleanup(move || {
            online.remove();
            if let Ok(regularly) = regularly {
                regularly.clear();
            }
        });
        sending
    }

    /// What this terminal keeps.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Sending::start")
    }

    /// All of it, in its order.
    pub fn kept(self) -> Signal<Vec<Kept>> {
        self.kept.into()
    }

    /// How many complaints wait, but for the one whose citizen is there.
    pub fn waiting(self) -> Signal<usize> {
        Signal::derive(move || {
            let waiting = self.kept.with(|kept| kept.iter().filter(|kept| kept.state == State::Waiting).count());
            waiting.saturating_sub(usize::from(self.watch.with_value(Option::is_some)))
        })
    }

    fn waiting_untracked(self) -> usize {
        self.kept.with_untracked(|kept| kept.iter().filter(|kept| kept.state == State::Waiting).count())
    }

    /// From now on whoever stands there is told what becomes of this complaint.
    pub fn watch(self, key: &str, told: Callback<Outcome>) {
        self.watch.set_value(Some((key.to_owned(), told)));
    }

    /// Whoever watches this complaint waits no longer for its answer.
    pub fn give_up(self, key: &str) {
        self.tell(Some(key), Outcome::Waits);
    }

    /// Nobody is there any more.
    pub fn leave(self) {
        self.watch.set_value(None);
    }

    /// Tells whoever watches this complaint, or any; true if somebody does.
    fn tell(self, key: Option<&str>, outcome: Outcome) -> bool {
        let is_it = self
            .watch
            .with_value(|watch| watch.as_ref().is_some_and(|(watched, _)| key.is_none_or(|key| key == watched)));
        let watch = if is_it { self.watch.try_update_value(Option::take).flatten() } else { None };
        watch.is_some_and(|(_, told)| {
            told.run(outcome);
            true
        })
    }

    /// Sends what waits, one after the other.
    pub fn send(self) {
        self.is_wanted.set_value(true);
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        spawn_local(async move {
            while self.is_wanted.get_value() {
                self.is_wanted.set_value(false);
                self.send_all().await;
            }
            self.is_busy.set_value(false);
        });
    }

    /// Reads anew what is kept.
    pub async fn look(self) {
        if let Ok(kept) = kept::all().await {
            self.kept.set(kept);
        }
    }

    async fn send_all(self) {
        self.look().await;
        let waiting = self.kept.get_untracked().into_iter().filter(|kept| kept.state == State::Waiting);
        for Kept { key, .. } in waiting.collect::<Vec<_>>() {
            // Another window may have sent it.
            let Ok(sealed) = kept::sealed(&key).await else { continue };
            let answer = self.terminal.heard(api::file_sealed(&sealed, &key).await);
            if !self.settle(&key, answer).await {
                return;
            }
            self.look().await;
        }
    }

    /// Writes down what became of it; false when sending on is of no use now.
    async fn settle(self, key: &str, answer: Result<Receipt, Failure>) -> bool {
        // What the browser refuses to write down is sent again, and filed once.
        let _written = match answer {
            Ok(receipt) => {
                let display = receipt.display.clone();
                if self.tell(Some(key), Outcome::Filed(Box::new(receipt))) {
                    kept::forget(key).await
                } else {
                    kept::sent(key, &display).await
                }
            }
            Err(Failure::Refused(problem)) if is_final(&problem) => {
                if self.tell(Some(key), Outcome::Refused(problem)) {
                    kept::forget(key).await
                } else {
                    kept::refused(key).await
                }
            }
            Err(failure) => {
                let is_of_one = is_of_one(&failure);
                if api::says(&failure) != Says::Disabled {
                    self.tell(is_of_one.then_some(key), Outcome::Waits);
                }
                return is_of_one;
            }
        };
        true
    }
}

/// True if the server fails at this complaint and answers: the others shall not
/// wait behind it.
fn is_of_one(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(problem) if problem.status == 500)
}

/// True if the same request will never be taken.
fn is_final(problem: &Problem) -> bool {
    NEVER.contains(&problem.status)
}
