//! The app: the one table from a page to what mounts it, and all of it anew in
//! another language.

use browser::{address::Navigation, arrival::arrive, language, takeover::turn};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    layout::Layout,
    page::Page,
    pages::{accessibility::AccessibilityPage, privacy::PrivacyPage, unknown::Unknown},
    text::{Pack, Texts},
};

use crate::{
    draft::Drafting,
    pages::{
        complain::{Complain, receipt},
        home::Start,
        mine::Mine,
        results::Figures,
        status::Status,
        ticket::TicketOf,
    },
    phone::Phone,
};

/// `texts` are those of the language at the start.
#[component]
pub fn App(texts: Texts) -> Markup {
    let navigation = Navigation::start(|path| Page::at(path) != Page::Unknown);
    receipt::forget_unless_here(navigation);
    // Outside the pages, so that changing the language keeps what was typed.
    Drafting::start();
    Phone::start();
    let texts = RwSignal::new(texts);
    language::follow(navigation, Pack::Citizens, texts);
    let (everything, page) = (turn(), turn());
    changing(move || {
        everything.get().then(|| {
            let texts = texts.get();
            texts.provide();
            view! { <Screen texts turn=page /> }
        })
    })
}

/// Everything on the screen, in one language; the page itself once it is its turn.
#[component]
fn Screen(texts: Texts, turn: RwSignal<bool>) -> Markup {
    let navigation = Navigation::here();
    let page = Memo::new(move |_| Page::at(&navigation.get().0.path));
    let here = Signal::derive(move || {
        let (address, _) = navigation.get();
        address.path + &address.query
    });
    whenever(move || arrive(texts, navigation.get().1));
    if let Some(root) = document().document_element() {
        let _refused = root.set_attribute("lang", texts.language().code());
    }
    view! { <Layout here>{changing(move || turn.get().then(|| mounted(page.get())))}</Layout> }
}

/// The one table: which page is mounted by what.
fn mounted(page: Page) -> Markup {
    match page {
        Page::Home => view! { <Start /> },
        Page::Complain => view! { <Complain /> },
        Page::Status => view! { <Status /> },
        Page::Ticket(typed) => view! { <TicketOf typed /> },
        Page::Results => view! { <Figures /> },
        Page::Mine => view! { <Mine /> },
        Page::Privacy => view! { <PrivacyPage /> },
        Page::Accessibility => view! { <AccessibilityPage /> },
        Page::Unknown => view! { <Unknown /> },
    }
}
