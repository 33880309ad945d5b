//! The names of fields. A browser remembers what was typed under a name and offers
//! it to the next: so every citizen's fields have names of their own. Nothing else
//! needs them, the labels and the error summary go by ids.

use browser::chance::random_uuid;
use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

const FIELDS: &str = "main form input, main form select, main form textarea, main form";

/// Gives every field a name that was never there, once the page is drawn.
pub fn rename() {
    request_animation_frame(|| {
        let Ok(fields) = document().query_selector_all(FIELDS) else { return };
        let fields = (0..fields.length()).filter_map(|place| fields.item(place)?.dyn_into::<Element>().ok());
        let drawn = random_uuid();
        for (place, field) in fields.enumerate() {
            let name = [&drawn, "-", &place.to_string()].concat();
            // Some browsers send what is typed to a server to check its spelling.
            for (attribute, value) in [("name", name.as_str()), ("autocomplete", "off"), ("spellcheck", "false")] {
                let _set = field.set_attribute(attribute, value);
            }
        }
    });
}
