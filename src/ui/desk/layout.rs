//! Around every page of the desk: name, languages, the pages of one's role, and
//! the way out.

use domain::{
    paths::desk::{APP, page},
    staff::Role,
    wire::desk::Me,
};
use markup::prelude::*;
use markup::{Children, Markup, attribute, changing, view};

use super::{code::Code, page::DeskPage};
use crate::{
    language_switch::LanguageSwitch,
    number::grouped,
    text::{Text, Texts},
};

/// The pages that stand in the navigation, each with its name there.
const PAGES: [(&str, Text); 6] = [
    (page::QUEUE, Text::DeskNavQueue),
    (page::INBOX, Text::DeskNavInbox),
    (page::BOARD, Text::DeskPageBoard),
    (page::FILE, Text::DeskNavFile),
    (page::STAFF, Text::DeskPageStaff),
    (page::CHANNELS, Text::DeskPageChannels),
];

/// What can be pressed there.
#[derive(Clone, Copy)]
pub struct Pressing {
    /// Ends the session.
    pub on_sign_out: Callback<()>,
    /// Shows the list of keys.
    pub on_keys: Callback<()>,
}

/// `here` is the address of the page; `me` is nobody before one has signed in, and
/// `waiting` messages are unknown until they were counted.
#[component]
pub fn DeskLayout(
    here: Signal<String>,
    me: Signal<Option<Me>>,
    waiting: Signal<Option<u32>>,
    pressing: Pressing,
    children: Children,
) -> Markup {
    let texts = Texts::here();
    let navigation = move || me.get().map(|me| view! { <Navigation me here waiting pressing /> });
    view! {
        <a class="skip-link" href="#main">{texts.get(Text::HeaderSkip)}</a>
        <header class="header">
            <div class="header__inside header__inside--wide">
                <a class="header__home" href=APP>
                    <img class="header__mark" src="/mark.svg" alt="" width="36" height="36" />
                    <span class="header__name">{texts.get(Text::HeaderName)} " · " {texts.get(Text::DeskPageDesk)}</span>
                </a>
                <LanguageSwitch here />
            </div>
            {changing(navigation)}
        </header>
        <main class="page page--desk" id="main" tabindex="-1">{children()}</main>
    }
}

#[component]
fn Navigation(me: Me, here: Signal<String>, waiting: Signal<Option<u32>>, pressing: Pressing) -> Markup {
    let texts = Texts::here();
    let links = PAGES.into_iter().filter(|(href, _)| is_for(me.role, href)).map(|(href, name)| {
        let count = (href == page::INBOX).then(|| changing(move || waiting.get().map(|count| waits(texts, count))));
        view! { <a class="desk-nav__link" href=href aria-current=current(here, href)>{texts.get(name)} {count}</a> }
    });
    view! {
        <div class="desk-nav">
            <nav class="desk-nav__pages" aria-label=texts.get(Text::DeskNavLabel)>{links.collect::<Markup>()}</nav>
            <div class="desk-nav__own">
                <button
                    class="desk-nav__button"
                    type="button"
                    aria-keyshortcuts="?"
                    on:click=move |_| pressing.on_keys.run(())
                >
                    {texts.get(Text::DeskNavKeys)}
                </button>
                <a class="desk-nav__link" href=page::ACCOUNT aria-current=current(here, page::ACCOUNT)>
                    <Code words=me.user />
                </a>
                <button class="desk-nav__button" type="button" on:click=move |_| pressing.on_sign_out.run(())>
                    {texts.get(Text::DeskNavSignOut)}
                </button>
            </div>
        </div>
    }
}

/// How many messages wait; nothing where none does.
fn waits(texts: Texts, count: u32) -> Option<Markup> {
    (count > 0).then(|| {
        view! {
            <span class="desk-nav__count">
                {grouped(count)} <span class="hidden">" " {texts.get(Text::DeskNavWaiting)}</span>
            </span>
        }
    })
}

/// What the role has no page for is not offered.
fn is_for(role: Role, href: &str) -> bool {
    DeskPage::at(href).for_role(role) != DeskPage::Unknown
}

fn current(here: Signal<String>, href: &'static str) -> markup::Value {
    attribute(move || {
        let path = here.get();
        let is_current = path.split('?').next() == Some(href);
        is_current.then(|| "page".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_is_offered_its_own_pages() {
        let offered = |role| {
            let pages = PAGES.into_iter().filter(|(href, _)| is_for(role, href));
            pages.map(|(href, _)| href).collect::<Vec<_>>()
        };

        assert_eq!(offered(Role::Officer), [page::QUEUE, page::BOARD]);
        assert_eq!(offered(Role::Tracker), [page::QUEUE, page::INBOX, page::BOARD, page::FILE, page::CHANNELS]);
        assert_eq!(offered(Role::Admin), [page::STAFF, page::CHANNELS]);
    }
}
