//! What happened, in the citizen's own words.

use domain::complaint::TEXT_MAX;
use leptos::prelude::*;
use markup::{Markup, view};

use super::page::Asking;
use crate::{
    personal_warning::PersonalWarning,
    text::{Text, Texts},
    text_area::TextArea,
};

/// A text, watched for personal numbers while it is typed.
#[component]
pub(super) fn WhatQuestion(asking: Asking) -> Markup {
    let texts = Texts::here();
    let text = asking.value("text");
    view! {
        <h1 tabindex="-1">{texts.get(Text::ComplainWhat)}</h1>
        <TextArea
            name="text"
            label=texts.get(Text::ComplainText)
            hint=texts.get(Text::ComplainTextHint)
            error=asking.error("text")
            longest=TEXT_MAX
            value=text
            on_input=asking.answer("text")
        />
        <PersonalWarning text on_mask=asking.mask("text") />
    }
}
