//! The inbox: fetched, kept, and gone through one message after the other.
//!
//! [`sorting`] is the list and the one that is looked at, [`decided`] what was
//! decided and can still be taken back, [`deciding`] what is typed and sent.

use browser::clock;
use domain::{
    ticket::Ticket,
    wire::desk::{Inbox, InboxItem},
};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    desk::inbox::{
        Empty, Fresh, Head, More,
        deciding::Ways,
        line::{Choosing, Line},
        message::Message,
        undo::UndoBar,
    },
    text::{Text, Texts},
};

use self::{decided::Decided, deciding::Acting, sorting::Sorting};
use crate::{incoming::Incoming, session::Session};

mod decided;
mod deciding;
mod sorting;

/// Everything of the page.
#[component]
pub fn InboxOf() -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let incoming = Incoming::here();
    let sorting = Sorting::start(texts, session, incoming);
    let decided = Decided::start();
    let acting = Acting::start(sorting, decided);
    whenever(move || {
        session.follow();
        sorting.look();
    });
    let on_undo = Callback::new(move |()| acting.undo());
    let on_fresh = Callback::new(move |()| sorting.show_fresh());
    let is_done = sorting.is_done();
    let message = move || match sorting.item.get() {
        Some(item) => looked_at(acting, item),
        None if is_done.get() => view! { <Empty /> },
        None => Markup::nothing(),
    };
    let is_there = Memo::new(move |_| sorting.item.with(Option::is_some));
    let ways = move || is_there.get().then(|| view! { <Ways deciding=acting.deciding() today=clock::today() /> });
    let again = Callback::new(move |()| sorting.look());
    let list = sorting.list.shown(Text::DeskInboxLoading, again, move |page| lines(sorting, decided, page));
    view! {
        <Head waiting=incoming.waiting()><UndoBar told=decided.told() left=decided.left() on_undo /></Head>
        <div class="inbox">
            <div class="inbox__message">{changing(message)}</div>
            <div class="inbox__acting">{changing(ways)}</div>
            <div class="inbox__list">
                <Fresh count=sorting.fresh_count() on_show=on_fresh />
                {list}
            </div>
        </div>
    }
}

fn looked_at(acting: Acting, item: InboxItem) -> Markup {
    let on_attach = Callback::new(move |ticket: Ticket| acting.attach(Some(ticket.to_string())));
    view! { <Message item on_attach /> }
}

fn lines(sorting: Sorting, decided: Decided, page: Inbox) -> Markup {
    if page.items.is_empty() {
        return Markup::nothing();
    }
    let texts = Texts::here();
    let choosing = Choosing {
        on_look: Callback::new(move |id| sorting.look_at(id)),
        on_open: Callback::new(move |id| sorting.open(id)),
    };
    let on_more = Callback::new(move |()| sorting.look_further());
    let more = page.next.is_some().then(|| view! { <More on_more /> });
    let lines = page.items.into_iter().map(|item| {
        let (looked, asked) = (item.id.clone(), item.id.clone());
        let is_current = Memo::new(move |_| sorting.current.with(|current| current.as_deref() == Some(&*looked)));
        let fate = decided.fate(asked);
        view! { <Line item is_current=is_current.into() fate choosing /> }
    });
    view! {
        <ol class="inbox__lines" aria-label=texts.get(Text::DeskInboxList)>{lines.collect::<Markup>()}</ol>
        {more}
    }
}
