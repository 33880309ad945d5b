//! There is no page at this address.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    text::{Text, Texts},
    ways::Ways,
};

/// Says so and offers the three ways.
#[component]
pub fn Unknown() -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::UnknownTitle)}</h1>
        <p class="lead">{texts.get(Text::UnknownLead)}</p>
        <Ways />
    }
}
