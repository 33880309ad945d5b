//! The complaints on this phone; the state of each is asked for once.

use std::cell::RefCell;

use browser::{address::Navigation, phone};
use domain::{
    life::State,
    wire::{ComplaintForm, Receipt},
};
use leptos::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    pages::{
        complain::step::Step,
        mine::{Keeping, Kept, MinePage, Stage},
    },
    text::{Text, Texts},
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
    let asked = RefCell::new(Vec::new());
    whenever(move || {
        for record in on_phone.kept().unwrap_or_default() {
            if !asked.borrow().contains(&record.key) {
                asked.borrow_mut().push(record.key.clone());
                ask(&record);
            }
        }
    });
    let keeping = Keeping {
        on_send: Callback::new(|()| phone::send()),
        on_receipt: Callback::new(move |key: String| {
            phone::receipt(&key.clone(), move |kept: Receipt| {
                if receipt::keep(&kept) {
                    phone::seen(&key);
                    navigation.go(&receipt::address());
                }
            });
        }),
        on_change: Callback::new(move |key: String| {
            // Another one that is being written goes first.
            if untrack(|| drafting.is_begun()) {
                return navigation.go(&Step::Check.address());
            }
            phone::body(&key.clone(), move |form: ComplaintForm| {
                drafting.put_right(&key, form);
                navigation.go(&Step::Check.address());
            });
        }),
        on_forget: Callback::new(move |key: String| {
            let sure = texts.get(Text::MineForgetSure);
            if window().confirm_with_message(sure).unwrap_or_default() {
                phone::forget(&key);
            }
        }),
        on_forget_all: Callback::new(move |()| {
            let kept = untrack(|| on_phone.kept()).unwrap_or_default();
            let waits = kept.iter().any(|record| record.photos > 0);
            let sure = texts.get(Text::MineForgetAllSure);
            if !waits || window().confirm_with_message(sure).unwrap_or_default() {
                phone::forget("");
            }
        }),
    };
    changing(move || {
        let kept = on_phone.kept().map(|kept| kept.into_iter().map(|record| shown(texts, record)).collect());
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
    let Record { key, ticket, display, status, has_receipt, refused, photos, photo_refused } = record;
    let stage = match (ticket, refused) {
        (Some(ticket), _) => Stage::Sent {
            ticket: ticket.to_string(),
            display: display.unwrap_or_default(),
            state: status.unwrap_or(State::Received),
            has_receipt,
            photos,
            photo_refused: photo_refused.map(|problem| texts.problem(&problem)),
        },
        (None, Some(problem)) => Stage::Refused(texts.problem(&problem)),
        (None, None) => Stage::Unsent,
    };
    Kept { key, stage }
}
