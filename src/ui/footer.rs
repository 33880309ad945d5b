//! The foot of every page.

use domain::paths::page;
use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// What is on this phone, how data is treated, whom the site serves.
#[component]
pub fn Footer() -> Markup {
    let texts = Texts::here();
    view! {
        <footer class="footer">
            <div class="footer__inside">
                <nav class="footer__links" aria-label=texts.get(Text::FooterLabel)>
                    <a href=page::MINE>{texts.get(Text::MineTitle)}</a>
                    " "
                    <a href=page::PRIVACY>{texts.get(Text::PrivacyTitle)}</a>
                    " "
                    <a href=page::ACCESSIBILITY>{texts.get(Text::AccessibilityTitle)}</a>
                </nav>
                <p class="footer__line">{texts.get(Text::FooterLine)}</p>
            </div>
        </footer>
    }
}
