//! Home, and above it a word about a complaint that waits on this phone.

use domain::paths::page;
use leptos::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    notice::{Notice, Weight},
    pages::home::Home,
    text::{Text, Texts},
};

use crate::phone::Phone;

/// The three ways.
#[component]
pub fn Start() -> Markup {
    let texts = Texts::here();
    let phone = Phone::here();
    let waiting = move || {
        phone.waits().then(|| {
            view! {
                <Notice weight=Weight::Warning>
                    <p>{texts.get(Text::MineWaiting)}</p>
                    <p><a href=page::MINE>{texts.get(Text::MineTitle)}</a></p>
                </Notice>
            }
        })
    };
    view! {
        <div role="status">{changing(waiting)}</div>
        <Home />
    }
}
