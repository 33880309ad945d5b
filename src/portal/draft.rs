//! The complaint that is being written. The phone keeps it from the first
//! keystroke, so that a reload loses nothing, and erases it once it is sent.
//!
//! Every window of this browser writes the same draft, with the same
//! Idempotency-Key: what one types the others show, and whichever sends, the
//! server files it once.

use browser::{chance::random_uuid, clock, compose::compose, memory::Memory, phone, takeover::carried};
use domain::wire::{ComplaintForm, FieldProblem};
use json::Json;
use leptos::{ev, leptos_dom::helpers::window_event_listener};
use markup::prelude::*;
use ui::pages::complain::{answers::Answers, step::Step};

/// The draft is kept under this name.
const KEPT: &str = "sunwai.draft";

/// What has been answered so far, and how it is sent.
#[derive(Clone, Default, PartialEq, Json)]
pub struct Draft {
    /// Goes with every attempt to send; made at the first keystroke.
    pub key: String,
    /// The answers as they were typed.
    pub answers: Answers,
    /// What was sent, when it is not known whether it arrived.
    pub sent: Option<ComplaintForm>,
}

impl Draft {
    /// Everything that is still wrong, in the order of the form.
    pub fn problems(&self) -> Vec<FieldProblem> {
        self.answers.problems(clock::today(), compose)
    }

    /// What is wrong with the answers of one step.
    pub fn problems_of(&self, step: Step) -> Vec<FieldProblem> {
        self.answers.problems_of(step, clock::today(), compose)
    }

    /// The first step that lacks an answer; the last when none does.
    pub fn first_missing(&self) -> Step {
        self.answers.first_missing(clock::today(), compose)
    }

    /// Takes in what stands in a form that the server drew. One that answers a form
    /// has a key and is a complaint of its own: nothing of an earlier draft, which may
    /// be another person's, slips into it. To any other, what was typed is added.
    fn take_over(&mut self) {
        if carried("step").is_none() {
            return;
        }
        let key = carried("key");
        let is_of_its_own = key.is_some();
        if let Some(key) = key.filter(|key| *key != self.key) {
            phone::drop(&self.key);
            *self = Self { key, ..Self::default() };
        }
        for name in Answers::NAMES {
            let Some(typed) = carried(name) else { continue };
            let before = self.answers.get(name);
            let both = !is_of_its_own && name == "text" && !before.is_empty() && !typed.contains(before);
            self.answers.set(name, if both { [before, "\n", &typed].concat() } else { typed });
        }
    }
}

/// The draft of this browser; goes down by context.
#[derive(Clone, Copy)]
pub struct Drafting {
    draft: RwSignal<Draft>,
    gone: RwSignal<bool>,
    /// Raised whenever something else than typing changes the draft.
    others: RwSignal<u32>,
}

impl Drafting {
    /// Takes up what the phone has kept, and follows the other windows.
    pub fn start() {
        let kept: Draft = Memory::Phone.read(KEPT).unwrap_or_default();
        let mut draft = kept.clone();
        draft.take_over();
        let is_new = draft != kept;
        let drafting = Self { draft: RwSignal::new(draft), gone: RwSignal::new(false), others: RwSignal::new(0) };
        let changed = window_event_listener(ev::storage, move |event| {
            if event.key().is_none_or(|name| name == KEPT) {
                drafting.follow();
            }
        });
        on_cleanup(move || changed.remove());
        if is_new {
            drafting.change(|_| ());
        }
        phone::tidy(&drafting.draft.with_untracked(|draft| draft.key.clone()));
        provide_context(drafting);
    }

    /// The draft of this browser.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Drafting::start")
    }

    /// Another window has changed the draft, sent it or erased it.
    fn follow(self) {
        match Memory::Phone.read::<Draft>(KEPT) {
            Some(kept) if kept != self.draft.get_untracked() => {
                self.draft.set(kept);
                self.others.update(|times| *times += 1);
            }
            Some(_) => {}
            None => {
                self.gone.set(self.is_begun());
                self.forget();
            }
        }
    }

    /// Draws anew what called it when another window changes the draft, or it is
    /// erased.
    pub fn follow_others(self) {
        self.others.track();
    }

    /// The present draft.
    pub fn get(self) -> Draft {
        self.draft.get()
    }

    /// The answers, as they change.
    pub fn answers(self) -> Signal<Answers> {
        Signal::derive(move || self.draft.with(|draft| draft.answers.clone()))
    }

    /// True once something was typed.
    pub fn is_begun(self) -> bool {
        self.draft.with(|draft| !draft.key.is_empty())
    }

    /// True after another window has sent or erased what stood here.
    pub fn gone(self) -> Signal<bool> {
        self.gone.into()
    }

    /// Changes an answer and lets the phone keep it.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.gone.set(false);
        self.draft.update(|draft| {
            change(draft);
            if draft.key.is_empty() {
                draft.key = random_uuid();
            }
        });
        self.draft.with_untracked(|draft| Memory::Phone.keep(KEPT, draft));
    }

    /// Takes the complaint of this key back, which was kept and not taken, as another
    /// one.
    pub fn put_right(self, key: &str, form: ComplaintForm) {
        let mut answers = Answers { form, ..Answers::default() };
        let category = answers.form.category.clone();
        answers.set("category", category);
        self.forget();
        self.change(|draft| draft.answers = answers);
        phone::rename(key, &self.draft.with_untracked(|draft| draft.key.clone()));
    }

    /// Is another complaint from now on: the old key belongs to what was sent.
    pub fn renew(self) {
        let before = self.draft.with_untracked(|draft| draft.key.clone());
        let key = random_uuid();
        phone::rename(&before, &key);
        self.change(|draft| draft.key = key);
        self.others.update(|times| *times += 1);
    }

    /// Forgets everything: it was sent, or the citizen wishes it.
    pub fn erase(self) {
        phone::drop(&self.draft.with_untracked(|draft| draft.key.clone()));
        Memory::Phone.erase(KEPT);
        self.gone.set(false);
        self.forget();
    }

    fn forget(self) {
        self.draft.set(Draft::default());
        self.others.update(|times| *times += 1);
    }
}
