//! What is asked, why, who sees it, what stays on the phone.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

const PARTS: [(Text, Text); 7] = [
    (Text::PrivacyAsked, Text::PrivacyAskedText),
    (Text::PrivacyWhy, Text::PrivacyWhyText),
    (Text::PrivacyWho, Text::PrivacyWhoText),
    (Text::PrivacyHowLong, Text::PrivacyHowLongText),
    (Text::PrivacyPhone, Text::PrivacyPhoneText),
    (Text::PrivacyPublic, Text::PrivacyPublicText),
    (Text::PrivacyAsk, Text::PrivacyAskText),
];

/// The notice in full.
#[component]
pub fn PrivacyPage() -> Markup {
    let texts = Texts::here();
    let parts = PARTS.into_iter().map(|(title, text)| {
        view! {
            <h2>{texts.get(title)}</h2>
            <p>{texts.get(text)}</p>
        }
    });
    view! {
        <h1 tabindex="-1">{texts.get(Text::PrivacyTitle)}</h1>
        {parts.collect::<Markup>()}
    }
}
