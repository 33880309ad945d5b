//! What stands there until an answer comes, and when none does.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Button,
    notice::{Notice, Weight},
    text::{Text, Texts},
};

/// Says what is being fetched.
#[component]
pub fn Waiting(text: Text) -> Markup {
    view! { <p class="waiting" role="status">{Texts::here().get(text)}</p> }
}

/// Says why nothing came, and offers to try again.
#[component]
pub fn Failed(sentence: &'static str, on_again: Callback<()>) -> Markup {
    let texts = Texts::here();
    view! {
        <div role="alert">
            <Notice weight=Weight::Warning>
                <p>{sentence}</p>
                <Button label=texts.get(Text::LoadingAgain) on_press=on_again />
            </Notice>
        </div>
    }
}
