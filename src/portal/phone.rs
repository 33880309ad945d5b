//! What is kept on this phone, followed as it changes; goes down by context.

use browser::phone;
use domain::{life::State, ticket::Ticket, wire::Receipt};
use json::Json;
use markup::prelude::*;
use ui::text::Texts;

/// A complaint as the phone keeps it.
#[derive(Clone, PartialEq, Json)]
pub struct Record {
    /// Its Idempotency-Key.
    pub key: String,
    /// Its number, once it is sent.
    pub ticket: Option<Ticket>,
    /// The number as it is shown.
    pub display: Option<String>,
    /// Where it stood when the phone last heard of it.
    pub status: Option<State>,
    /// Its receipt has not been looked at yet.
    pub has_receipt: bool,
    /// The key of why the server did not take it.
    pub refused: Option<String>,
    /// So many photos are not sent yet.
    pub photos: u32,
    /// The key of why the server did not take a photo.
    pub photo_refused: Option<String>,
}

impl Record {
    /// True if its citizen has something to wait for or to look at.
    fn waits(&self) -> bool {
        self.ticket.is_none() || self.has_receipt
    }
}

/// All that is kept, the newest first.
#[derive(Clone, Copy)]
pub struct Phone(RwSignal<Option<Vec<Record>>>);

impl Phone {
    /// Reads what is kept, and again whenever it changes.
    pub fn start() {
        let phone = Self(RwSignal::new(None));
        phone.read();
        phone::watch(move || phone.read());
        provide_context(phone);
    }

    /// The phone of this browser.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Phone::start")
    }

    fn read(self) {
        phone::list(move |kept: Vec<Record>| {
            let kept = Some(kept);
            if self.0.with_untracked(|known| *known != kept) {
                self.0.set(kept);
            }
        });
    }

    /// All that is kept, as it changes; none before the phone has said it.
    pub fn kept(self) -> Option<Vec<Record>> {
        self.0.get()
    }

    /// How many photos of this complaint are not sent yet, and why one was not taken,
    /// as it changes.
    pub fn photos_of(self, texts: Texts, ticket: Ticket) -> (u32, Option<&'static str>) {
        self.0.with(|kept| {
            let mine = kept.iter().flatten().find(|record| record.ticket == Some(ticket));
            mine.map_or((0, None), |record| {
                (record.photos, record.photo_refused.as_ref().map(|problem| texts.problem(problem)))
            })
        })
    }

    /// True while something waits for a signal or to be looked at.
    pub fn waits(self) -> bool {
        self.0.with(|kept| kept.iter().flatten().any(Record::waits))
    }
}

/// Keeps the number of a complaint whose receipt is shown.
pub fn remember(key: &str, receipt: &Receipt) {
    phone::remember(key, &receipt.ticket.to_string(), &receipt.display, &receipt.key);
}
