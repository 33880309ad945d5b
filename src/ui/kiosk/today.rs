//! The operator's list: numbers and states, no text and no person.

use domain::wire::kiosk::{Today, TodayItem};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    desk::{code::Code, name},
    text::{Text, Texts},
};

/// Where a complaint stands that was kept while the line was down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It waits for the line.
    Waits,
    /// It is filed under this number.
    Filed(String),
    /// The server did not take it.
    Refused,
}

/// A complaint that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLine {
    /// By what the terminal finds it again.
    pub key: String,
    /// The number that stands on its provisional slip, if there was one.
    pub provisional: Option<String>,
    /// Where it stands.
    pub stands: Stands,
}

/// What was filed today.
#[component]
pub fn TodayList(today: Today) -> Markup {
    let texts = Texts::here();
    if today.items.is_empty() {
        return view! { <p>{texts.get(Text::KioskTodayEmpty)}</p> };
    }
    let items = today.items.into_iter().map(|item| line(texts, item));
    view! { <ul class="day-list">{items.collect::<Markup>()}</ul> }
}

fn line(texts: Texts, item: TodayItem) -> Markup {
    let due = texts.fill(Text::KioskSlipDue, &[("due", &texts.day_of(item.due_at))]);
    view! {
        <li class="day-list__line">
            <span class="day-list__number">{item.display}</span>
            <span>{texts.get(name::state(item.status))}</span>
            <span>{texts.moment(item.received_at)}</span>
            <span>{due}</span>
        </li>
    }
}

/// What was kept while the line was down, oldest first; nothing when nothing was.
#[component]
pub fn KeptList(lines: Vec<KeptLine>, on_slip: Callback<String>, on_done: Callback<String>) -> Markup {
    let texts = Texts::here();
    if lines.is_empty() {
        return Markup::nothing();
    }
    let lines = lines.into_iter().map(|line| kept(texts, line, on_slip, on_done));
    view! {
        <h2>{texts.get(Text::KioskTodayKeptTitle)}</h2>
        <ul class="day-list">{lines.collect::<Markup>()}</ul>
    }
}

fn kept(texts: Texts, line: KeptLine, on_slip: Callback<String>, on_done: Callback<String>) -> Markup {
    let named = line.provisional.clone();
    let provisional = named.map(|number| view! { <span class="day-list__number"><Code words=number /></span> });
    let KeptLine { key, provisional: number, stands } = line;
    let act = move |label, number: &str, call: Callback<String>| {
        let key = key.clone();
        let label = texts.fill(label, &[("number", number)]);
        view! {
            <button class="button button--second" type="button" on:click=move |_| call.run(key.clone())>
                {label}
            </button>
        }
    };
    let (state, button) = match stands {
        Stands::Waits => (view! { <span>{texts.get(Text::KioskTodayKeptWaits)}</span> }, Markup::nothing()),
        Stands::Filed(display) => {
            let button = act(Text::KioskTodaySlipOf, &display, on_slip);
            (view! { <span class="day-list__number">{["→ ", &display].concat()}</span> }, button)
        }
        Stands::Refused => {
            let button = act(Text::KioskTodayDone, number.as_deref().unwrap_or_default(), on_done);
            (view! { <span>{texts.get(Text::KioskTodayKeptRefused)}</span> }, button)
        }
    };
    view! { <li class="day-list__line">{provisional}{state}{button}</li> }
}
