//! What is typed into search and filter, and the search itself.

use markup::prelude::*;
use markup::{Event, Markup, view};

use super::asked::Asked;
use crate::{
    button::Submit,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// What is typed into search and filter; it is asked for when it is sent.
#[derive(Clone, Copy)]
pub struct Asking {
    /// As typed.
    pub typed: RwSignal<Asked>,
    /// Asks for it.
    pub on_submit: Callback<()>,
}

impl Asking {
    pub(super) fn value(self, read: fn(&Asked) -> &str) -> Signal<String> {
        Signal::derive(move || self.typed.with(|asked| read(asked).to_owned()))
    }

    pub(super) fn on_change(self, write: fn(&mut Asked, String)) -> Callback<String> {
        Callback::new(move |value| self.typed.update(|asked| write(asked, value)))
    }

    pub(super) fn submit(self) -> impl Fn(Event) + 'static {
        move |event: Event| {
            event.prevent_default();
            self.on_submit.run(());
        }
    }
}

/// One line for number, words, place or the end of a mobile number.
#[component]
pub fn Search(asking: Asking) -> Markup {
    let texts = Texts::here();
    view! {
        <form class="filter search" role="search" novalidate on:submit=asking.submit()>
            <TextInput
                name="q"
                label=texts.get(Text::DeskQueueSearch)
                error=Signal::stored(None)
                typed=Typed::Search
                autocomplete="off"
                value=asking.value(|asked| &asked.q)
                on_input=asking.on_change(|asked, value| asked.q = value)
            />
            <Submit label=texts.get(Text::DeskQueueFind) />
        </form>
    }
}
