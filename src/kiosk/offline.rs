//! Opening without a line, and never opening with what was left: the worker that
//! keeps the app, storage that the browser does not clear by itself, and the
//! memory of pages that "back" would bring up again.

use domain::paths::kiosk::{APP, WORKER};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use web_sys::RegistrationOptions;

/// Keeps the app on the terminal. Where that is refused the app works as long as
/// there is a line, and the health page says so.
pub fn keep_app() {
    let navigator = window().navigator();
    if !has(&navigator, "serviceWorker") {
        return;
    }
    let options = RegistrationOptions::new();
    options.set_scope(APP);
    let _registering = navigator.service_worker().register_with_options(WORKER, &options);
    if has(&navigator, "storage") {
        let _asked = navigator.storage().persist();
    }
}

/// True if the app opens without a line.
pub fn is_app_kept() -> bool {
    let navigator = window().navigator();
    has(&navigator, "serviceWorker") && navigator.service_worker().controller().is_some()
}

/// Erases before the browser puts the page away, and again should it bring it
/// back all the same.
pub fn leave_nothing(erase: impl Fn() + Clone + 'static) {
    let left = window_event_listener(ev::pagehide, {
        let erase = erase.clone();
        move |_| erase()
    });
    let shown = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() {
            erase();
        }
    });
    on_cleanup(move || {
        left.remove();
        shown.remove();
    });
}

fn has(object: &web_sys::Navigator, name: &str) -> bool {
    js_sys::Reflect::has(object, &name.into()).unwrap_or(false)
}
