//! To which complaint a message belongs: that of its thread, or another by number.

use markup::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Submit,
    form::Form,
    problems::Problems,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// The field for a number.
#[component]
pub fn AttachForm(number: RwSignal<String>, problems: Problems, busy: Signal<bool>, on_attach: Callback<()>) -> Markup {
    let texts = Texts::here();
    view! {
        <Form action="" on_submit=on_attach>
            <TextInput
                name="ticket"
                label=texts.get(Text::DeskInboxNumber)
                error=problems.of("ticket")
                typed=Typed::Ticket
                autocomplete="off"
                value=number.into()
                on_input=Callback::new(move |typed| number.set(typed))
            />
            <Submit label=texts.get(Text::DeskInboxAttachSend) busy />
        </Form>
    }
}
