//! The public figures: four large ones with what they are shares of, the drawing
//! by month, a table, and all of it for a period and a district.

use domain::wire::{Grouping, StatisticsAnswer, StatisticsGroup};
use leptos::prelude::*;
use markup::{Children, Event, Markup, view};

use crate::{
    figure::Figure,
    figures::{Column, grouping},
    notice::Notice,
    number::{days, grouped, percent},
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
};

pub mod asked;
pub mod filter;
pub mod table;

use self::{
    asked::{Asked, TABLES},
    table::FiguresTable,
};

/// Heading and lead; the filter and the figures stand below.
#[component]
pub fn ResultsPage(children: Children) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::ResultsTitle)}</h1>
        <p class="lead">{texts.get(Text::ResultsLead)}</p>
        {children()}
    }
}

/// The figures that were asked for.
#[component]
pub fn Results(asked: Asked, answer: StatisticsAnswer, on_table: Callback<Grouping>) -> Markup {
    let texts = Texts::here();
    if answer.received == 0 {
        return view! { <Notice><p>{texts.get(Text::ResultsEmpty)}</p></Notice> };
    }
    let drawing = asked.drawing(texts.language());
    let csv = asked.csv(texts.language());
    view! {
        <p class="results__moment">{texts.fill(Text::ResultsAsOf, &[("moment", &texts.moment(answer.as_of))])}</p>
        <dl class="figures">{large(texts, &answer)}</dl>
        <details class="results__how">
            <summary>{texts.get(Text::ResultsHow)}</summary>
            <p>{texts.get(Text::ResultsHowText)}</p>
            <p>{texts.get(Text::ResultsWithheldAbout)}</p>
        </details>
        <h2>{texts.get(Text::ResultsMore)}</h2>
        <SummaryList rows=more(texts, &answer) />
        <h2>{texts.get(Text::ChartByMonth)}</h2>
        <img class="results__drawing" src=drawing alt=texts.get(Text::ResultsChartAlt) />
        <Tables asked=asked.clone() on_table />
        <FiguresTable asked=asked.clone() total=total(&answer) groups=answer.groups />
        <p><a href=csv download="">{texts.get(Text::ResultsDownload)}</a></p>
    }
}

/// Received, resolved, not tenable, pending: each share with its whole in words.
fn large(texts: Texts, answer: &StatisticsAnswer) -> Markup {
    let disposed = grouped(answer.disposed);
    let received = grouped(answer.received);
    let share = |text, rate: Option<_>, whole: (&str, &str)| match rate {
        Some(rate) => texts.fill(text, &[("percent", &percent(rate)), whole]),
        None => texts.get(Text::ResultsNoneDisposed).to_owned(),
    };
    let of_disposed = |text, rate| share(text, rate, ("disposed", &disposed));
    let figures = [
        (Column::Received, answer.received, texts.get(Text::ResultsReceivedAbout).to_owned()),
        (Column::Resolved, answer.resolved, of_disposed(Text::ResultsResolvedAbout, answer.resolved_of_disposed)),
        (
            Column::NotTenable,
            answer.not_tenable,
            of_disposed(Text::ResultsNotTenableAbout, answer.not_tenable_of_disposed),
        ),
        (
            Column::Pending,
            answer.pending,
            share(Text::ResultsPendingAbout, answer.pending_of_received, ("received", &received)),
        ),
    ];
    let figure = |(column, number, about): (Column, u32, String)| {
        view! { <Figure label=texts.get(column.text()) number=grouped(number) about /> }
    };
    figures.into_iter().map(figure).collect::<Markup>()
}

/// The figures that fewer people look for.
fn more(texts: Texts, answer: &StatisticsAnswer) -> Vec<Row> {
    let in_days = |number| texts.fill(Text::ResultsDays, &[("count", &days(number))]);
    let rows = [
        (Text::FiguresDisposed, Some(grouped(answer.disposed))),
        (Text::ResultsMedian, answer.median_days.map(in_days)),
        (Text::ResultsP90, answer.p90_days.map(in_days)),
        (Text::ResultsConfirmed, Some(grouped(answer.confirmed))),
        (Text::ResultsReopened, Some(grouped(answer.reopened))),
        (Text::FiguresDuplicate, Some(grouped(answer.duplicate))),
        (Text::FiguresWithdrawn, Some(grouped(answer.withdrawn))),
    ];
    let known = rows.into_iter().filter_map(|(label, value)| Some((label, value?)));
    known.map(|(label, value)| Row { label: texts.get(label), value, change: None }).collect()
}

/// Which table: links, so that each has an address; the app changes the table in
/// place.
#[component]
fn Tables(asked: Asked, on_table: Callback<Grouping>) -> Markup {
    let texts = Texts::here();
    let link = |by: Grouping| {
        let current = (by == asked.by).then_some("page");
        let press = move |event: Event| {
            event.prevent_default();
            on_table.run(by);
        };
        view! {
            <a class="tables__link" href=asked.page(by) aria-current=current on:click=press>
                {texts.get(grouping(by))}
            </a>
        }
    };
    view! {
        <h2>{texts.get(Text::ResultsBy)}</h2>
        <nav class="tables" aria-label=texts.get(Text::ResultsBy)>{TABLES.map(link).into_iter().collect::<Markup>()}</nav>
    }
}

fn total(answer: &StatisticsAnswer) -> StatisticsGroup {
    StatisticsGroup {
        key: String::new(),
        received: answer.received,
        resolved: answer.resolved,
        not_tenable: answer.not_tenable,
        disposed: answer.disposed,
        pending: answer.pending,
        duplicate: answer.duplicate,
        withdrawn: answer.withdrawn,
    }
}
