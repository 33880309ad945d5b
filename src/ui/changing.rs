//! What changes on a page, behind one type each.
//!
//! Leptos makes its machinery anew for every closure in a view. With some forty
//! of them a phone would fetch that much more than the pages themselves weigh,
//! so they go through these boxes.

use leptos::prelude::*;

/// A part of a page, drawn anew when what it has read changes.
pub fn changing<V: IntoAny>(draw: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    boxed(Box::new(move || draw().into_any()))
}

fn boxed(draw: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || draw()).into_any()
}

/// An attribute that follows what it has read; left out while there is none.
pub fn attribute(read: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    Signal::derive(read)
}

/// Does something now, and again when what it has read changes.
pub fn whenever(run: impl Fn() + 'static) {
    effect(Box::new(run));
}

fn effect(run: Box<dyn Fn()>) {
    Effect::new(move || run());
}
