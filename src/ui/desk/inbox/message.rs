//! The message that is being looked at: its words with those marked that hint at
//! something, and the rest of what was posted with it.

use domain::{
    ticket::Ticket,
    wire::desk::{Hint, Hints, InboxItem},
};
use markup::prelude::*;
use markup::{Markup, view};

use super::{beside::Beside, line::author};
use crate::{
    desk::{
        complaint::{hints::Words, messages::way},
        queue::line::address,
    },
    notice::{Notice, Weight},
    text::{Text, Texts},
};

/// The heading takes the focus when the message is opened.
#[component]
pub fn Message(item: InboxItem, on_attach: Callback<Ticket>) -> Markup {
    let texts = Texts::here();
    let name = item.author_name.clone().map(|name| view! { " · " <span lang=item.language.code()>{name}</span> });
    let hints = hints(&item);
    let InboxItem { text, language, posted_at, channel, .. } = item.clone();
    view! {
        <h2 class="message__author" tabindex="-1">{author(texts, &item.author)} {name}</h2>
        <p class="message__where">
            {way(texts, &channel)} " · "
            <time datetime=posted_at.to_string()>{texts.moment(posted_at)}</time>
            {post(texts, &item)}
        </p>
        {above(texts, &item)}
        <Words text language hints=hints.clone() />
        {below(texts, &item)}
        <Beside item hints on_attach />
    }
}

fn post(texts: Texts, item: &InboxItem) -> Option<Markup> {
    item.link.clone().map(|link| {
        view! {
            " · "
            <a href=link target="_blank" rel="noopener noreferrer" aria-keyshortcuts="o">{texts.get(Text::DeskInboxPost)}</a>
        }
    })
}

/// What one has to know before one reads.
fn above(texts: Texts, item: &InboxItem) -> Markup {
    let urgent = (!item.urgent.is_empty()).then(|| {
        view! {
            <p class="message__urgent">
                <strong>{texts.get(Text::DeskInboxUrgent)}</strong> ": "
                <span lang=item.language.code()>{item.urgent.join(", ")}</span>
            </p>
        }
    });
    let belongs = item.ticket.map(|ticket| {
        view! {
            <p>
                {texts.get(Text::DeskInboxBelongs)} ": "
                <a href=address(ticket) target="_blank" rel="noopener">{ticket.display(texts.prefix())}</a>
            </p>
        }
    });
    let suggests = item.suggests.as_ref().map(|_| {
        view! { <Notice weight=Weight::Good><p>{texts.get(Text::DeskInboxSuggests)}</p></Notice> }
    });
    view! { {urgent} {belongs} {suggests} }
}

/// What came with the words, or after them.
fn below(texts: Texts, item: &InboxItem) -> Markup {
    let language = item.language;
    let count = item.edits.to_string();
    let edited = match &item.edited_text {
        Some(text) => Some(view! {
            <p>{texts.fill(Text::DeskInboxEdited, &[("count", &count)])}</p>
            <p class="complaint__words" lang=language.code()>{text.clone()}</p>
        }),
        None => (item.edits > 0).then(|| {
            view! { <p>{texts.fill(Text::DeskInboxEdits, &[("count", &count)])}</p> }
        }),
    };
    let photos = item.photos.iter().zip(1..).map(|(address, number): (_, u8)| {
        let label = texts.fill(Text::DeskInboxPhoto, &[("number", &number.to_string())]);
        view! { <li><a href=address.clone() target="_blank" rel="noopener noreferrer">{label}</a></li> }
    });
    let photos =
        (!item.photos.is_empty()).then(|| view! { <ul class="message__photos">{photos.collect::<Markup>()}</ul> });
    let mobile = item.mobile.clone().map(|mobile| {
        view! { <p>{texts.get(Text::DeskComplaintMobile)} ": " {mobile}</p> }
    });
    view! { {edited} {photos} {mobile} }
}

/// The hints by their kinds.
pub fn hints(item: &InboxItem) -> Hints {
    let of = |kind: &str| {
        let hints = item.hints.iter().filter(|hint| hint.kind == kind);
        hints.map(|hint| Hint { code: hint.code.clone(), words: hint.words.clone() }).collect()
    };
    Hints { categories: of("category"), departments: of("department"), districts: of("district") }
}
