//! Name and mobile number, both only if the citizen wishes.

use leptos::prelude::*;
use markup::{Markup, view};

use super::page::Asking;
use crate::{
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// Two fields that may stay empty.
#[component]
pub(super) fn YouQuestions(asking: Asking) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::ComplainYou)}</h1>
        <p>{texts.get(Text::ComplainYouLead)}</p>
        <TextInput
            name="name"
            label=texts.get(Text::ComplainName)
            error=asking.error("name")
            autocomplete="name"
            value=asking.value("name")
            on_input=asking.answer("name")
        />
        <TextInput
            name="mobile"
            label=texts.get(Text::ComplainMobile)
            hint=texts.get(Text::ComplainMobileHint)
            error=asking.error("mobile")
            typed=Typed::Mobile
            autocomplete="tel-national"
            value=asking.value("mobile")
            on_input=asking.answer("mobile")
        />
    }
}
