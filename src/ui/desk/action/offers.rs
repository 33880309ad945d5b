//! What can be done now, as buttons; and what cannot, with the reason.

use domain::{life::Verb, wire::desk::Offer};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    desk::{action::is_reply, name},
    text::{Text, Texts},
};

/// A refusal that is about the role, not about the complaint: not worth telling.
const NOT_YOURS: &str = "action.not_yours";

/// The offers in the order of the table; the contact has its own place.
#[component]
pub fn Offers(offers: Vec<Offer>, on_choose: Callback<Verb>) -> Markup {
    let texts = Texts::here();
    let named = || offers.iter().filter(|offer| offer.action != Verb::RevealContact);
    let mut replies = 0;
    let mut buttons = Vec::new();
    for offer in named().filter(|offer| offer.refusal.is_none()) {
        let Some(name) = name::verb(offer.action) else { continue };
        let verb = offer.action;
        replies += usize::from(is_reply(verb));
        let key = match verb {
            Verb::Forward => Some("f"),
            Verb::Note => Some("n"),
            _ if is_reply(verb) && replies == 1 => Some("r"),
            _ => None,
        };
        buttons.push(view! {
            <button
                class="button button--second"
                type="button"
                id=verb_id(verb)
                aria-keyshortcuts=key
                on:click=move |_| on_choose.run(verb)
            >
                {texts.get(name)}
            </button>
        });
    }
    let refused = named().filter_map(|offer| {
        let key = offer.refusal.as_deref().filter(|key| *key != NOT_YOURS)?;
        let name = texts.get(name::verb(offer.action)?);
        Some(view! {
            <div class="offers__refused">
                <dt>{name}</dt>
                <dd>{texts.problem(key)}</dd>
            </div>
        })
    });
    let refused: Vec<_> = refused.collect();
    let nothing = buttons.is_empty().then(|| view! { <p>{texts.get(Text::DeskActionNone)}</p> });
    let why_not = (!refused.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary class="fold__name">{texts.get(Text::DeskActionWhyNot)}</summary>
                <dl class="offers__why">{refused}</dl>
            </details>
        }
    });
    view! {
        <div class="buttons">{buttons}</div>
        {nothing}
        {why_not}
    }
}

/// The id of a step's button, where the focus returns to.
pub fn verb_id(verb: Verb) -> &'static str {
    match verb {
        Verb::Take => "do-take",
        Verb::AskDetails => "do-ask-details",
        Verb::Forward => "do-forward",
        Verb::Start => "do-start",
        Verb::InterimReply => "do-interim-reply",
        Verb::Resolve => "do-resolve",
        Verb::NotTenable => "do-not-tenable",
        Verb::Duplicate => "do-duplicate",
        Verb::Unmerge => "do-unmerge",
        Verb::SendBack => "do-send-back",
        Verb::Note => "do-note",
        _ => "do-reveal-contact",
    }
}
