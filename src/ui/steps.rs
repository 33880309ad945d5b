//! Which step of how many.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// "Step 2 of 6", with a bar for the eye.
#[component]
pub fn Steps(number: u8, count: u8) -> Markup {
    let line = Texts::here().fill(Text::StepsPlace, &[("number", &number.to_string()), ("count", &count.to_string())]);
    let class = move |place| if place <= number { "steps__part steps__part--done" } else { "steps__part" };
    let parts = (1..=count).map(|place| view! { <span class=class(place)></span> });
    view! {
        <div class="steps">
            <p class="steps__line">{line}</p>
            <div class="steps__bar" aria-hidden="true">{parts.collect::<Markup>()}</div>
        </div>
    }
}
