//! The keys of the desk: what each does, and the list of them.
//!
//! A key that stands for a button, link or field is written on it
//! (`aria-keyshortcuts`), so the app finds it there and a screen reader tells it.

use leptos::prelude::*;
use markup::{Markup, view};

use super::code::Code;
use crate::{
    button::Button,
    text::{Text, Texts},
};

/// Every key with what it does.
const KEYS: [(&str, Text); 11] = [
    ("j", Text::DeskKeysNext),
    ("k", Text::DeskKeysPrevious),
    ("o", Text::DeskKeysOpen),
    ("x", Text::DeskKeysSelect),
    ("f", Text::DeskKeysForward),
    ("r", Text::DeskKeysReply),
    ("n", Text::DeskKeysNote),
    ("/", Text::DeskKeysSearch),
    ("g q", Text::DeskKeysQueue),
    ("g b", Text::DeskKeysBoard),
    ("?", Text::DeskKeysHelp),
];

/// The list, in a dialog of this id that the app opens.
#[component]
pub fn KeysDialog(id: &'static str, on_close: Callback<()>) -> Markup {
    let texts = Texts::here();
    let rows = KEYS.map(|(key, does)| {
        view! {
            <div class="keys__row">
                <dt class="keys__key"><kbd><Code words=key /></kbd></dt>
                <dd class="keys__does">{texts.get(does)}</dd>
            </div>
        }
    });
    view! {
        <dialog class="keys" id=id aria-labelledby="keys-title">
            <h2 class="keys__title" id="keys-title">{texts.get(Text::DeskKeysTitle)}</h2>
            <p>{texts.get(Text::DeskKeysLead)}</p>
            <dl class="keys__list">{rows.into_iter().collect::<Markup>()}</dl>
            <Button label=texts.get(Text::DeskKeysClose) on_press=on_close />
        </dialog>
    }
}
