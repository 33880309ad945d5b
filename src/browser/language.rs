//! Which language the app speaks: its texts, fetched once, and another one at
//! the reader's wish.

use std::cell::RefCell;

use domain::language::Language;
use markup::prelude::*;
use markup::whenever;
use ui::text::{Pack, Texts};
use web_sys::UrlSearchParams;

use crate::{address::Navigation, api::Call, memory::Memory};

/// The language is kept under this name.
const LANGUAGE: &str = "sunwai.language";

thread_local! {
    /// The languages that were read already; they stay as long as the window.
    static READ: RefCell<Vec<Texts>> = const { RefCell::new(Vec::new()) };
}

/// `?lang=` wins, then what the phone remembers, then Hindi. The browser's own
/// setting is not asked: cheap phones of Hindi readers often say English.
pub(crate) fn first() -> Language {
    let query = window().location().search().unwrap_or_default();
    let asked = UrlSearchParams::new_with_str(&query).ok().and_then(|query| query.get("lang"));
    let code = asked.or_else(|| Memory::Phone.text(LANGUAGE));
    code.and_then(|code| Language::from_code(&code)).unwrap_or_default()
}

/// Hands `done` the texts of a language, fetched once; `None` when they cannot be
/// had. An app reads one kind of pack.
pub fn texts_of(pack: Pack, language: Language, done: impl FnOnce(Option<Texts>) + 'static) {
    let known = READ.with_borrow(|read| read.iter().find(|texts| texts.language() == language).copied());
    if known.is_some() {
        return done(known);
    }
    Call::get(&pack.address(language)).ask(Box::new(move |pack| {
        let texts = pack.ok().and_then(|pack| Texts::read(language, pack.leak(), prefix()));
        READ.with_borrow_mut(|read| read.extend(texts));
        done(texts);
    }));
}

/// What this office writes before its ticket numbers.
fn prefix() -> &'static str {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-prefix")).map_or("HR", |prefix| prefix.leak())
}

/// Another language at the same address: its texts are fetched into `texts`,
/// which whoever mounts the pages follows. Where they cannot be had the page
/// stays as it is. The phone remembers it for the next visit.
pub fn follow(navigation: Navigation, pack: Pack, texts: RwSignal<Texts>) {
    let asked = navigation.parameter("lang");
    let language = move |asked: Option<String>| asked.and_then(|code| Language::from_code(&code));
    whenever(move || {
        let Some(wanted) = language(asked.get()) else { return };
        Memory::Phone.keep_text(LANGUAGE, wanted.code());
        if wanted == texts.get_untracked().language() {
            return;
        }
        texts_of(pack, wanted, move |read| {
            // The one that was asked for last stays, whichever comes last.
            let is_wanted = language(asked.get_untracked()).is_none_or(|last| last == wanted);
            if let Some(read) = read.filter(|_| is_wanted) {
                texts.set(read);
            }
        });
    });
}
