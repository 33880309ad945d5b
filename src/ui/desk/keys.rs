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
const KEYS: [(&str, Text); 12] = [
    ("j", Text::DeskKeysNext),
    ("k", Text::DeskKeysPrevious),
    ("o", Text::DeskKeysOpen),
    ("x", Text::DeskKeysSelect),
    ("f", Text::DeskKeysForward),
    ("r", Text::DeskKeysReply),
    ("n", Text::DeskKeysNote),
    ("/", Text::DeskKeysSearch),
    ("g q", Text::DeskKeysQueue),
    ("g i", Text::DeskKeysGoInbox),
    ("g b", Text::DeskKeysBoard),
    ("?", Text::DeskKeysHelp),
];

/// And what they do in the inbox.
const IN_INBOX: [(&str, Text); 10] = [
    ("j k", Text::DeskKeysMessage),
    ("f", Text::DeskKeysFile),
    ("c d e", Text::DeskKeysFields),
    ("Esc", Text::DeskKeysLeave),
    ("x 1", Text::DeskKeysScreen),
    ("a", Text::DeskKeysAttach),
    ("u", Text::DeskKeysUndo),
    ("t", Text::DeskKeysThread),
    ("o", Text::DeskKeysPost),
    ("n m", Text::DeskKeysFresh),
];

/// The list, in a dialog of this id that the app opens.
#[component]
pub fn KeysDialog(id: &'static str, on_close: Callback<()>) -> Markup {
    let texts = Texts::here();
    view! {
        <dialog class="keys" id=id aria-labelledby="keys-title">
            <h2 class="keys__title" id="keys-title">{texts.get(Text::DeskKeysTitle)}</h2>
            <p>{texts.get(Text::DeskKeysLead)}</p>
            {list(texts, &KEYS)}
            <h3>{texts.get(Text::DeskKeysInbox)}</h3>
            {list(texts, &IN_INBOX)}
            <Button label=texts.get(Text::DeskKeysClose) on_press=on_close />
        </dialog>
    }
}

fn list(texts: Texts, keys: &[(&'static str, Text)]) -> Markup {
    let rows = keys.iter().map(|(key, does)| {
        view! {
            <div class="keys__row">
                <dt class="keys__key"><kbd><Code words=*key /></kbd></dt>
                <dd class="keys__does">{texts.get(*does)}</dd>
            </div>
        }
    });
    view! { <dl class="keys__list">{rows.collect::<Markup>()}</dl> }
}
