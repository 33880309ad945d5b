//! How far an app is, while it is fetched: shown and moved by boot.js, gone once
//! the app stands.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// A line at the edge of a page that works without its app. When the app cannot
/// come it goes away, and nothing is said: nothing is missing.
#[component]
pub fn LoadingLine() -> Markup {
    let texts = Texts::here();
    view! {
        <div class="loading-line" id="loading">
            <div id="loading-line" hidden>
                <progress
                    class="loading-line__progress"
                    id="loading-progress"
                    max="100"
                    aria-label=texts.get(Text::LoadingLine)
                ></progress>
            </div>
        </div>
    }
}

/// How far an app is without which the page does nothing, and what to do when it
/// cannot come.
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
