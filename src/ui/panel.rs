//! The panel of a thing that is done: the number, large.

use leptos::prelude::*;
use markup::{Markup, view};

/// The page's heading, and under it a label and the number.
#[component]
pub fn Panel(title: &'static str, label: &'static str, number: String) -> Markup {
    view! {
        <div class="panel">
            <h1 class="panel__title" tabindex="-1">{title}</h1>
            <p class="panel__label">{label}</p>
            <p class="panel__number">{number}</p>
        </div>
    }
}
