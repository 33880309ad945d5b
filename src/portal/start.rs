//! The start: which language, its texts, then the app in place of the first
//! screen.

use std::cell::RefCell;

use domain::language::Language;
use leptos::prelude::*;
use markup::view;
use ui::text::Texts;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, UrlSearchParams};

use crate::{api, app::App, memory::Memory};

/// The language is kept under this name.
const LANGUAGE: &str = "sunwai.language";

thread_local! {
    /// The languages that were read already; they stay as long as the window.
    static READ: RefCell<Vec<Texts>> = const { RefCell::new(Vec::new()) };
}

/// Fetches the texts and mounts the app; shows what to do when they cannot be had.
pub fn start() {
    // Not leptos's own: it spawns only once something is mounted.
    spawn_local(async {
        match texts_of(first_language()).await {
            Some(texts) => mount(texts),
            None => give_up(),
        }
    });
}

/// `?lang=` wins, then what the phone remembers, then Hindi. The browser's own
/// setting is not asked: cheap phones of Hindi readers often say English.
fn first_language() -> Language {
    let query = window().location().search().unwrap_or_default();
    let asked = UrlSearchParams::new_with_str(&query).ok().and_then(|query| query.get("lang"));
    let code = asked.or_else(|| Memory::Phone.text(LANGUAGE));
    code.and_then(|code| Language::from_code(&code)).unwrap_or_default()
}

/// Lets the phone remember the language for the next visit.
pub fn remember(language: Language) {
    Memory::Phone.keep_text(LANGUAGE, language.code());
}

/// The texts of a language, fetched once; `None` when they cannot be had.
pub async fn texts_of(language: Language) -> Option<Texts> {
    let known = READ.with_borrow(|read| read.iter().find(|texts| texts.language() == language).copied());
    if known.is_some() {
        return known;
    }
    let pack = api::texts::pack(language).await.ok()?;
    let texts = Texts::read(language, pack.leak(), prefix())?;
    READ.with_borrow_mut(|read| read.push(texts));
    Some(texts)
}

/// What this office writes before its ticket numbers.
fn prefix() -> &'static str {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-prefix")).map_or("HR", |prefix| prefix.leak())
}

fn mount(texts: Texts) {
    let place: Element = document().get_element_by_id("app").expect("index.html has it");
    place.set_inner_html("");
    markup::mount(&place, move || view! { <App texts /> });
}

fn give_up() {
    let hide = |id, hidden| {
        if let Some(element) = document().get_element_by_id(id) {
            let _refused = element.toggle_attribute_with_force("hidden", hidden);
        }
    };
    hide("loading-line", true);
    hide("loading-failed", false);
}
