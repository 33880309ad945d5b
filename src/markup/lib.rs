//! What pages are made of: `view!` makes DOM nodes in a browser (`dom.rs`) and
//! HTML on the server (`html.rs`), through the same few calls.
//!
//! Owners, effects and components are Leptos's, signals too (see [`signal`]); the
//! views are not.
//! Leptos gives every view a type of its own, with code to build it, change it,
//! take it down and take it over: for the citizens' app that was a fifth of its
//! Wasm (148 kB brotli with them, 117 kB without, measured 2026-11-25).
//! Here an element is a call, and only what is said to change does.

use std::borrow::Cow;

use leptos::prelude::Effect;
use signal::Signal;

// `view!` names this crate, also inside it.
extern crate self as markup;

mod following;
pub mod prelude;
pub mod signal;

#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(not(target_arch = "wasm32"))]
mod html;

#[cfg(target_arch = "wasm32")]
pub use dom::{Element, Markup, Parts, make};
#[cfg(not(target_arch = "wasm32"))]
pub use html::{Element, Leading, Led, Markup, Parts};
pub use markup_macro::view;
pub use web_sys::Event;

/// True where a page is drawn as HTML, for a browser that may run no script:
/// what only a script can do is left out, and forms carry what an app would know.
pub const IS_PLAIN: bool = cfg!(not(target_arch = "wasm32"));

/// What stands between the tags of a component.
pub type Children = Box<dyn FnOnce() -> Markup>;

/// What an event calls.
pub type Listener = Box<dyn FnMut(Event)>;

/// What stands in an attribute or a property.
pub enum Value {
    /// Nothing: the attribute is left out.
    Absent,
    /// This text.
    Text(Cow<'static, str>),
    /// What comes out when it is asked, and again when what it has read changes.
    Follows(Box<dyn Fn() -> Option<String>>),
}

/// What may stand in an attribute.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

/// `true` is an attribute without a text, `false` is none.
impl IntoValue for bool {
    fn into_value(self) -> Value {
        if self { Value::Text(Cow::Borrowed("")) } else { Value::Absent }
    }
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl<V: IntoValue> IntoValue for Option<V> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, V::into_value)
    }
}

impl IntoValue for Signal<String> {
    fn into_value(self) -> Value {
        Value::Follows(Box::new(move || Some(self.get())))
    }
}

/// What may stand on a page.
pub trait IntoMarkup {
    /// The markup.
    fn into_markup(self) -> Markup;
}

impl IntoMarkup for Markup {
    fn into_markup(self) -> Markup {
        self
    }
}

impl IntoMarkup for () {
    fn into_markup(self) -> Markup {
        Markup::nothing()
    }
}

impl IntoMarkup for &str {
    fn into_markup(self) -> Markup {
        Markup::text(self)
    }
}

impl IntoMarkup for String {
    fn into_markup(self) -> Markup {
        Markup::text(&self)
    }
}

impl<M: IntoMarkup> IntoMarkup for Option<M> {
    fn into_markup(self) -> Markup {
        self.map_or_else(Markup::nothing, M::into_markup)
    }
}

impl<M: IntoMarkup> IntoMarkup for Vec<M> {
    fn into_markup(self) -> Markup {
        self.into_iter().collect()
    }
}

impl<M: IntoMarkup> FromIterator<M> for Markup {
    fn from_iter<I: IntoIterator<Item = M>>(all: I) -> Self {
        let mut parts = Parts::new();
        all.into_iter().for_each(|part| parts.add(part.into_markup()));
        parts.into_markup()
    }
}

/// A part of a page, drawn anew when what it has read changes. What stood there
/// is taken away, so nothing that has the focus should be inside.
pub fn changing<M: IntoMarkup>(draw: impl Fn() -> M + 'static) -> Markup {
    Markup::changing(Box::new(move || draw().into_markup()))
}

/// An attribute that follows what it has read; left out while there is none.
pub fn attribute(read: impl Fn() -> Option<String> + 'static) -> Value {
    Value::Follows(Box::new(read))
}

/// Does something now, and again when what it has read changes.
pub fn whenever(run: impl Fn() + 'static) {
    effect(Box::new(run));
}

// Not generic, so that the machinery of an effect is there once.
fn effect(run: Box<dyn Fn()>) {
    Effect::new(move || {
        following::until_left();
        run();
    });
}

/// What an event calls, from a closure that wants the event.
pub fn listener(run: impl FnMut(Event) + 'static) -> Listener {
    Box::new(run)
}

/// What an event calls, from a closure that wants the event's target.
pub fn targeted(mut run: impl FnMut(Targeted) + 'static) -> Listener {
    Box::new(move |event| run(Targeted(event)))
}

/// An event of a control.
pub struct Targeted(Event);

impl Targeted {
    /// The control.
    pub fn target(&self) -> Control {
        Control(self.0.target())
    }
}

/// A control of a form.
pub struct Control(Option<web_sys::EventTarget>);

impl Control {
    /// What stands in it.
    pub fn value(&self) -> String {
        let value = self.0.as_ref().and_then(|control| js_sys::Reflect::get(control, &"value".into()).ok());
        value.and_then(|value| value.as_string()).unwrap_or_default()
    }
}
