//! A minute without a key or a touch: a warning, and a quarter of a minute later
//! all that was typed and shown is erased.

use std::time::Duration;

use browser::clock;
use leptos::{ev, leptos_dom::helpers::window_event_listener};
use markup::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// The id of the dialog with the warning.
pub const DIALOG: &str = "idle";

/// So long nothing is said, in seconds.
const QUIET: i64 = 60;
/// So long the warning stands, in seconds.
const WARNING: i64 = 15;
/// The clock is looked at this often.
const LOOK: Duration = Duration::from_millis(500);

/// Watches for as long as the app runs.
#[derive(Clone, Copy)]
pub struct Idle {
    /// When somebody was last there.
    last: StoredValue<i64>,
    /// Seconds until all is erased, while the warning stands.
    left: RwSignal<u32>,
}

impl Idle {
    /// `has_something` of a citizen; `erase` it.
    pub fn start(has_something: impl Fn() -> bool + 'static, erase: impl Fn() + 'static) -> Self {
        let idle = Self { last: StoredValue::new(clock::now().0), left: RwSignal::new(WARNING as u32) };
        let key = window_event_listener(ev::keydown, move |_| idle.stay());
        let touch = window_event_listener(ev::pointerdown, move |_| idle.stay());
        // Dictation and input methods write without a key.
        let input = window_event_listener(ev::input, move |_| idle.stay());
        let looking = set_interval_with_handle(move || idle.look(&has_something, &erase), LOOK);
        on_cleanup(move || {
            key.remove();
            touch.remove();
            input.remove();
            if let Ok(looking) = looking {
                looking.clear();
            }
        });
        idle
    }

    /// Seconds until all is erased.
    pub fn left(self) -> Signal<u32> {
        self.left.into()
    }

    /// Somebody is there.
    pub fn stay(self) {
        self.last.set_value(clock::now().0);
        if let Some(dialog) = dialog().filter(HtmlDialogElement::open) {
            // The browser gives the focus back.
            dialog.close();
        }
    }

    fn look(self, has_something: &impl Fn() -> bool, erase: &impl Fn()) {
        let quiet = clock::now().0 - self.last.get_value();
        if quiet < QUIET {
            return;
        }
        if !has_something() {
            self.stay();
            return;
        }
        let left = QUIET + WARNING - quiet;
        if left <= 0 {
            self.stay();
            erase();
            return;
        }
        let left = left as u32;
        if self.left.get_untracked() != left {
            self.left.set(left);
        }
        if let Some(dialog) = dialog().filter(|dialog| !dialog.open()) {
            let _refused = dialog.show_modal();
        }
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(DIALOG)?.dyn_into().ok()
}
