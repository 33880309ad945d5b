//! The form: which step is shown, what it changes, and the way on.
//!
//! [`send`] sends, [`receipt`] shows what came back. A step that lacks earlier
//! answers goes back to the first that is missing.

use browser::{address::Navigation, arrival::focus_when_drawn, clock};
use domain::{masking, wire::FieldProblem};
use leptos::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    button::Button,
    notice::{Notice, Weight},
    pages::complain::{
        category::CategoryStep, check::CheckStep, group::GroupStep, place::WhereStep, step::Step, what::WhatStep,
        you::YouStep,
    },
    problems::Problems,
    text::{Text, Texts},
};

use crate::draft::{Draft, Drafting};

mod receipt;
mod send;

use receipt::Slip;
use send::Sending;

/// The step, or the receipt once the complaint is sent.
#[component]
pub fn Complain() -> Markup {
    let navigation = Navigation::here();
    let step = navigation.parameter("step");
    let filling = Filling::start();
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
        filling.problems.set(Vec::new());
        filling.shown(Step::from_code(&code))
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

    /// A change of one answer.
    fn changes<T: 'static>(self, change: impl Fn(&mut Draft, T) + Send + Sync + 'static) -> Callback<T> {
        Callback::new(move |typed| self.drafting.change(|draft| change(draft, typed)))
    }

    fn shown(self, step: Step) -> Markup {
        let draft = self.drafting;
        let missing = untrack(|| draft.get().first_missing());
        if step > missing {
            // Not now: the address must not change while it is being read.
            request_animation_frame(move || self.navigation.go_instead(&missing.address()));
            return Markup::nothing();
        }
        let problems = Problems::new(self.problems);
        let on_submit = Callback::new(move |()| self.go_on(step));
        match step {
            Step::Group => {
                let value = draft.answer(|draft| &draft.group);
                let on_choose = self.changes(|draft, code: &'static str| draft.choose_group(code));
                view! {
                    <Unfinished draft />
                    <GroupStep value problems on_choose on_submit />
                }
            }
            Step::Category => {
                let group = untrack(|| draft.get().group()).expect("the group is asked for first");
                let value = draft.answer(|draft| &draft.form.category);
                let on_choose = self.changes(|draft, code: &'static str| draft.form.category = code.to_owned());
                view! { <CategoryStep group value problems on_choose on_submit /> }
            }
            Step::Where => {
                let district = draft.answer(|draft| &draft.form.district);
                let place = draft.answer(|draft| draft.form.place.as_deref().unwrap_or_default());
                let on_district = self.changes(|draft, code| draft.form.district = code);
                let on_place = self.changes(|draft, typed| draft.form.place = Some(typed));
                view! { <WhereStep today=clock::today() district place problems on_district on_place on_submit /> }
            }
            Step::What => {
                let text = draft.answer(|draft| &draft.form.text);
                let on_input = self.changes(|draft, typed| draft.form.text = typed);
                let on_mask = self.changes(|draft, ()| draft.form.text = masking::mask(&draft.form.text));
                view! { <WhatStep text problems on_input on_mask on_submit /> }
            }
            Step::You => {
                let name = draft.answer(|draft| draft.form.name.as_deref().unwrap_or_default());
                let mobile = draft.answer(|draft| draft.form.mobile.as_deref().unwrap_or_default());
                let on_name = self.changes(|draft, typed| draft.form.name = Some(typed));
                let on_mobile = self.changes(|draft, typed| draft.form.mobile = Some(typed));
                view! { <YouStep name mobile problems on_name on_mobile on_submit /> }
            }
            Step::Check => {
                // Drawn anew when another window changes an answer.
                let form = Memo::new(move |_| draft.get().form);
                let Sending { busy, failed } = self.sending;
                let on_submit = Callback::new(move |()| self.send());
                changing(move || {
                    view! { <CheckStep form=form.get() problems failed=failed.into() busy=busy.into() on_submit /> }
                })
            }
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
