//! A step of the form: where one is, what is wrong, the questions, the way on.
//!
//! A plain page carries all other answers along in hidden fields, because the
//! server keeps nothing of a complaint that is not sent.

use domain::{masking::mask, paths::page, time::Day};
use markup::prelude::*;
use markup::{Markup, changing, view};

use super::{
    answers::Answers, category::CategoryQuestion, check::CheckAnswers, group::GroupQuestion, photos::PhotoChoice,
    place::WhereQuestions, step::Step, step_link::StepLink, what::WhatQuestion, you::YouQuestions,
};
use crate::{
    button::Submit,
    carried::carried,
    error_summary::ErrorSummary,
    form::Form,
    problems::Problems,
    steps::Steps,
    text::{Text, Texts},
};

/// The field of this name is answered so.
pub type Answered = (&'static str, String);

/// Whether the complaint is under way, and why the last sending failed.
#[derive(Clone, Copy)]
pub struct Sent {
    /// A request is under way.
    pub busy: Signal<bool>,
    /// Why the last one did not go through, and what to do.
    pub failed: Signal<Option<&'static str>>,
}

/// A step of the form, on the day `today`. `key` is the Idempotency-Key: a plain page
/// carries it along, and the phone keeps the photos under it.
#[component]
pub fn StepPage(
    step: Step,
    today: Day,
    answers: Signal<Answers>,
    #[prop(optional, into)] key: String,
    problems: Problems,
    sent: Sent,
    on_answer: Callback<Answered>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    let asking = Asking { answers, problems, on_answer };
    let submit = if step == Step::Check { Text::ComplainSend } else { Text::ComplainContinue };
    let before = step.before();
    view! {
        <Steps number=step.number() count=Step::ALL.len() as u8 />
        <ErrorSummary problems />
        <Form action=page::COMPLAIN takes_files=step == Step::Check on_submit>
            {carried_along(step, &answers.get_untracked(), key.clone())}
            {questions(step, today, asking, sent)}
            {(step == Step::Check).then(|| view! { <PhotoChoice key error=problems.of("photo") /> })}
            <div class="buttons">
                <Submit label=texts.get(submit) busy=sent.busy />
                {before.map(|step| view! { <StepLink step label=Text::ComplainBack /> })}
            </div>
        </Form>
    }
}

/// What every question needs.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub answers: Signal<Answers>,
    pub problems: Problems,
    pub on_answer: Callback<Answered>,
}

impl Asking {
    /// The answer as it changes.
    pub fn value(self, name: &'static str) -> Signal<String> {
        Signal::derive(move || self.answers.with(|answers| answers.get(name).to_owned()))
    }

    /// What is wrong with it.
    pub fn error(self, name: &'static str) -> Signal<Option<&'static str>> {
        self.problems.of(name)
    }

    /// Answers it.
    pub fn answer(self, name: &'static str) -> Callback<String> {
        Callback::new(move |typed| self.on_answer.run((name, typed)))
    }

    /// Chooses one of a few.
    pub fn choose(self, name: &'static str) -> Callback<&'static str> {
        Callback::new(move |code: &str| self.on_answer.run((name, code.to_owned())))
    }

    /// Masks personal numbers in it.
    pub fn mask(self, name: &'static str) -> Callback<()> {
        Callback::new(move |()| {
            self.on_answer.run((name, mask(self.answers.get_untracked().get(name))));
        })
    }
}

fn questions(step: Step, today: Day, asking: Asking, sent: Sent) -> Markup {
    match step {
        Step::Group => view! { <GroupQuestion asking /> },
        Step::Category => view! { <CategoryQuestion asking /> },
        Step::Where => view! { <WhereQuestions today asking /> },
        Step::What => view! { <WhatQuestion asking /> },
        Step::You => view! { <YouQuestions asking /> },
        // Drawn anew when another window changes an answer.
        Step::Check => {
            let form = Memo::new(move |_| asking.answers.get().form);
            changing(move || view! { <CheckAnswers asking form=form.get() sent /> })
        }
    }
}

/// The step, the key and the answers to all other steps.
fn carried_along(step: Step, answers: &Answers, key: String) -> Option<Markup> {
    let others = Answers::NAMES.into_iter().filter(|name| Step::of(&["/", name].concat()) != step);
    let others = others.map(|name| (name, answers.get(name).to_owned()));
    carried([("step", step.number().to_string()), ("key", key)].into_iter().chain(others))
}
