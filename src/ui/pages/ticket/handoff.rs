//! For whoever posted elsewhere what became a complaint: a word to say there, and
//! PIN and private part once it was said.
//!
//! The forms are the browser's own, in the app as well: so rare a way is not worth
//! the weight of asking for each step by a script.

use domain::{complaint::Channel, paths::page, ticket::Ticket};
use leptos::prelude::*;
use markup::{IS_PLAIN, Markup, view};

use crate::{
    notice::{Notice, Weight},
    text::{Text, Texts},
};

/// A word that was given out, and what proves that it was given out here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// To be said where they posted.
    pub word: String,
    /// Goes along, and is shown to nobody.
    pub claim: String,
}

/// True if complaints of this channel come from posts.
pub fn is_posted(channel: Channel) -> bool {
    matches!(channel, Channel::X | Channel::Mastodon)
}

/// "I wrote this post", then the word and "I have said it".
#[component]
pub fn HandoffForm(ticket: Ticket, word: Option<Word>, error: Option<&'static str>) -> Markup {
    let texts = Texts::here();
    let path = [page::TICKET, "/", &ticket.to_string()].concat();
    // The answer is in the language of the app, which the server cannot know.
    let action = if IS_PLAIN { path } else { [&path, "?lang=", texts.language().code()].concat() };
    let (lead, label) = match &word {
        None => (Text::StatusHandoffWhy, Text::StatusHandoffBegin),
        Some(_) => (Text::StatusHandoffSay, Text::StatusHandoffSaid),
    };
    let along = word.map(|Word { word, claim }| {
        let shown = word.clone();
        view! {
            <p><strong translate="no" lang="en">{shown}</strong></p>
            <input type="hidden" name="word" value=word />
            <input type="hidden" name="claim" value=claim />
        }
    });
    view! {
        <section class="private" id="handoff">
            <h2>{texts.get(Text::StatusHandoffAsk)}</h2>
            <p class="field__error" id="handoff-error" role="alert">{error}</p>
            <form class="form" method="post" action=action>
                <p>{texts.get(lead)}</p>
                {along}
                <button class="button button--second" type="submit" name="handoff" value="yes">{texts.get(label)}</button>
            </form>
        </section>
    }
}

/// The PIN of a complaint that was just handed over, this one time.
#[component]
pub fn NewPin(#[prop(into)] pin: String) -> Markup {
    let texts = Texts::here();
    view! {
        <Notice weight=Weight::Good>
            <p>{texts.get(Text::ReceiptPin)} ": " <strong id="new-pin">{pin}</strong></p>
            <p>{texts.get(Text::ReceiptPinOnce)}</p>
        </Notice>
    }
}
