//! What happened, in the citizen's own words.

use domain::complaint::TEXT_MAX;
use leptos::prelude::*;
use markup::{Markup, view};

use super::{frame::Frame, step::Step};
use crate::{
    personal_warning::PersonalWarning,
    problems::Problems,
    text::{Text, Texts},
    text_area::TextArea,
};

/// A text, watched for personal numbers while it is typed.
#[component]
pub fn WhatStep(
    text: Signal<String>,
    problems: Problems,
    on_input: Callback<String>,
    on_mask: Callback<()>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    view! {
        <Frame step=Step::What problems submit=Text::ComplainContinue on_submit>
            <h1 tabindex="-1">{texts.get(Text::ComplainWhat)}</h1>
            <TextArea
                name="text"
                label=texts.get(Text::ComplainText)
                hint=texts.get(Text::ComplainTextHint)
                error=problems.of("text")
                longest=TEXT_MAX
                value=text
                on_input
            />
            <PersonalWarning text on_mask />
        </Frame>
    }
}
