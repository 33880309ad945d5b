//! Arriving at a page: its title, the focus on its heading, the scroll.

use leptos::prelude::*;
use ui::text::{Text, Texts};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{address::Way, takeover::once_drawn};

/// Done once the page stands. A heading that is focused is read out by a screen
/// reader, and the next key press goes on from there.
pub fn arrive(texts: Texts, way: Way) {
    if way == Way::Quietly {
        return;
    }
    once_drawn(move || {
        let heading = element("h1");
        let name = heading.as_ref().and_then(|heading| heading.text_content()).unwrap_or_default();
        document().set_title(&[&name, " – ", texts.get(Text::HeaderName)].concat());
        if way == Way::Forward {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        if way != Way::Loaded
            && let Some(heading) = heading
        {
            focus_without_scrolling(&heading);
        }
    });
}

/// Moves the focus to the first element that fits, once the page is drawn.
pub fn focus_when_drawn(selector: &'static str) {
    once_drawn(move || {
        if let Some(found) = element(selector) {
            let _refused = found.focus();
        }
    });
}

/// Moves the focus to the element with this id, once the page is drawn.
pub fn focus_by_id(id: String) {
    once_drawn(move || {
        let found = document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
        if let Some(found) = found {
            let _refused = found.focus();
        }
    });
}

fn element(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The browser scrolls a focused element into sight, which would undo the
/// scroll that "back" has just restored.
fn focus_without_scrolling(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _refused = element.focus_with_options(&options);
}
