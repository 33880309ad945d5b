//! Taking over a page that the server drew: what was typed into it so far, where
//! the cursor is, and what it was drawn from. The app mounts the same page in its
//! place; nobody who is typing should notice.

use std::cell::Cell;

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, NodeList,
};

use crate::json::Json;

/// What stands in the controls of the drawn page, and which one has the focus.
pub struct Typed {
    answers: Vec<(String, String)>,
    focus: Option<(String, Option<(u32, u32)>)>,
}

impl Typed {
    /// Reads the page as it stands now.
    pub(crate) fn read(place: &Element) -> Self {
        let controls = drawn("input[id], select[id], textarea[id]");
        let answers = controls.filter_map(|control| Some((control.id(), value_of(&control)?))).collect();
        let focused = document().active_element().filter(|element| !element.id().is_empty());
        let focus = focused.filter(|element| place.contains(Some(element)));
        Self { answers, focus: focus.map(|element| (element.id(), selection(&element))) }
    }

    /// Puts it into the page that the app has mounted, as if it were typed there,
    /// and the cursor back to its place.
    pub(crate) fn put_back(self) {
        STANDS.set(true);
        for (id, answer) in self.answers {
            if let Some(control) = document().get_element_by_id(&id) {
                answer_with(&control, &answer);
            }
        }
        let Some((id, selected)) = self.focus else { return };
        let Some(element) = document().get_element_by_id(&id) else { return };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            let _refused = element.focus_with_options(&options);
        }
        if let Some((begin, end)) = selected {
            let _refused = match element.dyn_ref::<HtmlTextAreaElement>() {
                Some(area) => area.set_selection_range(begin, end),
                None => element.unchecked_ref::<HtmlInputElement>().set_selection_range(begin, end),
            };
        }
    }
}

/// What stands in a control; none where nothing was typed or chosen.
fn value_of(control: &Element) -> Option<String> {
    let value = match control.dyn_ref::<HtmlInputElement>() {
        Some(input) if is_choice(input) => return input.checked().then(|| input.value()),
        Some(input) => input.value(),
        None => match control.dyn_ref::<HtmlTextAreaElement>() {
            Some(area) => area.value(),
            None => control.dyn_ref::<HtmlSelectElement>()?.value(),
        },
    };
    (!value.is_empty()).then_some(value)
}

fn answer_with(control: &Element, answer: &str) {
    if value_of(control).as_deref() == Some(answer) {
        return;
    }
    let is_choice = control.dyn_ref::<HtmlInputElement>().is_some_and(|input| {
        let is_choice = is_choice(input);
        if is_choice {
            input.set_checked(true);
        }
        is_choice
    });
    if !is_choice {
        let _set = js_sys::Reflect::set(control, &"value".into(), &JsValue::from_str(answer));
    }
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    for name in ["input", "change"] {
        if let Ok(event) = Event::new_with_event_init_dict(name, &bubbles) {
            let _prevented = control.dispatch_event(&event);
        }
    }
}

fn is_choice(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "radio" | "checkbox")
}

/// From where to where the text is selected; where it is the same, the cursor.
fn selection(element: &Element) -> Option<(u32, u32)> {
    let (begin, end) = match element.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => (area.selection_start(), area.selection_end()),
        None => {
            let input = element.dyn_ref::<HtmlInputElement>()?;
            (input.selection_start(), input.selection_end())
        }
    };
    begin.ok()?.zip(end.ok()?)
}

fn elements(found: Option<NodeList>) -> impl Iterator<Item = Element> {
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |place| found.as_ref()?.item(place)?.dyn_into().ok())
}

thread_local! {
    /// The app stands: what is on the screen now is its own.
    static STANDS: Cell<bool> = const { Cell::new(false) };
}

fn drawn(selector: &str) -> impl Iterator<Item = Element> {
    let stands = STANDS.with(Cell::get);
    let found = (!stands).then(|| document().query_selector_all(&["#app ", selector].concat()).ok()).flatten();
    elements(found)
}

/// What the form of the drawn page has in the field of this name, hidden or not;
/// none where it is empty, and once the app stands.
pub fn carried(name: &str) -> Option<String> {
    drawn(&["[name=", name, "]"].concat()).find_map(|field| value_of(&field))
}

/// The words that the drawn page says at a place, if it says any.
pub fn said(selector: &str) -> Option<&'static str> {
    let words = drawn(selector).next()?.text_content()?;
    // Once in the life of an app.
    (!words.is_empty()).then(|| &*words.leak())
}

/// What the drawn page was drawn from, if it is of this type; once, because the
/// next page of the app has nothing to do with it.
pub fn given<T: DeserializeOwned>() -> Option<T> {
    let element = document().get_element_by_id("given")?;
    let given = Json::parse(&element.text_content()?).ok()?.read().ok()?;
    element.remove();
    Some(given)
}
