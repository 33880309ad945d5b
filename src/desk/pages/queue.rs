//! The queue: a list for every address, more of it on demand, and one step for
//! many ([`bulk`]).

use browser::{
    address::Navigation,
    api::Failure,
    arrival::{focus_by_id, focus_when_drawn},
    clock,
};
use domain::{
    staff::Role,
    ticket::Ticket,
    wire::desk::{Queue as Page, QueueItem},
};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    desk::queue::{
        Empty, Foot, Presets,
        asked::Asked,
        asking::{Asking, Search},
        filter::Filter,
        line::{Line, id},
        near::Near,
    },
    text::{Text, Texts},
};

use self::bulk::{Bulk, Many};
use super::held::{Held, Left};
use crate::{api, fetched::Fetched, session::Session};

mod bulk;

/// So many lines at first, and so many more each time.
const PAGE: usize = 50;
/// The server gives at most so many at once.
const PAGE_MAX: usize = 100;

/// What the page holds.
#[derive(Clone, Copy)]
pub(super) struct Listing {
    texts: Texts,
    session: Session,
    held: Held,
    asked: Memo<Asked>,
    list: Fetched<Page>,
    selected: RwSignal<Vec<QueueItem>>,
}

impl Listing {
    /// Fetches the list of this address; as long as it was when it was left.
    fn look(self) {
        let asked = self.asked.get_untracked();
        let left = self.held.left.get_untracked();
        let is_return = left.page == asked.page();
        let limit = if is_return { left.count.clamp(PAGE, PAGE_MAX) } else { PAGE };
        api::complaints::list(self.session, &asked.clone(), None, limit, move |answer| {
            if let (Ok(page), true) = (&answer, is_return)
                && let Some(opened) = left.opened
                && page.items.iter().any(|item| item.ticket == opened)
            {
                focus_by_id(id(opened));
            }
            self.held.left.set(Left {
                page: asked.page(),
                count: answer.as_ref().map_or(0, |page| page.items.len()),
                opened: None,
            });
            if let Ok(page) = &answer {
                self.refresh(page);
            }
            self.list.take(self.texts, answer);
        });
    }

    /// What is selected is meant as it is shown now.
    fn refresh(self, page: &Page) {
        if self.selected.with_untracked(Vec::is_empty) {
            return;
        }
        self.selected.update(|selected| {
            for item in selected {
                if let Some(new) = page.items.iter().find(|new| new.ticket == item.ticket) {
                    *item = new.clone();
                }
            }
        });
    }

    /// Fetches what comes after the lines that are there.
    fn look_further(self) {
        let Some(page) = self.list.there() else { return };
        let Some(cursor) = page.next.clone() else { return };
        let asked = self.asked.get_untracked();
        api::complaints::list(self.session, &asked, Some(&cursor), PAGE, move |answer| match answer {
            Ok(further) => self.append(page, further),
            // Once more by the same button; what is there stays.
            Err(Failure::Lost) => {}
            Err(failure) => self.list.take(self.texts, Err(failure)),
        });
    }

    fn append(self, mut page: Page, further: Page) {
        let first = further.items.first().map(|item| item.ticket);
        page.items.extend(further.items);
        page.next = further.next;
        self.held.left.update(|left| left.count = page.items.len());
        self.list.put(page);
        if let Some(first) = first {
            focus_by_id(id(first));
        }
    }

    /// Selects a complaint, or no longer.
    fn select(self, ticket: Ticket) {
        let item = self.list.there().and_then(|page| page.items.into_iter().find(|item| item.ticket == ticket));
        self.selected.update(|selected| match selected.iter().position(|item| item.ticket == ticket) {
            Some(place) => {
                selected.remove(place);
            }
            None => selected.extend(item),
        });
    }
}

/// Lists, search, filter and lines.
#[component]
pub fn Queue() -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let navigation = Navigation::here();
    let role = session.who().role;
    let asked = Memo::new(move |_| {
        let (address, _) = navigation.get();
        Asked::read(|name| address.parameter(name))
    });
    let listing = Listing {
        texts,
        session,
        held: Held::here(),
        asked,
        list: Fetched::new(),
        selected: RwSignal::new(Vec::new()),
    };
    let many = Many::of(listing);
    whenever(move || {
        session.follow();
        asked.track();
        listing.selected.set(Vec::new());
        listing.look();
    });
    let typed = RwSignal::new(asked.get_untracked());
    whenever(move || typed.set(asked.get()));
    let on_submit = Callback::new(move |()| {
        navigation.go_quietly(&typed.get_untracked().page());
        focus_when_drawn(".queue__link, .queue__empty");
    });
    let asking = Asking { typed, on_submit };
    let can_select = role != Role::Officer;
    let again = Callback::new(move |()| listing.look());
    let shown = listing.list.shown(Text::DeskQueueLoading, again, move |page| lines(listing, page, can_select));
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskPageQueue)}</h1>
        <Presets asked=asked.into() role />
        <Near asked=asked.into() />
        <Search asking />
        {changing(move || {
            asked.track();
            view! { <Filter asking role /> }
        })}
        {can_select.then(|| view! { <Bulk many /> })}
        {shown}
    }
}

fn lines(listing: Listing, page: Page, can_select: bool) -> Markup {
    let texts = listing.texts;
    if page.items.is_empty() {
        return view! { <Empty asked=listing.asked.get_untracked() /> };
    }
    let now = clock::now();
    let count = page.items.len();
    let next = page.next.is_some();
    let on_select = Callback::new(move |ticket| listing.select(ticket));
    let on_more = Callback::new(move |()| listing.look_further());
    let lines = page.items.into_iter().map(|item| {
        let ticket = item.ticket;
        let selected =
            Signal::derive(move || listing.selected.with(|all| all.iter().any(|item| item.ticket == ticket)));
        view! { <Line item now can_select selected on_select /> }
    });
    view! {
        <ol class="queue" aria-label=texts.get(Text::DeskQueueList)>{lines.collect::<Markup>()}</ol>
        <Foot count next on_more />
    }
}
