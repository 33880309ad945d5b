//! A box around something to know.

use leptos::prelude::*;
use markup::{Children, Markup, view};

/// How much it matters; said by its words too, never by colour alone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    #[default]
    Quiet,
    /// Something has to be done.
    Warning,
    /// Something went well.
    Good,
}

/// A titled box; the title may be left out.
#[component]
pub fn Notice(#[prop(optional)] weight: Weight, #[prop(optional)] title: &'static str, children: Children) -> Markup {
    let class = match weight {
        Weight::Quiet => "notice",
        Weight::Warning => "notice notice--warning",
        Weight::Good => "notice notice--good",
    };
    view! {
        <div class=class>
            {(!title.is_empty()).then(|| view! { <h2 class="notice__title">{title}</h2> })}
            {children()}
        </div>
    }
}
