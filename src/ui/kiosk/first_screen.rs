//! What stands on the screen before the kiosk's app does.

use markup::prelude::*;
use markup::{Markup, view};

use super::layout::{Around, KioskLayout};
use crate::{
    loading::Loading,
    text::{Text, Texts},
};

/// The first screen of any page at the path `here`.
#[component]
pub fn KioskFirstScreen(here: String) -> Markup {
    let texts = Texts::here();
    let around = Around {
        centre: Signal::stored(None),
        here: Signal::stored(here),
        is_down: Signal::stored(false),
        waiting: Signal::stored(0),
        on_language: Callback::new(|_| ()),
    };
    view! {
        <KioskLayout around>
            <h1>{texts.get(Text::KioskPageName)}</h1>
            <Loading />
        </KioskLayout>
    }
}
