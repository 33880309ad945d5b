//! The app: the one table from a page to what mounts it, behind the door.

use browser::{
    address::{Navigation, Way},
    arrival::arrive,
    language,
};
use domain::wire::desk::Me;
use markup::prelude::*;
use markup::{Markup, attribute, changing, view, whenever};
use ui::{
    desk::{
        keys::KeysDialog,
        layout::{DeskLayout, Pressing},
        page::DeskPage,
    },
    text::{Pack, Text, Texts},
    waiting::{Failed, Waiting},
};

use crate::{
    incoming::Incoming,
    keyboard,
    pages::{
        account::Account, board::BoardOf, channels::ChannelsOf, complaint::ComplaintOf, file::File, held::Held,
        inbox::InboxOf, paste::Paste, queue::Queue, sign_in::SignIn, staff::Staff, unknown::Unknown,
    },
    session::{Door, Session},
};

/// `texts` are those of the language at the start.
#[component]
pub fn App(texts: Texts) -> Markup {
    let navigation = Navigation::start(DeskPage::is_below);
    Incoming::start(Session::start());
    // Outside the pages, so that changing the language keeps what was typed.
    Held::start();
    keyboard::listen(navigation);
    let texts = RwSignal::new(texts);
    language::follow(navigation, Pack::Desk, texts);
    changing(move || {
        let texts = texts.get();
        texts.provide();
        view! { <Screen texts /> }
    })
}

/// Everything on the screen, in one language.
#[component]
fn Screen(texts: Texts) -> Markup {
    let navigation = Navigation::here();
    let session = Session::here();
    let here = Signal::derive(move || {
        let (address, _) = navigation.get();
        address.path + &address.query
    });
    let is_open = Memo::new(move |_| session.door() == Door::Open);
    let before = StoredValue::new(Door::Asking);
    whenever(move || {
        let way = navigation.get().1;
        let door = session.door();
        let last = before.get_value();
        before.set_value(door.clone());
        arrive(texts, if door == last { way } else { through(&last, &door) });
    });
    if let Some(root) = document().document_element() {
        let _refused = root.set_attribute("lang", texts.language().code());
    }
    let me = session.me();
    let seen = Signal::derive(move || me.get().filter(|_| is_open.get()));
    let pressing = Pressing {
        on_sign_out: Callback::new(move |()| session.sign_out(false, |_| ())),
        on_keys: Callback::new(|()| keyboard::show_help()),
    };
    let page = Memo::new(move |_| DeskPage::at(&navigation.get().0.path));
    let mounted = move || me.get().map(|me| mounted(page.get().for_role(me.role), me));
    view! {
        <DeskLayout here me=seen waiting=Incoming::here().waiting() pressing>
            {changing(move || entrance(session.door()))}
            <div class="page__content" hidden=attribute(move || (!is_open.get()).then(String::new))>
                {changing(mounted)}
            </div>
        </DeskLayout>
        <KeysDialog id=keyboard::HELP on_close=Callback::new(|()| keyboard::hide_help()) />
    }
}

/// Whoever comes in or was put out begins at the heading; whoever finds the door
/// as it is has only loaded the page.
fn through(last: &Door, door: &Door) -> Way {
    if *last == Door::Asking || matches!(last, Door::Failed(_)) || *door == Door::Asking {
        Way::Loaded
    } else {
        Way::Forward
    }
}

/// What stands in place of the page until someone is signed in.
fn entrance(door: Door) -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    match door {
        Door::Open => Markup::nothing(),
        Door::Asking => view! { <Waiting text=Text::DeskSignInWaiting /> },
        Door::Failed(key) => {
            let on_again = Callback::new(move |()| session.look());
            view! { <Failed sentence=texts.problem(&key) on_again /> }
        }
        Door::Closed(lead) => view! { <SignIn lead /> },
    }
}

/// The one table: which page is mounted by what.
fn mounted(page: DeskPage, me: Me) -> Markup {
    match page {
        DeskPage::Queue => view! { <Queue /> },
        DeskPage::Inbox => view! { <InboxOf /> },
        DeskPage::Paste => view! { <Paste /> },
        DeskPage::Complaint(typed) => view! { <ComplaintOf typed /> },
        DeskPage::Board => view! { <BoardOf /> },
        DeskPage::File => view! { <File /> },
        DeskPage::Channels => view! { <ChannelsOf /> },
        DeskPage::Staff => view! { <Staff /> },
        DeskPage::Account => view! { <Account me /> },
        DeskPage::Home | DeskPage::Unknown => view! { <Unknown /> },
    }
}
