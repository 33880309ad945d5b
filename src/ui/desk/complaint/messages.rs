//! What was sent to the citizen, or waits to be.

use domain::{life::State, reference::Department, wire::desk::Message};
use leptos::prelude::*;
use markup::{IntoMarkup, Markup, view};

use crate::{
    desk::{code::Code, name},
    text::{Text, Texts},
};

/// Newest first.
#[component]
pub fn Messages(messages: Vec<Message>) -> Markup {
    let texts = Texts::here();
    let none = messages.is_empty().then(|| view! { <p>{texts.get(Text::DeskComplaintMessagesNone)}</p> });
    let rows = messages.into_iter().map(|message| {
        let state = match message.state.as_str() {
            "waiting" => Text::DeskMessageWaiting,
            "sent" => Text::DeskMessageSent,
            "failed" => Text::DeskMessageFailed,
            _ => Text::DeskMessageOff,
        };
        let tries = (message.tries > 1).then(|| {
            let count = message.tries.to_string();
            view! { " · " {texts.fill(Text::DeskMessageTries, &[("count", &count)])} }
        });
        let error = message.error.map(|error| view! { " · " {texts.get(name::fault(&error))} });
        let number = message.number.map(|number| {
            view! { " · " {texts.fill(Text::DeskMessageNumber, &[("number", &number)])} }
        });
        let when = message.at.unwrap_or(message.created_at);
        view! {
            <li class="messages__message">
                <p class="messages__what">{way(texts, &message.by)} ": " {template(texts, &message.template)}</p>
                <p class="messages__state">
                    <strong>{texts.get(state)}</strong>
                    " · "
                    <time datetime=when.to_string()>{texts.moment(when)}</time>
                    {tries}
                    {number}
                    {error}
                </p>
            </li>
        }
    });
    view! {
        <h2>{texts.get(Text::DeskComplaintMessages)}</h2>
        {none}
        <ul class="messages">{rows.collect::<Markup>()}</ul>
    }
}

/// A way by its name, the system of a department by the department's; one that is
/// newer than this app by its code.
pub fn way(texts: Texts, code: &str) -> Markup {
    match (name::way(code), Department::from_code(code)) {
        (Some(name), _) => texts.get(name).into_markup(),
        (None, Some(department)) => texts.department(department).into_markup(),
        (None, None) => view! { <Code words=code.to_owned() /> },
    }
}

/// What a message is about: mostly the state that it tells of.
fn template(texts: Texts, code: &str) -> Markup {
    match (State::from_code(code), code) {
        (Some(state), _) => texts.get(name::state(state)).into_markup(),
        (None, "forwarded_late") => texts.get(Text::DeskMessageForwardedLate).into_markup(),
        (None, "filed") => texts.get(Text::DeskMessageFiled).into_markup(),
        (None, "interim_reply") => texts.get(Text::DeskActionInterimReply).into_markup(),
        (None, code) => view! { <Code words=code.to_owned() /> },
    }
}
