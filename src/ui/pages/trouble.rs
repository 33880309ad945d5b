//! Something that was asked for could not be done.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    notice::{Notice, Weight},
    text::{Text, Texts},
    ways::Ways,
};

/// Says why, and offers the three ways.
#[component]
pub fn Trouble(sentence: &'static str) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::ServerTroubleTitle)}</h1>
        <Notice weight=Weight::Warning><p>{sentence}</p></Notice>
        <Ways />
    }
}
