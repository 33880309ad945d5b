//! The app: the one table from a page to what mounts it, behind the enrolment; and
//! the end of a citizen's turn, by whichever way it comes.

use browser::{
    address::{Navigation, Way},
    arrival::arrive,
    language,
};
use domain::{language::Language, paths::kiosk::APP, wire::kiosk::Centre};
use leptos::{ev, leptos_dom::helpers::window_event_listener, task::spawn_local};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    kiosk::{
        idle::IdleDialog,
        layout::{Around, KioskLayout},
        page::KioskPage,
    },
    text::{Pack, Text, Texts},
    waiting::{Failed, Waiting},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use crate::{
    idle::{self, Idle},
    kept, keys, offline,
    pages::{enrol::Enrol, form::FormOf, health::Health, slip::slip, today::Today},
    sending::Sending,
    serving::{Serving, Shown},
    terminal::{Door, Terminal},
};

/// `own` are the texts of the language in which every turn begins.
#[component]
pub fn App(texts: Texts) -> Markup {
    // Links to our pages are followed here, because "back" shall lead nowhere.
    let navigation = Navigation::start(|_| false);
    let terminal = Terminal::start();
    let sending = Sending::start(terminal);
    // Outside the pages, so that another language keeps what was typed.
    let serving = Serving::start();
    let own = texts;
    let texts = RwSignal::new(own);
    // The terminal remembers its own language, by the address, and no citizen's.
    language::follow(navigation, Pack::Kiosk, texts);
    let erase = move || {
        sending.leave();
        serving.wipe();
        if texts.get_untracked().language() != own.language() {
            texts.set(own);
        }
        navigation.go_instead(APP);
    };
    let is_in_turn = move || !serving.is_blank() || texts.get_untracked().language() != own.language();
    let idle = Idle::start(is_in_turn, erase);
    offline::leave_nothing(erase);
    offline::keep_app();
    keys::listen();
    follow_links(navigation);
    whenever(move || {
        if let Some(centre) = terminal.centre().get() {
            serving.begin_with(centre.district);
            sending.send();
        }
    });
    whenever(move || {
        if terminal.door() == Door::Disabled {
            erase();
        }
    });
    let on_next = Callback::new(move |()| {
        if let Shown::Fetched(key, _) = serving.shown.get_untracked() {
            spawn_local(async move {
                let _forgotten = kept::forget(&key).await;
                sending.look().await;
            });
        }
        erase();
    });
    changing(move || {
        let here = texts.get();
        here.provide();
        view! { <Screen all=texts idle on_next /> }
    })
}

/// A click on a link to one of our pages goes there in place of this one.
fn follow_links(navigation: Navigation) {
    let clicked = window_event_listener(ev::click, move |event| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = clicked.and_then(|clicked| clicked.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        if KioskPage::at(&href) != KioskPage::Unknown {
            event.prevent_default();
            navigation.go_instead(&href);
        }
    });
    on_cleanup(move || clicked.remove());
}

/// Everything on the screen, in one language.
#[component]
fn Screen(all: RwSignal<Texts>, idle: Idle, on_next: Callback<()>) -> Markup {
    let texts = Texts::here();
    let navigation = Navigation::here();
    let (terminal, sending, serving) = (Terminal::here(), Sending::here(), Serving::here());
    let here = Signal::derive(move || navigation.get().0.path);
    let before = StoredValue::new(Way::Loaded);
    whenever(move || {
        // With every turn the page is arrived at anew.
        serving.turn.track();
        terminal.door();
        let way = navigation.get().1;
        let first = before.get_value() == Way::Loaded;
        before.set_value(Way::Forward);
        arrive(texts, if first { way } else { Way::Forward });
    });
    whenever(move || {
        // Only the title: the focus goes to what is done next.
        serving.shown.track();
        arrive(texts, Way::Loaded);
    });
    if let Some(root) = document().document_element() {
        let _refused = root.set_attribute("lang", texts.language().code());
    }
    let on_language = Callback::new(move |language: Language| {
        language::texts_of(Pack::Kiosk, language, move |read| {
            if let Some(read) = read {
                all.set(read);
            }
        });
    });
    let centre = terminal.centre();
    let around = Around {
        centre: Signal::derive(move || centre.get().map(|centre| centre.name)),
        here,
        is_down: terminal.is_down(),
        waiting: sending.waiting(),
        on_language,
    };
    let door = Memo::new(move |_| terminal.door());
    let content = move || match (door.get(), centre.get()) {
        (Door::Open, Some(centre)) => view! { <Page centre on_next /> },
        (Door::Failed(key), _) => {
            let on_again = Callback::new(move |()| terminal.look());
            view! { <h1>{texts.get(Text::KioskPageName)}</h1> <Failed sentence=texts.problem(&key) on_again /> }
        }
        (Door::Missing, _) => view! { <Enrol is_disabled=false /> },
        (Door::Disabled, _) => view! { <Enrol is_disabled=true /> },
        (Door::Asking | Door::Open, _) => {
            view! { <h1>{texts.get(Text::KioskPageName)}</h1> <Waiting text=Text::KioskPageAsking /> }
        }
    };
    view! {
        <KioskLayout around>{changing(content)}</KioskLayout>
        <IdleDialog id=idle::DIALOG left=idle.left() on_stay=Callback::new(move |()| idle.stay()) />
    }
}

/// The one table: which page is mounted by what.
#[component]
fn Page(centre: Centre, on_next: Callback<()>) -> Markup {
    let texts = Texts::here();
    let navigation = Navigation::here();
    let serving = Serving::here();
    let page = Memo::new(move |_| KioskPage::at(&navigation.get().0.path));
    changing(move || {
        // The next citizen's fields are new ones.
        serving.turn.track();
        let centre = centre.clone();
        match page.get() {
            KioskPage::Form => changing(move || {
                let centre = centre.clone();
                slip(serving.shown.get(), centre.clone(), on_next)
                    .unwrap_or_else(|| view! { <FormOf centre on_erase=on_next /> })
            }),
            KioskPage::Today => view! { <Today /> },
            KioskPage::Health => view! { <Health centre /> },
            KioskPage::Unknown => view! { <h1 tabindex="-1">{texts.get(Text::KioskPageUnknown)}</h1> },
        }
    })
}
