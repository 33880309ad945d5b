//! A complaint: fetched, shown, and worked on ([`acting`]).

use browser::{address::decoded, clock};
use domain::{life::Verb, paths::desk::page, ticket::Ticket, wire::desk::DeskComplaint};
use leptos::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    desk::complaint::{
        Erased, Facts, Head, Heading,
        contact::ContactCard,
        hints::{HintList, Words},
        history::History,
        messages::Messages,
        photos::Photos,
        posts::Posts,
    },
    text::{Text, Texts},
};

use self::acting::{Acting, Actions};
use super::held::Held;
use crate::{api, fetched::Fetched, session::Session};

mod acting;

/// The number as it stands in the address.
#[component]
pub fn ComplaintOf(typed: String) -> Markup {
    let texts = Texts::here();
    match Ticket::parse(&decoded(&typed), texts.prefix()) {
        Ok(ticket) => view! { <Known ticket /> },
        Err(problem) => view! {
            <h1 tabindex="-1">{texts.get(Text::DeskPageComplaint)}</h1>
            <p role="alert">{texts.problem(problem.key())}</p>
            <p><a href=page::QUEUE>{texts.get(Text::DeskComplaintBack)}</a></p>
        },
    }
}

/// What the page holds.
#[derive(Clone, Copy)]
struct Looking {
    ticket: Ticket,
    texts: Texts,
    session: Session,
    complaint: Fetched<DeskComplaint>,
}

impl Looking {
    fn look(self) {
        api::complaints::show(self.session, self.ticket, move |answer| self.complaint.take(self.texts, answer));
    }
}

#[component]
fn Known(ticket: Ticket) -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let held = Held::here();
    held.left.update(|left| left.opened = Some(ticket));
    let back = held.left.with_untracked(|left| left.page.clone());
    let back = if back.is_empty() { page::QUEUE.to_owned() } else { back };
    let looking = Looking { ticket, texts, session, complaint: Fetched::new() };
    let acting = Acting::of(looking);
    whenever(move || {
        session.follow();
        looking.look();
    });
    let again = Callback::new(move |()| looking.look());
    let first = looking.complaint.shown(Text::DeskComplaintLoading, again, move |complaint| {
        acting.take_up(&complaint);
        first(complaint)
    });
    let further = move || looking.complaint.followed().map(|complaint| further(acting, complaint));
    view! {
        <Heading display=ticket.display(texts.prefix()) back />
        <div class="complaint">
            <div class="complaint__first">{first}</div>
            <div class="complaint__acting"><Actions acting /></div>
            <div class="complaint__further">{changing(further)}</div>
        </div>
    }
}

/// What has to be read before anything is done.
fn first(complaint: DeskComplaint) -> Markup {
    let DeskComplaint { ticket, text, language, hints, photos, erased_at, .. } = complaint.clone();
    let words = match erased_at {
        Some(at) => view! { <Erased at /> },
        None => view! { <Words text language hints /> },
    };
    view! {
        <Head complaint now=clock::now() />
        {words}
        <Photos ticket photos />
    }
}

/// All else that is known.
fn further(acting: Acting, complaint: DeskComplaint) -> Markup {
    let can = |verb| complaint.offers.iter().any(|offer| offer.action == verb && offer.refusal.is_none());
    let (can_forward, can_reveal) = (can(Verb::Forward), can(Verb::RevealContact));
    let on_use = Callback::new(move |code| acting.forward_to(code));
    let on_reveal = Callback::new(move |()| acting.choose(Some(Verb::RevealContact)));
    let DeskComplaint { language, hints, contact, history, messages, posts, .. } = complaint.clone();
    view! {
        <HintList hints language can_forward on_use />
        <Facts complaint />
        <ContactCard contact language can_reveal on_reveal />
        <Posts posts language />
        <History events=history language />
        <Messages messages />
    }
}
