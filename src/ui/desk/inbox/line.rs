//! A message in the list: whose, when, how it begins; and once someone has decided,
//! what became of it, in the same place.

use domain::{
    ticket::Ticket,
    wire::desk::{InboxItem, InboxOutcome},
};
use markup::prelude::*;
use markup::{Markup, attribute, changing, view};

use crate::{
    desk::code::Code,
    text::{Text, Texts},
};

/// So many characters of a message stand in the list.
const BEGINNING: usize = 90;

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Decided here.
    Decided(InboxOutcome),
    /// Somebody else was faster.
    Gone,
}

impl Fate {
    /// In one line.
    pub fn told(&self, texts: Texts) -> String {
        let Self::Decided(outcome) = self else { return texts.get(Text::DeskInboxGone).to_owned() };
        let ticket = [("ticket", outcome.display.as_deref().unwrap_or_default())];
        match outcome.state.as_str() {
            "filed" => texts.fill(Text::DeskInboxFiled, &ticket),
            "attached" => texts.fill(Text::DeskInboxAttached, &ticket),
            _ => texts.get(Text::DeskInboxScreened).to_owned(),
        }
    }
}

/// What happens in the list.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// This one is looked at: it got the focus.
    pub on_look: Callback<String>,
    /// And now it is worked on.
    pub on_open: Callback<String>,
}

/// The id of a message in the list.
pub fn id(name: &str) -> String {
    ["post-", name].concat()
}

/// Whose handle it is.
pub fn author(texts: Texts, handle: &str) -> Markup {
    if handle.is_empty() {
        return view! { {texts.get(Text::DeskInboxSomebody)} };
    }
    view! { <Code words=["@", handle].concat() /> }
}

/// One message.
#[component]
pub fn Line(item: InboxItem, is_current: Signal<bool>, fate: Signal<Option<Fate>>, choosing: Choosing) -> Markup {
    let texts = Texts::here();
    changing(move || match fate.get() {
        None => open(texts, &item, is_current, choosing),
        Some(fate) => {
            let told = fate.told(texts);
            view! { <li class="inbox__line inbox__line--decided">{author(texts, &item.author)} " · " {told}</li> }
        }
    })
}

fn open(texts: Texts, item: &InboxItem, is_current: Signal<bool>, choosing: Choosing) -> Markup {
    let (looked, opened) = (item.id.clone(), item.id.clone());
    let ticket = item.ticket.map(|ticket: Ticket| view! { " · " {ticket.display(texts.prefix())} });
    let more = (!item.thread.is_empty()).then(|| view! { " · +" {item.thread.len().to_string()} });
    let urgent = (!item.urgent.is_empty()).then(|| {
        view! { <strong class="inbox__urgent">{texts.get(Text::DeskInboxUrgent)}</strong> " " }
    });
    view! {
        <li class="inbox__line">
            <button
                class="inbox__open"
                type="button"
                id=id(&item.id)
                aria-current=attribute(move || is_current.get().then(|| "true".to_owned()))
                on:focus=move |_| choosing.on_look.run(looked.clone())
                on:click=move |_| choosing.on_open.run(opened.clone())
            >
                <span class="inbox__who">
                    {author(texts, &item.author)} " · " {texts.moment(item.posted_at)} {ticket} {more}
                </span>
                <span class="inbox__words">
                    {urgent} <span lang=item.language.code()>{beginning(&item.text)}</span>
                </span>
            </button>
        </li>
    }
}

/// The beginning of a text, on one line, without the handles to which it is said.
fn beginning(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace().skip_while(|word| word.starts_with('@')) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.chars().count() > BEGINNING {
            return words.chars().take(BEGINNING).chain(['…']).collect();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_begins_on_one_line() {
        assert_eq!(beginning("@cmohry a\n @b"), "a @b");
        let long = "राशन नहीं ".repeat(20);
        assert_eq!(beginning(&long).chars().count(), BEGINNING + 1);
        assert!(beginning(&long).ends_with('…'));
    }
}
