//! Asks for the PIN that opens the private part.

use domain::paths::page;
use markup::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Submit,
    form::Form,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// "Is this your complaint?"
#[component]
pub fn UnlockForm(
    /// The ticket's eleven digits, for the address of the form.
    ticket: String,
    error: Signal<Option<&'static str>>,
    value: Signal<String>,
    busy: Signal<bool>,
    on_input: Callback<String>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    view! {
        <section class="private">
            <h2>{texts.get(Text::StatusPrivateAsk)}</h2>
            <p>{texts.get(Text::StatusPrivateWhy)}</p>
            <Form action=[page::TICKET, "/", &ticket].concat() on_submit>
                <TextInput
                    name="pin"
                    label=texts.get(Text::StatusPin)
                    hint=texts.get(Text::StatusPinHint)
                    error
                    typed=Typed::Pin
                    autocomplete="off"
                    value
                    on_input
                />
                <Submit label=texts.get(Text::StatusUnlock) busy />
            </Form>
        </section>
    }
}
