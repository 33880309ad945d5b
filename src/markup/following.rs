//! Who follows what, given up when a page is left.
//!
//! Leptos lets a signal know its followers until it changes them itself: of a memo
//! or an effect that is gone, a word stays in everything it has read
//! (reactive_graph 0.2.16). A page reads what lives as long as the app, such as the
//! address: each change of page left 90 to 260 bytes in the memory of the Wasm, for
//! as long as the window is open, and one more to be told of every change
//! (measured 2026-11-25).

use leptos::{
    prelude::on_cleanup,
    reactive::graph::{Observer, Subscriber as _},
};

/// Called in the memo or effect that runs: it follows nothing any more once it runs
/// anew, or its page is left.
pub(crate) fn until_left() {
    if let Some(follower) = Observer::get() {
        on_cleanup(move || follower.clear_sources(&follower));
    }
}
