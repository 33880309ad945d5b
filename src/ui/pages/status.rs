//! Asks for the number of a complaint.

use markup::prelude::*;
use markup::{Markup, view};

use crate::{
    text::{Text, Texts},
    ticket_form::TicketForm,
};

/// The number is asked for; what is wrong with it is said at once.
#[component]
pub fn StatusPage(
    error: Signal<Option<&'static str>>,
    value: Signal<String>,
    on_input: Callback<String>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::StatusTitle)}</h1>
        <TicketForm error value on_input on_submit />
        <p>{texts.get(Text::StatusLost)}</p>
    }
}
