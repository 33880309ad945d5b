//! Puts a text on the clipboard; clipboard.js knows how.

use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sunwai_copy)]
    fn put(text: &str, done: &JsValue);
}

/// Calls `done` once the text is there.
pub fn copy(text: &str, done: impl FnOnce() + 'static) {
    put(text, &Closure::once_into_js(done));
}
