//! The citizen who stands there: what is typed for them and what is shown to them.
//! In the memory of this window only, and gone with a turn: the next citizen gets
//! fields that are new, with new names, so that neither the browser's list of
//! earlier entries nor its undo has anything of the last one.

use browser::chance::random_uuid;
use domain::{
    reference::District,
    time::Timestamp,
    wire::{ComplaintForm, FieldProblem, Receipt},
};
use markup::prelude::*;

/// What stands on the form's page.
#[derive(Clone)]
pub enum Shown {
    /// The form.
    Form,
    /// The slip of what is filed.
    Slip(Box<Receipt>),
    /// The slip of what was kept under this key and is filed by now.
    Fetched(String, Box<Receipt>),
    /// The provisional slip.
    Provisional(String, Timestamp),
}

/// One citizen's turn; goes down by context.
#[derive(Clone, Copy)]
pub struct Serving {
    /// What stands in the fields.
    pub typed: RwSignal<ComplaintForm>,
    /// The Idempotency-Key, made before the first keystroke.
    pub key: RwSignal<String>,
    /// What stands on the page.
    pub shown: RwSignal<Shown>,
    /// What is wrong with the form.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Why it was not taken.
    pub failed: RwSignal<Option<&'static str>>,
    /// True while it is sent.
    pub busy: RwSignal<bool>,
    /// How many citizens were here before; also a page that is asked for anew.
    pub turn: RwSignal<u32>,
    /// What the form begins with.
    district: StoredValue<String>,
}

impl Serving {
    /// Nobody is there yet.
    pub fn start() -> Self {
        let serving = Self {
            typed: RwSignal::new(ComplaintForm::default()),
            key: RwSignal::new(random_uuid()),
            shown: RwSignal::new(Shown::Form),
            problems: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            busy: RwSignal::new(false),
            turn: RwSignal::new(0),
            district: StoredValue::new(String::new()),
        };
        provide_context(serving);
        serving
    }

    /// Whoever is served.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Serving::start")
    }

    /// Every form begins with this district.
    pub fn begin_with(self, district: District) {
        self.district.set_value(district.code().to_owned());
        if self.is_blank() {
            self.typed.update(|typed| typed.district = district.code().to_owned());
        }
    }

    /// True if nothing of a citizen is here.
    pub fn is_blank(self) -> bool {
        let blank = ComplaintForm { district: self.district.get_value(), ..ComplaintForm::default() };
        let typed = self.typed.get_untracked();
        let is_form = matches!(self.shown.get_untracked(), Shown::Form);
        is_form && (typed == blank || typed == ComplaintForm::default()) && !self.busy.get_untracked()
    }

    /// Erases everything: the next citizen's turn.
    pub fn wipe(self) {
        self.typed.set(ComplaintForm { district: self.district.get_value(), ..ComplaintForm::default() });
        self.key.set(random_uuid());
        self.shown.set(Shown::Form);
        self.problems.set(Vec::new());
        self.failed.set(None);
        self.busy.set(false);
        self.turn.update(|turn| *turn += 1);
    }
}
