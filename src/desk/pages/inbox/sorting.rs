//! The messages that were fetched, the one that is looked at, and what has come
//! since: that is added when someone wishes, and never under a reader.

use browser::{api::Failure, arrival::focus_when_drawn};
use domain::wire::desk::{Inbox, InboxItem};
use markup::prelude::*;
use markup::whenever;
use ui::{desk::inbox::fresh::fresh, text::Texts};

use crate::{api, fetched::Fetched, incoming::Incoming, session::Session};

/// So many messages at first, and so many more each time.
const PAGE: usize = 50;

/// The list.
#[derive(Clone, Copy)]
pub(super) struct Sorting {
    pub(super) texts: Texts,
    pub(super) session: Session,
    pub(super) incoming: Incoming,
    pub(super) list: Fetched<Inbox>,
    /// The name of the one that is looked at.
    pub(super) current: RwSignal<Option<String>>,
    /// And the whole.
    pub(super) item: Memo<Option<InboxItem>>,
    fresh: RwSignal<Vec<InboxItem>>,
    is_fetching: StoredValue<bool>,
}

impl Sorting {
    /// Nothing was fetched yet.
    pub(super) fn start(texts: Texts, session: Session, incoming: Incoming) -> Self {
        let list: Fetched<Inbox> = Fetched::new();
        let current: RwSignal<Option<String>> = RwSignal::new(None);
        let item = Memo::new(move |_| {
            let current = current.get()?;
            list.followed()?.items.into_iter().find(|item| item.id == current)
        });
        let sorting = Self {
            texts,
            session,
            incoming,
            list,
            current,
            item,
            fresh: RwSignal::new(Vec::new()),
            is_fetching: StoredValue::new(false),
        };
        incoming.want(PAGE);
        on_cleanup(move || incoming.want(1));
        let page = incoming.page();
        whenever(move || {
            if let Some(page) = page.get() {
                sorting.compare(page);
            }
        });
        sorting
    }

    /// Fetches the list; what is there already stays, and only what is new is told.
    pub(super) fn look(self) {
        if self.list.there().is_some() {
            return self.incoming.look();
        }
        api::inbox::list(self.session, None, PAGE, move |answer| {
            if let Ok(page) = &answer {
                self.incoming.count(page.waiting);
                self.current.set(page.items.first().map(|item| item.id.clone()));
            }
            self.list.take(self.texts, answer);
            self.goes_on_if_empty();
        });
    }

    /// A page may be empty and not the last: all on it belongs to others.
    fn goes_on_if_empty(self) {
        if self.list.there().is_some_and(|page| page.items.is_empty() && page.next.is_some()) {
            self.look_further();
        }
    }

    fn compare(self, page: Inbox) {
        let Some(known) = self.list.there() else { return };
        self.fresh.set(fresh(&known.items, known.next.is_some(), page.items));
    }

    /// How many have come since.
    pub(super) fn fresh_count(self) -> Signal<usize> {
        let count = Memo::new(move |_| self.fresh.with(Vec::len));
        count.into()
    }

    /// Adds what has come since, on top.
    pub(super) fn show_fresh(self) {
        let Some(mut page) = self.list.there() else { return };
        let mut items = self.fresh.get_untracked();
        let Some(first) = items.first().map(|item| item.id.clone()) else { return };
        items.append(&mut page.items);
        page.items = items;
        self.fresh.set(Vec::new());
        self.list.put(page);
        self.open(first);
    }

    /// Fetches what comes after the messages that are there, and opens the first.
    pub(super) fn look_further(self) {
        let Some(page) = self.list.there() else { return };
        let Some(cursor) = page.next.clone() else { return };
        if self.is_fetching.get_value() {
            return;
        }
        self.is_fetching.set_value(true);
        api::inbox::list(self.session, Some(&cursor), PAGE, move |answer| {
            self.is_fetching.set_value(false);
            match answer {
                Ok(further) => self.append(page, further),
                // Once more by the same button; what is there stays.
                Err(Failure::Lost) => {}
                Err(failure) => self.list.take(self.texts, Err(failure)),
            }
        });
    }

    fn append(self, mut page: Inbox, further: Inbox) {
        let is_new = |item: &InboxItem| page.items.iter().all(|known| known.id != item.id);
        let further_items: Vec<_> = further.items.into_iter().filter(is_new).collect();
        let first = further_items.first().map(|item| item.id.clone());
        page.items.extend(further_items);
        page.next = further.next;
        let has_more = page.next.is_some();
        self.list.put(page);
        match first {
            Some(first) => self.open(first),
            None if has_more => self.look_further(),
            None => {}
        }
    }

    /// This one is looked at.
    pub(super) fn look_at(self, id: String) {
        if self.current.with_untracked(|current| current.as_ref() != Some(&id)) {
            self.current.set(Some(id));
        }
    }

    /// This one is looked at and has the focus.
    pub(super) fn open(self, id: String) {
        self.look_at(id);
        focus_when_drawn(".message__author");
    }

    /// One that was decided on waits again.
    pub(super) fn bring_back(self, id: String) {
        if self.list.there().is_some_and(|page| page.items.iter().any(|item| item.id == id)) {
            self.open(id);
        }
    }

    /// True if everything that was fetched is decided.
    pub(super) fn is_done(self) -> Memo<bool> {
        Memo::new(move |_| self.list.followed().is_some() && self.current.with(Option::is_none))
    }

    /// Goes on to the next one that is not `decided`, or the one before; to what is
    /// not shown yet where there is none.
    pub(super) fn go_on(self, decided: impl Fn(&str) -> bool) {
        let Some(page) = self.list.there() else { return };
        let current = self.current.get_untracked();
        let place = page.items.iter().position(|item| Some(&item.id) == current.as_ref()).unwrap_or_default();
        let (before, after) = page.items.split_at(place);
        let open = |item: &&InboxItem| !decided(&item.id);
        match after.iter().find(open).or_else(|| before.iter().rev().find(open)) {
            Some(item) => self.open(item.id.clone()),
            None if self.fresh.with_untracked(|fresh| !fresh.is_empty()) => self.show_fresh(),
            None if page.next.is_some() => {
                self.current.set(None);
                self.look_further();
            }
            None => {
                self.current.set(None);
                focus_when_drawn(".inbox__empty");
            }
        }
    }
}
