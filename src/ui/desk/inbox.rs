//! The inbox: a list of messages, beside it the one that is being looked at, and
//! what can be done with it.
//!
//! [`line`](mod@line) in the list; [`message`] with what stands [`beside`] it; [`deciding`]
//! by [`filing`] it, [`screening`] it or [`attaching`] it; [`undo`] for ten
//! seconds; [`fresh`] tells what has come since; [`paste`] takes in what did not
//! come by itself.

use domain::paths::desk::page;
use markup::prelude::*;
use markup::{Children, IntoMarkup, Markup, changing, view};

use crate::{
    number::grouped,
    text::{Text, Texts},
};

pub mod attaching;
pub mod beside;
pub mod deciding;
pub mod filing;
pub mod fresh;
pub mod line;
pub mod message;
pub mod paste;
pub mod screening;
pub mod undo;

/// Heading, how many wait, the way to those that did not come by themselves; beside
/// them what was decided last.
#[component]
pub fn Head(waiting: Signal<Option<u32>>, children: Children) -> Markup {
    let texts = Texts::here();
    let count = move || {
        let count = waiting.get()?;
        Some(texts.fill(Text::DeskInboxWaiting, &[("count", &grouped(count))]))
    };
    view! {
        <div class="inbox__head">
            <h1 tabindex="-1">{texts.get(Text::DeskPageInbox)}</h1>
            <p><strong>{changing(count)}</strong> " " <a href=page::PASTE>{texts.get(Text::DeskPagePaste)}</a></p>
            {children()}
        </div>
    }
}

/// Messages have come since: they are shown when someone wishes, so that nothing
/// moves under a reader.
#[component]
pub fn Fresh(count: Signal<usize>, on_show: Callback<()>) -> Markup {
    let texts = Texts::here();
    let button = move || {
        let count = count.get();
        (count > 0).then(|| {
            let count = grouped(u32::try_from(count).unwrap_or(u32::MAX));
            way(texts.fill(Text::DeskInboxFresh, &[("count", &count)]), Some("n"), move || on_show.run(()))
        })
    };
    view! { <div class="inbox__fresh" role="status">{changing(button)}</div> }
}

/// More of the list.
#[component]
pub fn More(on_more: Callback<()>) -> Markup {
    way(Texts::here().get(Text::DeskQueueMore), Some("m"), move || on_more.run(()))
}

/// Nothing waits.
#[component]
pub fn Empty() -> Markup {
    view! { <p class="inbox__empty" tabindex="-1">{Texts::here().get(Text::DeskInboxEmpty)}</p> }
}

/// The key of a button, for the eyes; a screen reader has it from the button.
fn key(letter: &'static str) -> Markup {
    view! { <kbd class="inbox__key" aria-hidden="true" lang="en" translate="no">{letter}</kbd> }
}

/// A button with its key, if it has one.
fn way(label: impl IntoMarkup, shortcut: Option<&'static str>, press: impl Fn() + 'static) -> Markup {
    view! {
        <button class="button button--second" type="button" aria-keyshortcuts=shortcut on:click=move |_| press()>
            {label} {shortcut.map(key)}
        </button>
    }
}
