//! In a browser: the nodes themselves, made as they are called for.
//!
//! What changes stands between two comments; drawn anew, it takes the place of
//! all that is between them. Effects and listeners live as long as the owner in
//! which they were made: the page, or the part that is drawn anew. Elements are
//! HTML's; drawings are the server's.

use any_spawner::Executor;
use leptos::prelude::{Owner, RenderEffect, document, on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DocumentFragment, Event, Node};

use crate::{Listener, Value, following};

/// A part of a page, or a whole one: a node, or a fragment of several.
pub struct Markup(Option<Node>);

impl Markup {
    /// Nothing at all.
    pub fn nothing() -> Self {
        Self(None)
    }

    pub(crate) fn text(words: &str) -> Self {
        Self(Some(document().create_text_node(words).into()))
    }

    pub(crate) fn changing(draw: Box<dyn Fn() -> Self>) -> Self {
        let parts = Parts::new();
        let (begin, end) = (mark(), mark());
        append(&parts.0, &begin);
        append(&parts.0, &end);
        follow(Box::new(move || {
            let drawn = draw();
            while let Some(old) = begin.next_sibling().filter(|node| *node != end) {
                if let Some(parent) = old.parent_node() {
                    let _gone = parent.remove_child(&old);
                }
            }
            if let (Some(drawn), Some(parent)) = (drawn.0, end.parent_node()) {
                let _placed = parent.insert_before(&drawn, Some(&end));
            }
        }));
        parts.into_markup()
    }
}

fn mark() -> Node {
    document().create_comment("").into()
}

fn append(parent: &Node, child: &Node) {
    let _appended = parent.append_child(child);
}

/// Runs at once, and again when what it has read changes, as long as the owner
/// lives.
fn follow(run: Box<dyn Fn()>) {
    let effect = SendWrapper::new(RenderEffect::new(move |_: Option<()>| {
        following::until_left();
        run();
    }));
    on_cleanup(move || drop(effect));
}

/// Parts beside each other.
pub struct Parts(DocumentFragment);

impl Parts {
    /// None yet.
    #[expect(clippy::new_without_default, reason = "only `view!` calls it")]
    pub fn new() -> Self {
        Self(document().create_document_fragment())
    }

    /// One more.
    pub fn add(&mut self, part: Markup) {
        if let Some(node) = part.0 {
            append(&self.0, &node);
        }
    }

    /// All of them.
    pub fn into_markup(self) -> Markup {
        Markup(Some(self.0.into()))
    }
}

/// An element that is being made.
pub struct Element(web_sys::Element);

impl Element {
    /// Without attributes and children.
    pub fn new(tag: &'static str) -> Self {
        Self(document().create_element(tag).expect("the name of an element is ours"))
    }

    /// Sets an attribute.
    pub fn attribute(&mut self, name: &'static str, value: Value) {
        match value {
            Value::Absent => {}
            Value::Text(text) => set_attribute(&self.0, name, &text),
            Value::Follows(read) => {
                let element = self.0.clone();
                follow(Box::new(move || match read() {
                    Some(text) => set_attribute(&element, name, &text),
                    None => {
                        let _removed = element.remove_attribute(name);
                    }
                }));
            }
        }
    }

    /// Adds a class.
    pub fn class(&mut self, name: &'static str, is_on: bool) {
        if is_on {
            let _added = self.0.class_list().add_1(name);
        }
    }

    /// Sets a property, unless it has this value already: setting it would move
    /// the cursor.
    pub fn property(&mut self, name: &'static str, value: Value) {
        let element = self.0.clone();
        let set = move |text: &str| {
            let known = js_sys::Reflect::get(&element, &name.into()).ok().and_then(|value| value.as_string());
            if known.as_deref() != Some(text) {
                let _set = js_sys::Reflect::set(&element, &name.into(), &text.into());
            }
        };
        match value {
            Value::Absent => {}
            Value::Text(text) => set(&text),
            Value::Follows(read) => follow(Box::new(move || set(&read().unwrap_or_default()))),
        }
    }

    /// Calls the listener at every such event.
    pub fn on(&mut self, event: &'static str, listener: Listener) {
        let owner = Owner::current().unwrap_or_default();
        let mut listener = listener;
        // What is known to the page is known to what happens on it.
        let listener = move |event| owner.with(|| listener(event));
        let closure = Closure::<dyn FnMut(Event)>::wrap(Box::new(listener));
        let _listens = self.0.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        let closure = SendWrapper::new(closure);
        on_cleanup(move || drop(closure));
    }

    /// Puts something inside, at the end.
    pub fn child(&mut self, child: Markup) {
        if let Some(node) = child.0 {
            append(&self.0, &node);
        }
    }

    /// The whole element.
    pub fn into_markup(self) -> Markup {
        Markup(Some(self.0.into()))
    }
}

fn set_attribute(element: &web_sys::Element, name: &str, text: &str) {
    let _set = element.set_attribute(name, text);
}

/// Makes a page that lives as long as the window; nothing of it is seen before it
/// is put somewhere.
pub fn make(draw: impl FnOnce() -> Markup) -> Option<web_sys::Node> {
    // An error means that it runs already.
    let _runs = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let node = owner.with(draw).0;
    std::mem::forget(owner);
    node
}
