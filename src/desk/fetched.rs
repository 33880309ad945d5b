//! What a page fetches, in its four states: waiting, failed, empty, there.

use browser::api::Failure;
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    text::{Text, Texts},
    waiting::{Failed, Waiting},
};

use crate::api::is_over;

/// An answer, once it has come. Whether it is empty is the page's to say.
pub struct Fetched<T: 'static>(RwSignal<Option<Result<T, &'static str>>>);

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Takes what has come. What is there already stays, if asking again failed
    /// only because nobody is signed in any more.
    pub fn take(self, texts: Texts, answer: Result<T, Failure>) {
        match answer {
            Err(failure) if is_over(&failure) && self.0.with_untracked(Option::is_some) => {}
            answer => self.0.set(Some(answer.map_err(|failure| texts.problem(failure.key())))),
        }
    }

    /// What has come, as it changes.
    pub fn followed(self) -> Option<T> {
        self.0.get().and_then(Result::ok)
    }

    /// What has come.
    pub fn there(self) -> Option<T> {
        self.0.get_untracked().and_then(Result::ok)
    }

    /// Replaces what has come.
    pub fn put(self, value: T) {
        self.0.set(Some(Ok(value)));
    }

    /// The present state, as it changes.
    pub fn shown(self, waiting: Text, again: Callback<()>, draw: impl Fn(T) -> Markup + 'static) -> Markup {
        let on_again = Callback::new(move |()| {
            self.0.set(None);
            again.run(());
        });
        changing(move || match self.0.get() {
            None => view! { <Waiting text=waiting /> },
            Some(Err(sentence)) => view! { <Failed sentence on_again /> },
            Some(Ok(value)) => draw(value),
        })
    }
}
