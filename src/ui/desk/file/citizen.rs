//! Whose complaint it is, how they can be reached, and in which language.

use domain::language::Language;
use leptos::prelude::*;
use markup::{Markup, view};

use super::Filing;
use crate::{
    desk::name,
    text::{Text, Texts},
    text_input::Typed,
};

/// Name, mobile number, e-mail address and language.
#[component]
pub fn Citizen(filing: Filing) -> Markup {
    let texts = Texts::here();
    view! {
        {filing.line(
            "name",
            Text::ComplainName,
            Typed::Words,
            |typed| typed.name.as_deref().unwrap_or_default(),
            |typed, value| typed.name = Some(value),
        )}
        {filing.line(
            "mobile",
            Text::ComplainMobile,
            Typed::Mobile,
            |typed| typed.mobile.as_deref().unwrap_or_default(),
            |typed, value| typed.mobile = Some(value),
        )}
        {filing.line(
            "email",
            Text::DeskFileEmail,
            Typed::Email,
            |typed| typed.email.as_deref().unwrap_or_default(),
            |typed, value| typed.email = Some(value),
        )}
        {filing.choice(
            "language",
            [Text::DeskFileLanguage, Text::DeskFileLanguageUnchosen],
            Language::ALL.map(|language| (language.code(), texts.get(name::language(language)))).to_vec(),
            |typed| &typed.language,
            |typed, value| typed.language = value,
        )}
    }
}
