//! What comes in while someone works: asked for every half minute while the window
//! is seen. Its number stands in the navigation, its messages where the inbox is.

use std::time::Duration;

use domain::wire::desk::Inbox;
use markup::prelude::*;
use markup::whenever;
use web_sys::VisibilityState;

use crate::{
    api,
    session::{Door, Session},
};

/// It is asked this often.
const EVERY: Duration = Duration::from_secs(30);

/// What waits, as it was last told; goes down by context.
#[derive(Clone, Copy)]
pub struct Incoming {
    session: Session,
    waiting: RwSignal<Option<u32>>,
    /// The first page, while the inbox is open.
    page: RwSignal<Option<Inbox>>,
    /// So many messages are asked for: none of them is read but in the inbox.
    wanted: StoredValue<usize>,
}

impl Incoming {
    /// Asks as long as the app runs, while someone of the team is there.
    pub fn start(session: Session) {
        let incoming =
            Self { session, waiting: RwSignal::new(None), page: RwSignal::new(None), wanted: StoredValue::new(1) };
        provide_context(incoming);
        whenever(move || {
            session.follow();
            incoming.look();
        });
        let regularly = set_interval_with_handle(
            move || {
                if document().visibility_state() == VisibilityState::Visible {
                    incoming.look();
                }
            },
            EVERY,
        );
        on_cleanup(move || {
            if let Ok(regularly) = regularly {
                regularly.clear();
            }
        });
    }

    /// What comes in at this window.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Incoming::start")
    }

    /// How many messages wait.
    pub fn waiting(self) -> Signal<Option<u32>> {
        self.waiting.into()
    }

    /// The first page as it was last told.
    pub fn page(self) -> Signal<Option<Inbox>> {
        self.page.into()
    }

    /// From now on so many messages are asked for.
    pub fn want(self, messages: usize) {
        self.wanted.set_value(messages);
        self.page.set(None);
    }

    /// So many wait, as someone has just been told.
    pub fn count(self, waiting: u32) {
        self.waiting.set(Some(waiting));
    }

    /// One more waits, or one less.
    pub fn shift(self, by: i32) {
        self.waiting.update(|waiting| *waiting = waiting.map(|count| count.saturating_add_signed(by)));
    }

    /// Asks now.
    pub fn look(self) {
        if !self.session.is_team() || self.session.door_now() != Door::Open {
            return self.waiting.set(None);
        }
        let wanted = self.wanted.get_value();
        api::inbox::first(self.session, wanted, move |answer| {
            // What is not known now is known in half a minute.
            let Ok(page) = answer else { return };
            self.waiting.set(Some(page.waiting));
            if wanted > 1 && wanted == self.wanted.get_value() {
                self.page.set(Some(page));
            }
        });
    }
}
