//! What outlives a page: the queue as it was left, and the form of someone on the
//! telephone. In the memory of this window only, and gone with it.

use browser::chance::random_uuid;
use domain::{ticket::Ticket, wire::desk::DeskForm};
use markup::prelude::*;

/// How the queue was left.
#[derive(Clone, Default)]
pub struct Left {
    /// The address of the list.
    pub page: String,
    /// So many lines were shown.
    pub count: usize,
    /// The complaint that was opened from it.
    pub opened: Option<Ticket>,
}

/// What is held; goes down by context.
#[derive(Clone, Copy)]
pub struct Held {
    /// The queue as it was left.
    pub left: RwSignal<Left>,
    /// The form, and the key that goes with every attempt to file it.
    pub filing: RwSignal<DeskForm>,
    /// The Idempotency-Key of the form.
    pub key: RwSignal<String>,
}

impl Held {
    /// Holds nothing yet.
    pub fn start() {
        provide_context(Self {
            left: RwSignal::new(Left::default()),
            filing: RwSignal::new(DeskForm::default()),
            key: RwSignal::new(random_uuid()),
        });
    }

    /// What this window holds.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Held::start")
    }
}
