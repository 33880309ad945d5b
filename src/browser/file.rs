//! A file that someone has chosen, as text.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// Hands the text of the file that was just chosen to `done`; the field is empty
/// then, so that the same file can be chosen once more.
pub fn text_of(event: &Event, done: impl FnOnce(String) + 'static) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    let text = JsFuture::from(file.text());
    spawn_local(async move {
        let text = text.await.ok().and_then(|text| text.as_string());
        field.set_value("");
        if let Some(text) = text {
            done(text);
        }
    });
}
