//! What stands on the screen before the desk's app does.

use markup::prelude::*;
use markup::{Markup, view};

use super::layout::{DeskLayout, Pressing};
use crate::{
    loading::Loading,
    text::{Text, Texts},
};

/// The first screen of any page at the address `here`.
#[component]
pub fn DeskFirstScreen(here: String) -> Markup {
    let texts = Texts::here();
    let nothing = Callback::new(|()| ());
    let pressing = Pressing { on_sign_out: nothing, on_keys: nothing };
    view! {
        <DeskLayout here=Signal::stored(here) me=Signal::stored(None) waiting=Signal::stored(None) pressing>
            <h1>{texts.get(Text::DeskPageDesk)}</h1>
            <Loading />
        </DeskLayout>
    }
}
