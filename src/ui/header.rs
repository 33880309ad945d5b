//! The band at the top: skip link, mark and name, languages.

use markup::prelude::*;
use markup::{Markup, view};

use crate::{
    language_switch::LanguageSwitch,
    text::{Text, Texts},
};

/// `here` is the address of the page, for the links to its other languages.
#[component]
pub fn Header(here: Signal<String>) -> Markup {
    let texts = Texts::here();
    view! {
        <a class="skip-link" href="#main">{texts.get(Text::HeaderSkip)}</a>
        <header class="header">
            <div class="header__inside">
                <a class="header__home" href="/">
                    <img class="header__mark" src="/mark.svg" alt="" width="36" height="36" />
                    <span class="header__name">{texts.get(Text::HeaderName)}</span>
                </a>
                <LanguageSwitch here />
            </div>
        </header>
    }
}
