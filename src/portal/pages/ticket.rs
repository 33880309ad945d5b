//! A complaint's status; with the key from the link, or for the PIN, its private
//! part and what the citizen can do ([`acting`]).

use browser::{
    address::{Navigation, decoded},
    api::Failure,
    arrival::focus_when_drawn,
    clock,
    takeover::{carried, given, said},
};
use domain::{
    ticket::Ticket,
    wire::{Details, TicketStatus},
};
use leptos::{ev, leptos_dom::helpers::window_event_listener};
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    pages::ticket::{
        TicketPage, TicketStanding,
        handoff::{HandoffForm, NewPin, Word, is_posted},
        private::{Carried, PrivatePart},
        unlock::UnlockForm,
    },
    text::{Text, Texts},
    waiting::{Failed, Waiting},
};

use self::acting::Acts;
use super::status::Status;
use crate::api::tickets;

mod acting;

/// The ticket as it stands in the address.
#[component]
pub fn TicketOf(typed: String) -> Markup {
    let texts = Texts::here();
    let typed = decoded(&typed);
    match Ticket::parse(&typed, texts.prefix()) {
        Ok(ticket) => match said("#ticket-error") {
            Some(problem) => view! { <Status typed problem /> },
            None => view! { <Known ticket /> },
        },
        Err(problem) => view! { <Status typed problem=texts.problem(problem.key()) /> },
    }
}

/// What is known of the ticket, and what the citizen has opened it with.
#[derive(Clone, Copy)]
pub(super) struct Looking {
    ticket: Ticket,
    texts: Texts,
    /// The public status, or why it did not come.
    status: RwSignal<Option<Result<TicketStatus, &'static str>>>,
    /// The private part, once opened.
    details: RwSignal<Option<Details>>,
    /// Kept on this page only: another who takes up the phone must ask again.
    key: RwSignal<Option<String>>,
    pin: RwSignal<String>,
    /// What is wrong with PIN or key.
    refused: RwSignal<Option<&'static str>>,
    busy: RwSignal<bool>,
    /// What the server has said to whoever posted: the page was drawn for it.
    posted: StoredValue<Posted>,
}

/// A step of the way for whoever posted, as the drawn page shows it.
#[derive(Clone, Default)]
struct Posted {
    word: Option<Word>,
    error: Option<&'static str>,
    pin: Option<&'static str>,
}

impl Posted {
    fn drawn() -> Self {
        let word = carried("word").zip(carried("claim"));
        Self {
            word: word.map(|(word, claim)| Word { word, claim }),
            error: said("#handoff-error").filter(|words| !words.is_empty()),
            pin: said("#new-pin"),
        }
    }
}

impl Looking {
    fn at(ticket: Ticket) -> Self {
        Self {
            ticket,
            texts: Texts::here(),
            status: RwSignal::new(None),
            details: RwSignal::new(None),
            key: RwSignal::new(None),
            pin: RwSignal::new(String::new()),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
            posted: StoredValue::new(Posted::drawn()),
        }
    }

    /// Takes up what a page without the app shows; true if it shows the status.
    fn take_over(self, acts: Acts) -> bool {
        if let Some(details) = given::<Details>() {
            self.key.set(carried("key"));
            self.show(details);
            acts.take_over();
            return true;
        }
        let status = given::<TicketStatus>();
        let is_drawn = status.is_some();
        self.status.set(status.map(Ok));
        self.refused.set(said("#pin-error"));
        is_drawn
    }

    fn sentence(self, failure: &Failure) -> &'static str {
        self.texts.problem(failure.key())
    }

    /// Fetches the public status.
    fn look(self) {
        self.status.set(None);
        tickets::status(self.ticket, move |answer| {
            self.status.set(Some(answer.map_err(|failure| self.sentence(&failure))));
        });
    }

    /// Opens the private part with a key; without the right one the public
    /// status is shown all the same.
    fn open(self, key: String) {
        self.busy.set(true);
        tickets::details(self.ticket, &key.clone(), move |answer| {
            self.busy.set(false);
            match answer {
                Ok(details) => {
                    self.key.set(Some(key));
                    self.show(details);
                    focus_when_drawn(".private");
                }
                Err(failure) => {
                    self.refused.set(Some(self.sentence(&failure)));
                    if self.status.with_untracked(Option::is_none) {
                        self.look();
                    }
                }
            }
        });
    }

    /// Shuts the private part when the page is left: the browser may keep the page as
    /// it is, and show it to whoever goes back.
    fn close_when_left(self) {
        let left = window_event_listener(ev::pagehide, move |_| {
            self.key.set(None);
            self.details.set(None);
        });
        on_cleanup(move || left.remove());
    }

    fn show(self, details: Details) {
        self.status.set(Some(Ok(details.status.clone())));
        self.details.set(Some(details));
    }

    fn unlock(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refused.set(None);
        tickets::unlock(self.ticket, self.pin.get_untracked(), move |answer| {
            self.busy.set(false);
            match answer {
                Ok(key) => {
                    self.pin.set(String::new());
                    self.open(key.key);
                }
                Err(failure) => {
                    self.refused.set(Some(self.sentence(&failure)));
                    focus_when_drawn("#pin");
                }
            }
        });
    }
}

#[component]
fn Known(ticket: Ticket) -> Markup {
    let texts = Texts::here();
    let looking = Looking::at(ticket);
    // Out here, because what was done is told after everything is drawn anew.
    let acts = Acts::of(looking);
    let fragment = untrack(|| Navigation::here().get().0.fragment);
    let is_drawn = looking.take_over(acts);
    looking.close_when_left();
    match fragment.strip_prefix("#k=") {
        Some(key) => looking.open(key.to_owned()),
        None if is_drawn => {}
        None => looking.look(),
    }
    let again = Callback::new(move |()| looking.look());
    let shown = move || match looking.status.get() {
        None => view! { <Waiting text=Text::StatusLoading /> },
        Some(Err(sentence)) => view! { <Failed sentence on_again=again /> },
        Some(Ok(status)) => {
            view! { <TicketStanding status now=clock::now()><Private looking acts /></TicketStanding> }
        }
    };
    view! { <TicketPage display=ticket.display(texts.prefix())>{changing(shown)}</TicketPage> }
}

/// The private part, or the question for the PIN.
#[component]
fn Private(looking: Looking, acts: Acts) -> Markup {
    changing(move || match looking.details.get() {
        Some(details) => {
            let key = untrack(|| looking.key.get()).unwrap_or_default();
            let along = Carried { key, ..Carried::default() };
            let pin = looking.posted.get_value().pin.map(|pin| view! { <NewPin pin /> });
            view! { {pin} <PrivatePart details doing=acts.doing() acting=acts.acting() along /> }
        }
        None => view! {
            <UnlockForm
                ticket=looking.ticket.to_string()
                error=looking.refused.into()
                value=looking.pin.into()
                busy=looking.busy.into()
                on_input=Callback::new(move |typed| looking.pin.set(typed))
                on_submit=Callback::new(move |()| looking.unlock())
            />
            {handoff(looking)}
        },
    })
}

/// The other way, where the complaint came by a post.
fn handoff(looking: Looking) -> Option<Markup> {
    let status = looking.status.get_untracked()?.ok()?;
    let Posted { word, error, .. } = looking.posted.get_value();
    is_posted(status.channel).then(|| view! { <HandoffForm ticket=looking.ticket word error /> })
}
