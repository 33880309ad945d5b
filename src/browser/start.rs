//! The start: the texts of the first language, then the app in place of the page
//! that the server drew.

use leptos::prelude::*;
use markup::Markup;
use ui::text::{Pack, Texts};

use crate::{language, takeover};

/// Fetches the texts of this pack and mounts `app`; shows what to do when they
/// cannot be had.
pub fn start(pack: Pack, app: fn(Texts) -> Markup) {
    language::texts_of(pack, language::first(), move |texts| match texts {
        Some(texts) => mount(texts, app),
        None => give_up(),
    });
}

fn mount(texts: Texts, app: fn(Texts) -> Markup) {
    takeover::soon(move || {
        if let Some(page) = markup::make(move || app(texts)) {
            takeover::swap(&page);
        }
    });
}

fn give_up() {
    let hide = |id, hidden| {
        if let Some(element) = document().get_element_by_id(id) {
            let _refused = element.toggle_attribute_with_force("hidden", hidden);
        }
    };
    hide("loading-line", true);
    hide("loading-failed", false);
}
