//! What helps to decide on a message: the rest of its thread, what its words hint
//! at, and what its author wrote before.

use domain::{
    language::Language,
    ticket::Ticket,
    wire::desk::{EarlierPost, Hints, InboxItem, ThreadPost},
};
use markup::prelude::*;
use markup::{Markup, view};

use super::screening::reason;
use crate::{
    button::Button,
    desk::{complaint::hints::HintList, name, queue::line::address},
    text::{Text, Texts},
};

/// Thread, hints, earlier messages; what there is of them.
#[component]
pub fn Beside(item: InboxItem, hints: Hints, on_attach: Callback<Ticket>) -> Markup {
    let texts = Texts::here();
    let InboxItem { thread, earlier, language, .. } = item;
    view! {
        {(!thread.is_empty()).then(|| posts(texts, thread, language))}
        <HintList hints language can_forward=false on_use=Callback::new(|_| ()) />
        {(!earlier.is_empty()).then(|| before(texts, earlier, language, on_attach))}
    }
}

/// Folded; a key opens it.
fn posts(texts: Texts, thread: Vec<ThreadPost>, language: Language) -> Markup {
    let count = thread.len().to_string();
    let rows = thread.into_iter().map(|post| {
        view! {
            <li class="message__post">
                <p class="message__when"><time datetime=post.posted_at.to_string()>{texts.moment(post.posted_at)}</time></p>
                <p class="message__said" lang=language.code()>{post.text}</p>
            </li>
        }
    });
    view! {
        <details class="fold">
            <summary class="fold__name" aria-keyshortcuts="t">
                {texts.fill(Text::DeskInboxThread, &[("count", &count)])}
            </summary>
            <ol class="message__posts">{rows.collect::<Markup>()}</ol>
        </details>
    }
}

fn before(texts: Texts, earlier: Vec<EarlierPost>, language: Language, on_attach: Callback<Ticket>) -> Markup {
    let rows = earlier.into_iter().map(|post| {
        let state = match post.state.as_str() {
            "filed" => Text::DeskInboxStateFiled,
            "attached" => Text::DeskInboxStateAttached,
            "screened" => Text::DeskInboxStateScreened,
            _ => Text::DeskInboxStateWaiting,
        };
        let why = post.reason.as_deref().and_then(reason).map(|why| view! { " (" {texts.get(why)} ")" });
        let stands = post.ticket_status.map(|state| view! { " · " {texts.get(name::state(state))} });
        let ticket = post.ticket.map(|ticket| {
            let display = ticket.display(texts.prefix());
            view! { " · " <a href=address(ticket) target="_blank" rel="noopener">{display}</a> {stands} }
        });
        let attach = post.ticket.map(|ticket| {
            let on_press = Callback::new(move |()| on_attach.run(ticket));
            view! { <Button label=texts.get(Text::DeskInboxAttachThis) on_press /> }
        });
        view! {
            <li class="message__post">
                <p class="message__when">
                    <time datetime=post.posted_at.to_string()>{texts.moment(post.posted_at)}</time>
                    " · " <strong>{texts.get(state)}</strong> {why} {ticket}
                </p>
                <p class="message__said" lang=language.code()>{post.excerpt}</p>
                {attach}
            </li>
        }
    });
    view! {
        <h3>{texts.get(Text::DeskInboxEarlier)}</h3>
        <ul class="message__posts">{rows.collect::<Markup>()}</ul>
    }
}
