//! One step for many complaints: forwarded to one department, or closed with one
//! reply; and what came of each.

use domain::{life::Verb, ticket::Ticket};
use markup::prelude::*;
use markup::{Markup, changing, view};

use self::replies::{Replies, RepliesInEach};
use super::{
    action::{Writing, form::ActionForm, reply},
    queue::line::address,
};
use crate::{
    button::Button,
    notice::{Notice, Weight},
    number::grouped,
    text::{Text, Texts},
};

pub mod replies;

/// What came of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its turn has not come.
    Waiting,
    /// Done.
    Done,
    /// Someone changed it meanwhile; nothing was done.
    Faster,
    /// Refused, or not reached: a sentence says why.
    Refused(&'static str),
}

/// One of the many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub ticket: Ticket,
    /// As it is shown.
    pub display: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What can be pressed.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// The step is chosen, or with `None` given up.
    pub on_choose: Callback<Option<Verb>>,
    /// Nothing is selected any more.
    pub on_clear: Callback<()>,
}

/// How many are selected, and what can be done with them.
#[component]
pub fn BulkBar(count: Signal<usize>, choosing: Choosing) -> Markup {
    let texts = Texts::here();
    let press = move |verb| Callback::new(move |()| choosing.on_choose.run(Some(verb)));
    let bar = move || {
        let count = count.get();
        (count > 0).then(|| {
            let count = grouped(u32::try_from(count).unwrap_or(u32::MAX));
            view! {
                <p class="bulk__count">{texts.fill(Text::DeskBulkCount, &[("count", &count)])}</p>
                <div class="buttons">
                    <Button label=texts.get(Text::DeskBulkForward) on_press=press(Verb::Forward) />
                    <Button label=texts.get(Text::DeskBulkNotTenable) on_press=press(Verb::NotTenable) />
                    <Button label=texts.get(Text::DeskBulkClear) on_press=choosing.on_clear />
                </div>
            }
        })
    };
    view! {
        <section class="bulk" aria-label=texts.get(Text::DeskBulkLabel)>
            <div role="status">{changing(bar)}</div>
        </section>
    }
}

/// The words for all of them; `unlike` when they are not all about one subject.
#[component]
pub fn BulkForm(verb: Verb, replies: Replies, unlike: bool, writing: Writing) -> Markup {
    let texts = Texts::here();
    let warning = unlike.then(|| {
        view! { <Notice weight=Weight::Warning><p>{texts.get(Text::DeskBulkUnlike)}</p></Notice> }
    });
    let reply = reply(verb).map(|label| view! { <RepliesInEach label verb replies writing /> });
    view! {
        {warning}
        <ActionForm verb reply writing />
    }
}

/// What came of each, as it comes.
#[component]
pub fn Turns(turns: Signal<Vec<Turn>>) -> Markup {
    let texts = Texts::here();
    let list = move || {
        let turns = turns.get();
        if turns.is_empty() {
            return Markup::nothing();
        }
        let ended = turns.iter().filter(|turn| turn.outcome != Outcome::Waiting).count();
        let some_failed = ended == turns.len() && turns.iter().any(|turn| turn.outcome != Outcome::Done);
        let progress = [("done", ended.to_string()), ("count", turns.len().to_string())];
        let progress =
            texts.fill(Text::DeskBulkProgress, &progress.each_ref().map(|(name, value)| (*name, value.as_str())));
        let rows = turns.into_iter().map(|turn| {
            view! {
                <li>
                    <a href=address(turn.ticket)>{turn.display}</a>
                    ": "
                    {told(texts, &turn.outcome)}
                </li>
            }
        });
        view! {
            <h2>{texts.get(Text::DeskBulkResults)}</h2>
            <p>{progress}</p>
            <ul class="bulk__results">{rows.collect::<Markup>()}</ul>
            {some_failed.then(|| view! { <p>{texts.get(Text::DeskBulkLeft)}</p> })}
        }
    };
    view! { <div class="bulk__turns" role="status" tabindex="-1">{changing(list)}</div> }
}

fn told(texts: Texts, outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => texts.get(Text::DeskBulkWaiting),
        Outcome::Done => texts.get(Text::DeskBulkDone),
        Outcome::Faster => texts.get(Text::DeskBulkFaster),
        Outcome::Refused(sentence) => sentence,
    }
}
