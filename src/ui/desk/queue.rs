//! The queue: ready-made lists, a search, a filter, and a line for each complaint.
//!
//! What is asked for stands in the address ([`asked`]), so a list can be kept as
//! a bookmark and "back" brings the last one.

use domain::{life::State, staff::Role};
use markup::prelude::*;
use markup::{Markup, attribute, view};

use crate::text::{Text, Texts};

pub mod asked;
pub mod asking;
pub mod filter;
pub mod line;
pub mod near;

use self::asked::{ALL, Asked};

/// The lists that are asked for every day.
#[component]
pub fn Presets(asked: Signal<Asked>, role: Role) -> Markup {
    let texts = Texts::here();
    let none = Asked::default;
    let lists = [
        (Text::DeskQueueOpen, none(), true),
        (Text::DeskQueueNew, Asked { status: State::Received.code().to_owned(), ..none() }, role != Role::Officer),
        (Text::DeskQueueMine, Asked { mine: true, ..none() }, role != Role::Officer),
        (Text::DeskQueueOverdue, Asked { overdue: true, ..none() }, true),
        (Text::DeskQueueOwes, Asked { owes_reply: true, ..none() }, true),
        (Text::DeskQueueEverything, Asked { status: ALL.to_owned(), ..none() }, true),
    ];
    let links = lists.into_iter().filter(|(_, _, is_for)| *is_for).map(|(name, list, _)| {
        let href = list.page();
        let current = attribute(move || asked.with(|asked| *asked == list).then(|| "page".to_owned()));
        view! { <a class="tables__link" href=href aria-current=current>{texts.get(name)}</a> }
    });
    view! {
        <nav class="tables" aria-label=texts.get(Text::DeskQueuePresets)>{links.collect::<Markup>()}</nav>
    }
}

/// Nothing is there, and how to see more.
#[component]
pub fn Empty(asked: Asked) -> Markup {
    let texts = Texts::here();
    let is_all = asked == Asked::default();
    let words = if is_all { Text::DeskQueueEmpty } else { Text::DeskQueueEmptyFiltered };
    let all = (!is_all).then(|| {
        view! { <p><a href=Asked::default().page()>{texts.get(Text::DeskQueueAll)}</a></p> }
    });
    view! {
        <p class="queue__empty">{texts.get(words)}</p>
        {all}
    }
}

/// So many lines are there, and a way to more of them.
#[component]
pub fn Foot(count: usize, next: bool, on_more: Callback<()>) -> Markup {
    let texts = Texts::here();
    let count = crate::number::grouped(u32::try_from(count).unwrap_or(u32::MAX));
    let more = next.then(|| {
        view! {
            <button class="button button--second" type="button" on:click=move |_| on_more.run(())>
                {texts.get(Text::DeskQueueMore)}
            </button>
        }
    });
    view! {
        <div class="queue__foot">
            <p role="status">{texts.fill(Text::DeskQueueShown, &[("count", &count)])}</p>
            {more}
        </div>
    }
}
