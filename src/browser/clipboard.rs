//! Puts a text on the clipboard.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Calls `done` once the text is there. Without TLS and on older phones browsers
/// have no clipboard, so the text is selected and copied as if by hand.
pub fn copy(text: String, done: impl FnOnce() + 'static) {
    if !window().is_secure_context() {
        if copy_by_hand(&text).is_some() {
            done();
        }
        return;
    }
    let writing = window().navigator().clipboard().write_text(&text);
    spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(writing).await.is_ok() || copy_by_hand(&text).is_some() {
            done();
        }
    });
}

fn copy_by_hand(text: &str) -> Option<()> {
    let document: HtmlDocument = document().unchecked_into();
    let focused = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.unchecked_into();
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document.exec_command("copy").ok();
    area.remove();
    // Selecting took the focus from the button.
    let _refused = focused.map(|element| element.unchecked_into::<web_sys::HtmlElement>().focus());
    copied.filter(|copied| *copied).map(|_| ())
}
