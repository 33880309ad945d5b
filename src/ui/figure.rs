//! One figure: what it is, the number, and of what it is a share.

use leptos::prelude::*;
use markup::{Markup, view};

/// A number with its name above and a sentence below.
#[component]
pub fn Figure(label: &'static str, number: String, #[prop(into)] about: String) -> Markup {
    view! {
        <div class="figure">
            <dt class="figure__label">{label}</dt>
            <dd class="figure__number">{number}</dd>
            <dd class="figure__about">{about}</dd>
        </div>
    }
}
