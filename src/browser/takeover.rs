//! Taking over a page that the server drew: what was typed into it so far, where
//! the cursor is, and what it was drawn from. The app mounts the same page in its
//! place; nobody who is typing should notice.
//!
//! The work is takeover.js's: in Rust it named a dozen types of elements and was
//! 4 kB of code, uncompressed, besides their glue (measured 2026-11-25).

use json::Read;
use leptos::prelude::document;
use markup::prelude::*;
use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};

use crate::json::Json;

#[wasm_bindgen]
extern "C" {
    /// Puts the app's page in the place of the drawn one, with what was typed there;
    /// soon, so that the browser may answer a finger first. From then on the page is
    /// the app's own.
    #[wasm_bindgen(js_namespace = sunwai_takeover)]
    pub(crate) fn swap(page: &web_sys::Node);

    /// What the form of the drawn page has in the field of this name, hidden or
    /// not; none where it is empty, and once the app stands.
    #[wasm_bindgen(js_namespace = sunwai_takeover)]
    pub fn carried(name: &str) -> Option<String>;

    #[wasm_bindgen(js_namespace = sunwai_takeover, js_name = onceDrawn)]
    fn run_once_drawn(run: JsValue);

    #[wasm_bindgen(js_namespace = sunwai_takeover, js_name = soon)]
    fn run_soon(run: JsValue);

    #[wasm_bindgen(js_namespace = sunwai_takeover, js_name = said)]
    fn words_at(selector: &str) -> Option<String>;
}

/// Runs it before the next frame of the app's own page: not while the drawn one still
/// stands.
pub fn once_drawn(run: impl FnOnce() + 'static) {
    // In a box, so that there is one closure and not one for each caller.
    let run: Box<dyn FnOnce()> = Box::new(run);
    run_once_drawn(Closure::once_into_js(run));
}

/// Runs it in a task of its own, after those asked for before: what a start is made of
/// would in one piece hold a slow phone up for longer than a finger waits. Not while a
/// form of the drawn page is on its way to the server, because whatever the app does
/// then, such as changing the address, would come between.
pub(crate) fn soon(run: impl FnOnce() + 'static) {
    run_soon(Closure::once_into_js(run));
}

/// Turns true in a task of its own (see [`soon`]): what is drawn then is made apart
/// from the rest.
pub fn turn() -> RwSignal<bool> {
    let turn = RwSignal::new(false);
    soon(move || turn.set(true));
    turn
}

/// The words that the drawn page says at a place, if it says any.
pub fn said(selector: &str) -> Option<&'static str> {
    // Once in the life of an app.
    words_at(selector).map(|words| &*words.leak())
}

/// What the drawn page was drawn from, if it is of this type; once, because the
/// next page of the app has nothing to do with it.
pub fn given<T: Read>() -> Option<T> {
    let element = document().get_element_by_id("given")?;
    let given = Json::parse(&element.text_content()?)?.read()?;
    element.remove();
    Some(given)
}
