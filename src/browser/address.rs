//! Where the app is: the address line, followed and changed without loading a
//! page anew. By hand, because a router library weighs more than the form.

use leptos::{ev, leptos_dom::helpers::window_event_listener};
use markup::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, HtmlElement, MouseEvent, UrlSearchParams};

/// Path, query and fragment of the present page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `/complain`
    pub path: String,
    /// `?step=what`, or nothing.
    pub query: String,
    /// `#k=…`, or nothing. The server never sees it.
    pub fragment: String,
}

impl Address {
    fn read() -> Self {
        let location = window().location();
        Self {
            path: location.pathname().unwrap_or_default(),
            query: location.search().unwrap_or_default(),
            fragment: location.hash().unwrap_or_default(),
        }
    }

    /// The value of a query parameter, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        UrlSearchParams::new_with_str(&self.query).ok()?.get(name)
    }
}

/// How one came to the present address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The page was loaded here.
    Loaded,
    /// A link or a button led here.
    Forward,
    /// Back or forward in the history: the browser puts the scroll back.
    History,
    /// The same page shows other figures.
    Quietly,
}

/// The value of a part of an address: `%E0%A5%A8` is a digit too.
pub fn decoded(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}

/// The address line, to be read and changed; goes down by context.
#[derive(Clone, Copy)]
pub struct Navigation(RwSignal<(Address, Way)>);

impl Navigation {
    /// Follows the address line, and takes over clicks on links to paths that
    /// `is_ours`, for as long as the app runs.
    pub fn start(is_ours: fn(&str) -> bool) -> Self {
        let navigation = Self(RwSignal::new((Address::read(), Way::Loaded)));
        let popped = window_event_listener(ev::popstate, move |_| navigation.0.set((Address::read(), Way::History)));
        let clicked = window_event_listener(ev::click, move |event| navigation.follow(&event, is_ours));
        on_cleanup(move || {
            popped.remove();
            clicked.remove();
        });
        provide_context(navigation);
        navigation
    }

    /// The address line of this app.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Navigation::start")
    }

    /// The present address, and how one came here.
    pub fn get(self) -> (Address, Way) {
        self.0.get()
    }

    /// The present path, for what is no part of a view.
    pub fn path(self) -> String {
        self.0.with_untracked(|(address, _)| address.path.clone())
    }

    /// The value of a query parameter, as it changes.
    pub fn parameter(self, name: &'static str) -> Memo<Option<String>> {
        Memo::new(move |_| self.0.with(|(address, _)| address.parameter(name)))
    }

    /// Goes to an address; "back" comes here again.
    pub fn go(self, href: &str) {
        self.push(href);
        self.0.set((Address::read(), Way::Forward));
    }

    /// Goes to an address of the same page that shows other figures: focus and
    /// scroll stay, "back" comes here again.
    pub fn go_quietly(self, href: &str) {
        self.push(href);
        self.0.set((Address::read(), Way::Quietly));
    }

    /// Names the page that stands here anew, without going anywhere.
    pub fn rename(self, href: &str) {
        self.rewrite(href);
        self.0.set((Address::read(), Way::Loaded));
    }

    /// Goes to an address in place of this one.
    pub fn go_instead(self, href: &str) {
        self.rewrite(href);
        self.0.set((Address::read(), Way::Forward));
    }

    fn push(self, href: &str) {
        if let Ok(history) = window().history() {
            let _refused = history.push_state_with_url(&JsValue::NULL, "", Some(href));
        }
    }

    fn rewrite(self, href: &str) {
        if let Ok(history) = window().history() {
            let _refused = history.replace_state_with_url(&JsValue::NULL, "", Some(href));
        }
    }

    /// Takes over a plain click on a link to one of our pages.
    fn follow(self, event: &MouseEvent, is_ours: fn(&str) -> bool) {
        let special = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || special {
            return;
        }
        let Some(link) = link_at(event) else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(id) = href.strip_prefix('#') {
            event.prevent_default();
            show(id);
        } else if stays_here(&link) && is_ours(&link.pathname()) {
            event.prevent_default();
            self.go(&href);
        }
    }
}

fn link_at(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let clicked: Element = event.target()?.dyn_into().ok()?;
    clicked.closest("a[href]").ok()??.dyn_into().ok()
}

/// Another window, a download and another site stay with the browser.
fn stays_here(link: &HtmlAnchorElement) -> bool {
    link.target().is_empty()
        && !link.has_attribute("download")
        && link.origin() == window().location().origin().unwrap_or_default()
        && link.get_attribute("href").is_some_and(|href| !href.is_empty())
}

/// Brings an element of this page into sight, its label too, and moves the
/// focus there. The address stays: `#text` is no page to come back to.
fn show(id: &str) {
    let Some(element) = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let frame = element.closest(".field, .choices").ok().flatten();
    frame.as_ref().unwrap_or(&element).scroll_into_view();
    let _refused = element.focus();
}
