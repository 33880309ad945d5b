//! Photos that a phone has still to send.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// How many; nothing while there are none.
#[component]
pub fn PhotosWaiting(count: u32) -> Markup {
    let texts = Texts::here();
    if count == 0 {
        return Markup::nothing();
    }
    view! { <p class="photos-waiting">{texts.fill(Text::PhotosWaiting, &[("count", &count.to_string())])}</p> }
}
