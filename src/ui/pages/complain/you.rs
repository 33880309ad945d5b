//! Name and mobile number, both only if the citizen wishes.

use leptos::prelude::*;
use markup::{Markup, view};

use super::{frame::Frame, step::Step};
use crate::{
    problems::Problems,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// Two fields that may stay empty.
#[component]
pub fn YouStep(
    name: Signal<String>,
    mobile: Signal<String>,
    problems: Problems,
    on_name: Callback<String>,
    on_mobile: Callback<String>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    view! {
        <Frame step=Step::You problems submit=Text::ComplainContinue on_submit>
            <h1 tabindex="-1">{texts.get(Text::ComplainYou)}</h1>
            <p>{texts.get(Text::ComplainYouLead)}</p>
            <TextInput
                name="name"
                label=texts.get(Text::ComplainName)
                error=problems.of("name")
                autocomplete="name"
                value=name
                on_input=on_name
            />
            <TextInput
                name="mobile"
                label=texts.get(Text::ComplainMobile)
                hint=texts.get(Text::ComplainMobileHint)
                error=problems.of("mobile")
                typed=Typed::Mobile
                autocomplete="tel-national"
                value=mobile
                on_input=on_mobile
            />
        </Frame>
    }
}
