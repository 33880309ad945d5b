//! What stands on the screen before the app does: drawn by the server into
//! index.html, moved by boot.js, replaced by the app.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    layout::Layout,
    page::Page,
    pages::home::Home,
    text::{Text, Texts},
};

/// The first screen of a page at the address `here`.
#[component]
pub fn FirstScreen(page: Page, here: String) -> Markup {
    let texts = Texts::here();
    let content = match page {
        Page::Home => view! { <Home /> },
        other => view! { <h1>{texts.get(other.title())}</h1> },
    };
    view! {
        <Layout here=Signal::stored(here)>
            {content}
            <Loading />
        </Layout>
    }
}

/// How far the app is, and what to do when it cannot come.
#[component]
pub fn Loading() -> Markup {
    let texts = Texts::here();
    view! {
        <div class="loading" id="loading">
            <div id="loading-line">
                <label class="loading__line" for="loading-progress">{texts.get(Text::LoadingLine)}</label>
                <progress class="loading__progress" id="loading-progress" max="100"></progress>
            </div>
            <div class="loading__failed" id="loading-failed" role="alert" hidden>
                <p>{texts.get(Text::LoadingFailed)}</p>
                <p>{texts.get(Text::LoadingOtherWays)}</p>
                <p><a href="">{texts.get(Text::LoadingAgain)}</a></p>
            </div>
        </div>
    }
}
