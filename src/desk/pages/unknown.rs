//! There is no such page, or none for this role.

use domain::paths::desk::APP;
use leptos::prelude::*;
use markup::{Markup, view};
use ui::text::{Text, Texts};

/// Says so and leads back.
#[component]
pub fn Unknown() -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::UnknownTitle)}</h1>
        <p class="lead">{texts.get(Text::DeskUnknownLead)}</p>
        <p><a href=APP>{texts.get(Text::DeskUnknownHome)}</a></p>
    }
}
