//! Around every page of the kiosk: the centre, the citizen's language, the pages,
//! and how the line is.

use domain::{
    language::Language,
    paths::kiosk::{APP, page},
};
use markup::prelude::*;
use markup::{Children, Markup, attribute, changing, view};

use crate::{
    desk::code::Code,
    notice::{Notice, Weight},
    text::{Text, Texts},
};

/// The pages, each with its name there.
const PAGES: [(&str, Text); 3] =
    [(APP, Text::KioskPageForm), (page::TODAY, Text::KioskPageToday), (page::HEALTH, Text::KioskPageHealth)];

/// What is known of the terminal.
#[derive(Clone, Copy)]
pub struct Around {
    /// The centre's name; nothing before the terminal is enrolled.
    pub centre: Signal<Option<String>>,
    /// The path of the page.
    pub here: Signal<String>,
    /// True while nothing reaches the server.
    pub is_down: Signal<bool>,
    /// How many complaints wait to be sent.
    pub waiting: Signal<usize>,
    /// Another language, at the same place.
    pub on_language: Callback<Language>,
}

/// Band, pages and line around what stands inside.
#[component]
pub fn KioskLayout(around: Around, children: Children) -> Markup {
    let texts = Texts::here();
    let name = move || {
        let centre = around.centre.get();
        centre.map(|centre| view! { <span>" · " <Code words=centre /></span> })
    };
    let pages = move || around.centre.get().map(|_| view! { <Pages here=around.here /> });
    view! {
        <a class="skip-link" href="#main">{texts.get(Text::HeaderSkip)}</a>
        <header class="header">
            <div class="header__inside header__inside--wide">
                <a class="header__home" href=APP>
                    <img class="header__mark" src="/mark.svg" alt="" width="36" height="36" />
                    <span class="header__name">{texts.get(Text::HeaderName)} {changing(name)}</span>
                </a>
                <Languages on_language=around.on_language />
            </div>
            {changing(pages)}
        </header>
        <main class="page page--kiosk" id="main" tabindex="-1">
            <div class="line" role="status">{changing(move || line(texts, around))}</div>
            {children()}
        </main>
    }
}

/// Buttons and not links: what is typed stays, and the address as well.
#[component]
fn Languages(on_language: Callback<Language>) -> Markup {
    let texts = Texts::here();
    let buttons = Language::ALL.into_iter().map(|language| {
        let pressed = if language == texts.language() { "true" } else { "false" };
        view! {
            <button
                class="language-switch__link languages__language"
                type="button"
                lang=language.code()
                aria-pressed=pressed
                on:click=move |_| on_language.run(language)
            >
                {language.name()}
            </button>
        }
    });
    view! {
        <div class="language-switch" role="group" aria-label=texts.get(Text::KioskPageLanguage)>
            {buttons.collect::<Markup>()}
        </div>
    }
}

#[component]
fn Pages(here: Signal<String>) -> Markup {
    let texts = Texts::here();
    let links = PAGES.into_iter().map(|(href, name)| {
        let current = attribute(move || (here.get() == href).then(|| "page".to_owned()));
        view! { <a class="desk-nav__link" href=href aria-current=current>{texts.get(name)}</a> }
    });
    view! {
        <div class="desk-nav">
            <nav class="desk-nav__pages" aria-label=texts.get(Text::KioskPageLabel)>{links.collect::<Markup>()}</nav>
        </div>
    }
}

fn line(texts: Texts, around: Around) -> Option<Markup> {
    let waiting = around.waiting.get();
    let is_down = around.is_down.get() && around.centre.get().is_some();
    let count = (waiting > 0).then(|| {
        let words = texts.fill(Text::KioskLineWaiting, &[("count", &waiting.to_string())]);
        view! { <p>{words}</p> }
    });
    let down = is_down.then(|| view! { <p>{texts.get(Text::KioskLineDown)}</p> });
    (is_down || waiting > 0).then(|| view! { <Notice weight=Weight::Warning>{down}{count}</Notice> })
}
