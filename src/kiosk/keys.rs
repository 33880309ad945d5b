//! The keys of the kiosk: Enter goes on to the next field, Control and Enter do
//! what the page is there for (`aria-keyshortcuts` says on which button).

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Where Enter leads, in the order of the form.
const STOPS: &str = "main form select, main form input, main form textarea, main form button";

/// Listens as long as the app runs.
pub fn listen() {
    let pressed = window_event_listener(ev::keydown, |event| {
        if event.key() != "Enter" || event.is_composing() {
            return;
        }
        let is_done = if event.ctrl_key() || event.meta_key() { press_main() } else { go_on(&event) };
        if is_done {
            event.prevent_default();
        }
    });
    on_cleanup(move || pressed.remove());
}

fn press_main() -> bool {
    let found = document().query_selector("[aria-keyshortcuts=\"Control+Enter\"]").ok().flatten();
    let button = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    button.is_some_and(|button| {
        button.click();
        true
    })
}

/// A text has lines of its own, and a button is pressed by Enter. The one field of
/// the enrolment is followed by its button, which sends it as a browser does.
fn go_on(event: &KeyboardEvent) -> bool {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    if !here.matches("main form input, main form select").unwrap_or(false) {
        return false;
    }
    let Ok(stops) = document().query_selector_all(STOPS) else { return false };
    let mut stops = (0..stops.length()).filter_map(|place| stops.item(place)?.dyn_into::<HtmlElement>().ok());
    let next = stops.by_ref().skip_while(|stop| *AsRef::<Element>::as_ref(stop) != here).nth(1);
    let Some(next) = next.filter(|next| next.tag_name() != "BUTTON" || here.id() != "code") else { return false };
    let _refused = next.focus();
    true
}
