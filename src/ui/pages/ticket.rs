//! The status of a complaint, and below it its private part.

use domain::{paths::page, time::Timestamp, wire::TicketStatus};
use leptos::prelude::*;
use markup::{Children, Markup, view};

use crate::{
    sentence::sentences,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
    timeline::Timeline,
};

pub mod handoff;
mod pictures;
pub mod private;
pub mod unlock;

/// The heading, and what stands below it as it comes.
#[component]
pub fn TicketPage(display: String, children: Children) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.fill(Text::StatusHeading, &[("ticket", &display)])}</h1>
        {children()}
        <p><a href=page::STATUS>{texts.get(Text::StatusAnother)}</a></p>
    }
}

/// What anyone with the number may see, as it stands at `now`. The private part
/// is put between the sentences and the steps.
#[component]
pub fn TicketStanding(status: TicketStatus, now: Timestamp, children: Children) -> Markup {
    let texts = Texts::here();
    let said = sentences(texts, &status, now);
    let facts = facts(texts, &status);
    let is_withheld = status.category.is_none();
    view! {
        <div class="standing">
            <p class="standing__state">{texts.state(status.status)}</p>
            {said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect::<Markup>()}
        </div>
        {children()}
        <SummaryList rows=facts />
        {is_withheld.then(|| view! { <p>{texts.get(Text::StatusWithheld)}</p> })}
        <h2>{texts.get(Text::StatusSteps)}</h2>
        <Timeline events=status.events />
    }
}

fn facts(texts: Texts, status: &TicketStatus) -> Vec<Row> {
    let category = status.category.map(|code| (Text::StatusFactsCategory, texts.category(code).to_owned()));
    let district = status.district.map(|code| (Text::StatusFactsDistrict, texts.district(code).to_owned()));
    let department = status.department.map(|code| (Text::StatusFactsDepartment, texts.department(code).to_owned()));
    let due = Some((Text::StatusFactsDue, texts.day_of(status.due_at)));
    let known = [category, district, department, due].into_iter().flatten();
    known.map(|(label, value)| Row { label: texts.get(label), value, change: None }).collect()
}
