//! What a plain page carries along for the next one, where an app would know it.

use markup::{IS_PLAIN, Markup, view};

/// Hidden fields of a form (name, value), those with a value; none in an app.
pub(crate) fn carried(fields: impl IntoIterator<Item = (&'static str, String)>) -> Option<Markup> {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    IS_PLAIN.then(|| fields.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect())
}
