//! The complaints on this phone; their states are asked for when the page opens.

use browser::{address::Navigation, phone};
use domain::{
    life::State,
    wire::{ComplaintForm, Receipt},
};
use leptos::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    pages::{
        complain::step::Step,
        mine::{Keeping, Kept, MinePage, Stage},
    },
    text::Texts,
};

use super::complain::receipt;
use crate::{
    api::tickets,
    draft::Drafting,
    phone::{Phone, Record},
};

/// The list, as it changes.
#[component]
pub fn Mine() -> Markup {
    let texts = Texts::here();
    let navigation = Navigation::here();
    let drafting = Drafting::here();
    let on_phone = Phone::here();
    for record in untrack(|| on_phone.kept()) {
        ask(&record);
    }
    let keeping = Keeping {
        on_send: Callback::new(|()| phone::send()),
        on_receipt: Callback::new(move |key: String| {
            phone::receipt(&key, move |kept: Receipt| {
                receipt::keep(&kept);
                navigation.go(&receipt::address());
            });
        }),
        on_change: Callback::new(move |key: String| {
            phone::take(&key, move |form: ComplaintForm| {
                drafting.put_right(form);
                navigation.go(&Step::Check.address());
            });
        }),
        on_forget: Callback::new(|key: String| phone::forget(&key)),
        on_forget_all: Callback::new(|()| phone::forget("")),
    };
    changing(move || {
        let kept = on_phone.kept().into_iter().map(|record| shown(texts, record)).collect();
        view! { <MinePage kept keeping /> }
    })
}

/// Hears how a complaint stands now.
fn ask(record: &Record) {
    let Some(ticket) = record.ticket else { return };
    let key = record.key.clone();
    tickets::status(ticket, move |answer| {
        if let Ok(status) = answer {
            phone::note(&key, status.status.code());
        }
    });
}

fn shown(texts: Texts, record: Record) -> Kept {
    let Record { key, ticket, display, status, has_receipt, refused } = record;
    let stage = match (ticket, refused) {
        (Some(ticket), _) => Stage::Sent {
            ticket: ticket.to_string(),
            display: display.unwrap_or_default(),
            state: status.unwrap_or(State::Received),
            has_receipt,
        },
        (None, Some(problem)) => Stage::Refused(texts.problem(&problem)),
        (None, None) => Stage::Unsent,
    };
    Kept { key, stage }
}
