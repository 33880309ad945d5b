//! The form: which step is shown, what it changes, and the way on.
//!
//! [`send`] sends, [`receipt`] shows what came back. A step that lacks earlier
//! answers goes back to the first that is missing.

use std::cell::Cell;

use browser::{
    address::Navigation,
    arrival::focus_when_drawn,
    clock,
    takeover::{carried, given, once_drawn, said},
};
use domain::wire::{FieldProblem, Receipt};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    button::Button,
    notice::{Notice, Weight},
    pages::complain::{
        page::{Sent, StepPage},
        step::Step,
    },
    problems::Problems,
    text::{Text, Texts},
};

use crate::{draft::Drafting, phone};

pub mod receipt;
mod send;

use receipt::Slip;
use send::Sending;

/// The step, or the receipt once the complaint is sent.
#[component]
pub fn Complain() -> Markup {
    let navigation = Navigation::here();
    let filling = Filling::start();
    let was_wrong = Cell::new(filling.take_over());
    let step = navigation.parameter("step");
    on_cleanup(move || receipt::forget_unless_here(navigation));
    whenever(move || {
        if filling.drafting.gone().get() {
            navigation.go_instead(&Step::Group.address());
        }
    });
    changing(move || {
        filling.drafting.follow_others();
        let code = step.get().unwrap_or_default();
        if code == receipt::STEP {
            return view! { <Slip /> };
        }
        let step = Step::from_code(&code);
        let is_wrong = was_wrong.replace(false);
        filling.problems.set(if is_wrong { untrack(|| filling.drafting.get().problems_of(step)) } else { Vec::new() });
        filling.shown(step)
    })
}

/// What the steps share.
#[derive(Clone, Copy)]
struct Filling {
    navigation: Navigation,
    drafting: Drafting,
    problems: RwSignal<Vec<FieldProblem>>,
    sending: Sending,
}

impl Filling {
    fn start() -> Self {
        Self {
            navigation: Navigation::here(),
            drafting: Drafting::here(),
            problems: RwSignal::new(Vec::new()),
            sending: Sending::start(),
        }
    }

    /// Takes up where a page without the app stands, whose address is the same
    /// for all steps; true if it says that something is wrong.
    fn take_over(self) -> bool {
        if let Some(receipt) = given::<Receipt>() {
            receipt::keep(&receipt);
            let key = carried("receipt_key").unwrap_or_default();
            phone::remember(&key, &receipt);
            if untrack(|| self.drafting.get().key) == key {
                self.drafting.erase();
            }
            self.navigation.rename(&receipt::address());
        }
        // Only what answers a form has a key: else the address says which step it is.
        let Some(step) = carried("key").and_then(|_| carried("step")) else { return false };
        let step = Step::from_number(&step);
        let at = untrack(|| self.navigation.get().0.parameter("step")).unwrap_or_default();
        if step != Step::from_code(&at) {
            self.navigation.rename(&step.address());
        }
        self.sending.failed.set(said("[role=alert] .notice p"));
        said(".error-summary").is_some()
    }

    /// Goes on to the next step, or says what is wrong with this one.
    fn go_on(self, step: Step) {
        let problems = self.drafting.get().problems_of(step);
        match step.next() {
            Some(next) if problems.is_empty() => self.navigation.go(&next.address()),
            _ => self.refuse(problems),
        }
    }

    /// Says what is wrong, and moves the focus there.
    fn refuse(self, problems: Vec<FieldProblem>) {
        self.problems.set(problems);
        focus_when_drawn(".error-summary");
    }

    fn shown(self, step: Step) -> Markup {
        let drafting = self.drafting;
        let missing = untrack(|| drafting.get().first_missing());
        if step.needs_earlier_answers() && step > missing {
            // Not now: the address must not change while it is being read.
            once_drawn(move || self.navigation.go_instead(&missing.address()));
            return Markup::nothing();
        }
        let key = untrack(|| drafting.get().key);
        let Sending { busy, failed } = self.sending;
        let on_submit = Callback::new(move |()| if step == Step::Check { self.send() } else { self.go_on(step) });
        let on_answer = Callback::new(move |(name, typed)| drafting.change(|draft| draft.answers.set(name, typed)));
        view! {
            {(step == Step::Group).then(|| view! { <Unfinished draft=drafting /> })}
            <StepPage
                step
                today=clock::today()
                answers=drafting.answers()
                key
                problems=Problems::new(self.problems)
                sent=Sent { busy: busy.into(), failed: failed.into() }
                on_answer
                on_submit
            />
        }
    }
}

/// Says that a draft is kept here, and how to be rid of it; or that it has gone.
#[component]
fn Unfinished(draft: Drafting) -> Markup {
    let texts = Texts::here();
    // Told when the page opens, not at the first tap on it.
    let begun = RwSignal::new(untrack(|| draft.is_begun()));
    let erase = Callback::new(move |()| {
        draft.erase();
        begun.set(false);
        focus_when_drawn("h1");
    });
    let kept = move || {
        begun.get().then(|| {
            view! {
                <Notice title=texts.get(Text::ComplainDraftTitle)>
                    <p>{texts.get(Text::ComplainDraftKept)}</p>
                    <Button label=texts.get(Text::ComplainDraftErase) on_press=erase />
                </Notice>
            }
        })
    };
    let gone = move || {
        draft.gone().get().then(|| {
            view! { <Notice weight=Weight::Warning><p>{texts.get(Text::ComplainSentElsewhere)}</p></Notice> }
        })
    };
    view! {
        {changing(kept)}
        <div role="status">{changing(gone)}</div>
    }
}
