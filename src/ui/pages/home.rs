//! Home: what this is in one sentence, and three clear ways.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    text::{Text, Texts},
    ways::Ways,
};

/// The whole page.
#[component]
pub fn Home() -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::HomeTitle)}</h1>
        <p class="lead">{texts.get(Text::HomeLead)}</p>
        <Ways />
    }
}
