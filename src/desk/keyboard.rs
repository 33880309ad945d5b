//! The keys of the desk (the list is in `ui::desk::keys`).
//!
//! Most stand on the button, link or field that they press (`aria-keyshortcuts`).
//! Moving in the queue moves the focus from line to line, so the focus says which
//! line is meant; in the inbox that is the one that is being looked at, when the
//! focus is elsewhere.

use browser::address::Navigation;
use domain::paths::desk::page;
use leptos::{ev, leptos_dom::helpers::window_event_listener};
use markup::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// The id of the dialog with the list of keys.
pub const HELP: &str = "keys";

/// Where the lines of queue and inbox are.
const LINES: &str = ".queue__link, .inbox__open";

/// The one of the inbox that is being looked at.
const LOOKED_AT: &str = ".inbox__open[aria-current]";

/// Keys that stand on what they press.
const ON_BUTTONS: [&str; 19] =
    ["a", "e", "f", "m", "n", "o", "r", "t", "u", "x", "/", "?", "1", "2", "3", "4", "5", "6", "7"];

/// Keys that lead into a field of the inbox.
const INTO_FIELDS: [(&str, &str); 2] = [("c", ".inbox #category"), ("d", ".inbox #district")];

/// Listens as long as the app runs.
pub fn listen(navigation: Navigation) {
    // "g" waits for the key that says where to go.
    let goes = RwSignal::new(false);
    let pressed = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        if is_typing(&event) {
            if key == "Escape" {
                leave_field();
            }
            return;
        }
        let went = goes.get_untracked();
        goes.set(key == "g");
        let is_done = match (went, key.as_str()) {
            (true, "q") => go(navigation, page::QUEUE),
            (true, "i") => go(navigation, page::INBOX),
            (true, "b") => go(navigation, page::BOARD),
            (_, "g") => true,
            (_, key) => press(key),
        };
        if is_done {
            event.prevent_default();
        }
    });
    on_cleanup(move || pressed.remove());
}

/// What a key does; true if it did something.
fn press(key: &str) -> bool {
    match key {
        "j" => move_by(1),
        "k" => move_by(-1),
        "o" => line_with_focus().is_some_and(|line| activate(&line)) || press_key(key),
        "x" => select() || press_key(key),
        _ if ON_BUTTONS.contains(&key) => press_key(key),
        _ => INTO_FIELDS.iter().any(|(letter, field)| *letter == key && focus(field)),
    }
}

/// Shows the list of keys.
pub fn show_help() {
    if let Some(dialog) = help()
        && !dialog.open()
    {
        let _refused = dialog.show_modal();
    }
}

/// Hides it; the browser gives the focus back.
pub fn hide_help() {
    if let Some(dialog) = help() {
        dialog.close();
    }
}

fn help() -> Option<HtmlDialogElement> {
    document().get_element_by_id(HELP)?.dyn_into().ok()
}

/// True while someone writes, or looks at the list of keys.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_in = |selector| target.as_ref().is_some_and(|target| target.matches(selector).unwrap_or(false));
    is_in("input:not([type=checkbox]):not([type=radio]), textarea, select")
        || help().is_some_and(|dialog| dialog.open())
}

fn go(navigation: Navigation, href: &str) -> bool {
    navigation.go(href);
    true
}

fn lines() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(LINES) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

/// The line of the queue that has the focus, on its link or on anything else in it.
fn line_with_focus() -> Option<HtmlElement> {
    let line = document().active_element()?.closest(".queue__line").ok()??;
    line.query_selector(LINES).ok()??.dyn_into().ok()
}

/// The line of the inbox that is being looked at.
fn line_looked_at() -> Option<HtmlElement> {
    document().query_selector(LOOKED_AT).ok()??.dyn_into().ok()
}

/// Moves the focus to what this names, if it is there.
fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|found| found.focus().is_ok())
}

/// From a field of the inbox back to the message, where keys are keys.
fn leave_field() {
    let is_inside = document().active_element().is_some_and(|field| field.closest(".inbox").ok().flatten().is_some());
    if is_inside {
        focus(LOOKED_AT);
    }
}

/// Moves the focus to the next line or the last, and to the first where none has it.
fn move_by(step: isize) -> bool {
    let lines = lines();
    let now = line_with_focus().or_else(line_looked_at).and_then(|line| lines.iter().position(|other| *other == line));
    let next = now.map_or(Some(0), |now| now.checked_add_signed(step));
    let Some(line) = next.and_then(|next| lines.get(next)) else { return !lines.is_empty() };
    let _refused = line.focus();
    true
}

/// Ticks the box of the line that has the focus, or takes the tick away.
fn select() -> bool {
    let found = line_with_focus().and_then(|line| {
        let line = line.closest(".queue__line").ok()??;
        line.query_selector("input[type=checkbox]").ok()??.dyn_into::<HtmlElement>().ok()
    });
    found.is_some_and(|found| {
        found.click();
        true
    })
}

/// Presses what bears this key, if it can be seen.
fn press_key(key: &str) -> bool {
    let selector = ["[aria-keyshortcuts=\"", key, "\"]"].concat();
    let found = document().query_selector(&selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.filter(|found| found.offset_parent().is_some()).is_some_and(|found| activate(&found))
}

/// A field takes the focus, all else is pressed.
fn activate(found: &HtmlElement) -> bool {
    let _refused = found.focus();
    if found.tag_name() != "INPUT" {
        found.click();
    }
    true
}
