//! How the citizen can be reached: masked until someone asks for it and is
//! written down.

use domain::{language::Language, wire::desk::Contact};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Button,
    desk::{action::offers::verb_id, code::Code},
    text::{Text, Texts},
};

/// Name, mobile and e-mail as far as they were given.
#[component]
pub fn ContactCard(contact: Contact, language: Language, can_reveal: bool, on_reveal: Callback<()>) -> Markup {
    let texts = Texts::here();
    let Contact { name, mobile, email, revealed } = contact;
    let is_empty = name.is_none() && mobile.is_none() && email.is_none();
    let name = name.map(|name| view! { <span lang=language.code()>{name}</span> });
    let mobile = mobile.map(|mobile| view! { <Code words=mobile /> });
    let email = email.map(|email| view! { <Code words=email /> });
    let given =
        [(Text::DeskComplaintName, name), (Text::DeskComplaintMobile, mobile), (Text::DeskComplaintEmail, email)];
    let rows = given.into_iter().filter_map(|(label, value)| {
        let value = value?;
        Some(view! {
            <div class="summary-list__row">
                <dt class="summary-list__label">{texts.get(label)}</dt>
                <dd class="summary-list__value">{value}</dd>
            </div>
        })
    });
    let rows: Markup = rows.collect();
    let none = is_empty.then(|| view! { <p>{texts.get(Text::DeskComplaintContactNone)}</p> });
    let list = (!is_empty).then(|| view! { <dl class="summary-list">{rows}</dl> });
    let reveal = (can_reveal && !revealed && !is_empty).then(|| {
        view! {
            <div id=verb_id(domain::life::Verb::RevealContact) tabindex="-1">
                <Button label=texts.get(Text::DeskActionRevealContact) on_press=on_reveal />
            </div>
        }
    });
    view! {
        <h2>{texts.get(Text::DeskComplaintContact)}</h2>
        {none}
        {list}
        {reveal}
    }
}
