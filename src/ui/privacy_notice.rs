//! The short privacy notice before the first field: why, how long, whom to ask.

use domain::paths::page;
use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// Which notice a citizen was shown; goes with the complaint. Raise it whenever
/// the sentences of the notice change.
pub const NOTICE: &str = "2026-11";

/// Three sentences, and a link to all of it.
#[component]
pub fn PrivacyNotice() -> Markup {
    let texts = Texts::here();
    view! {
        <div class="notice">
            <h2 class="notice__title">{texts.get(Text::NoticeTitle)}</h2>
            <p>{texts.get(Text::NoticeWhy)}</p>
            <p>{texts.get(Text::NoticeHowLong)}</p>
            <p><a href=page::PRIVACY>{texts.get(Text::NoticeMore)}</a></p>
        </div>
    }
}
