//! Asks for a ticket number.

use domain::paths::page;
use markup::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Submit,
    form::Form,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// One field and a button. Whoever mounts it reads the number and says what is
/// wrong with it.
#[component]
pub fn TicketForm(
    error: Signal<Option<&'static str>>,
    value: Signal<String>,
    on_input: Callback<String>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    view! {
        <Form action=page::STATUS on_submit>
            <TextInput
                name="ticket"
                label=texts.get(Text::TicketFormLabel)
                hint=texts.get(Text::TicketFormHint)
                error
                typed=Typed::Ticket
                autocomplete="off"
                value
                on_input
            />
            <Submit label=texts.get(Text::TicketFormSubmit) />
        </Form>
    }
}
