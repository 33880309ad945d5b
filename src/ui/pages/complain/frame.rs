//! What every step of the form has: where one is, what is wrong, the way on.

use domain::paths::page;
use leptos::prelude::*;
use markup::{Children, Markup, view};

use super::step::Step;
use crate::{button::Submit, error_summary::ErrorSummary, form::Form, problems::Problems, steps::Steps, text::Texts};

/// The question of `step` is the children's first heading.
#[component]
pub fn Frame(
    step: Step,
    problems: Problems,
    /// What the button says.
    submit: crate::text::Text,
    #[prop(optional, into)] busy: Signal<bool>,
    on_submit: Callback<()>,
    children: Children,
) -> Markup {
    let texts = Texts::here();
    view! {
        <Steps number=step.number() count=Step::ALL.len() as u8 />
        <ErrorSummary problems />
        <Form action=page::COMPLAIN on_submit>
            {children()}
            <Submit label=texts.get(submit) busy />
        </Form>
    }
}
