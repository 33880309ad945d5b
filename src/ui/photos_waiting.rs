//! Photos that a phone has still to send, and that the office did not take.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// How many wait, and why one was refused; nothing where neither is so.
#[component]
pub fn PhotosWaiting(count: u32, refused: Option<&'static str>) -> Markup {
    let texts = Texts::here();
    let line = |class, words| view! { <p class=class>{words}</p> };
    let waiting =
        (count > 0).then(|| line("photos-waiting", texts.fill(Text::PhotosWaiting, &[("count", &count.to_string())])));
    let refused = refused.map(|why| line("photos-refused", texts.fill(Text::PhotosRefused, &[("why", why)])));
    view! {
        {waiting}
        {refused}
    }
}
