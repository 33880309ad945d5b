//! Composing characters, which the domain's checks are passed.

/// Composes characters (NFC) as the server does, with what the browser has.
pub fn compose(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}
