//! What is written the same in every language: the name someone signs in with,
//! a key, a fault's short word. A screen reader need not guess.

use leptos::prelude::*;
use markup::{Markup, view};

/// Words that are not translated.
#[component]
pub fn Code(#[prop(into)] words: String) -> Markup {
    view! { <span class="code" lang="en" translate="no">{words}</span> }
}
