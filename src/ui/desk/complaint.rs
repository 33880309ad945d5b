//! A complaint as the desk sees it, in parts: what the citizen wrote and showed,
//! what is known of it, how to reach them, what happened, what was sent.

use domain::{
    life::{Kind, Verb},
    likeness::LIKE_DAYS,
    ticket::Ticket,
    time::Timestamp,
    wire::desk::DeskComplaint,
};
use leptos::prelude::*;
use markup::{Markup, view};

use super::{
    due::{Dates, Due},
    name,
    queue::{
        asked::{ALL, Asked},
        line::address,
    },
};
use crate::{
    figures,
    number::grouped,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
};

pub mod contact;
pub mod hints;
pub mod history;
pub mod marked;
pub mod messages;
pub mod photos;
pub mod posts;

/// Number, where it stands, who has it, by when.
#[component]
pub fn Head(complaint: DeskComplaint, now: Timestamp) -> Markup {
    let texts = Texts::here();
    let dates = Dates {
        is_open: complaint.kind == Kind::Open,
        due_at: complaint.due_at,
        promised_at: complaint.promised_at,
        owes_reply: complaint.owes_reply,
        level: complaint.level,
    };
    let department = complaint.department.map(|department| view! { <p>{texts.department(department)}</p> });
    view! {
        <div class="standing">
            <p class="standing__state">{texts.get(name::state(complaint.status))}</p>
            {department}
            <Due dates now />
        </div>
    }
}

/// In the place of the words, when they are erased.
#[component]
pub fn Erased(at: Timestamp) -> Markup {
    let texts = Texts::here();
    view! { <p>{texts.fill(Text::DeskComplaintErased, &[("day", &texts.day_of(at))])}</p> }
}

/// What is known of it beside its words.
#[component]
pub fn Facts(complaint: DeskComplaint) -> Markup {
    let texts = Texts::here();
    let like = (complaint.like > 1).then(|| {
        let asked = Asked {
            status: ALL.to_owned(),
            category: complaint.category.code().to_owned(),
            district: complaint.district.code().to_owned(),
            place: complaint.place.clone().unwrap_or_default(),
            from: Some(complaint.received_at.plus_days(-LIKE_DAYS)),
            to: Some(complaint.received_at.plus_days(LIKE_DAYS)),
            ..Asked::default()
        };
        let words = texts.fill(Text::DeskComplaintLike, &[("count", &grouped(complaint.like))]);
        view! { <p class="complaint__like"><a href=asked.page()>{words}</a></p> }
    });
    let link = |ticket: Ticket| view! { <a href=address(ticket)>{ticket.display(texts.prefix())}</a> };
    let merged = complaint.merged_into.map(|ticket| {
        view! { <p>{texts.get(Text::DeskComplaintMerged)} ": " {link(ticket)}</p> }
    });
    let duplicates = (!complaint.duplicates.is_empty()).then(|| {
        let links = complaint.duplicates.iter().map(|ticket| view! { <li>{link(*ticket)}</li> });
        view! {
            <p>{texts.get(Text::DeskComplaintDuplicates)} ":"</p>
            <ul class="complaint__duplicates">{links.collect::<Markup>()}</ul>
        }
    });
    view! {
        {like}
        {merged}
        {duplicates}
        <SummaryList rows=rows(texts, &complaint) />
    }
}

fn rows(texts: Texts, complaint: &DeskComplaint) -> Vec<Row> {
    let yes = |is| texts.get(if is { Text::DeskComplaintYes } else { Text::DeskComplaintNo }).to_owned();
    let transfers = complaint.transfers;
    let rows = [
        (Text::DeskQueueCategory, Some(texts.category(complaint.category).to_owned())),
        (Text::DeskQueueDistrict, Some(texts.district(complaint.district).to_owned())),
        (Text::DeskComplaintPlace, complaint.place.clone()),
        (Text::DeskQueueChannel, Some(texts.get(figures::channel(complaint.channel)).to_owned())),
        (Text::DeskComplaintCentre, complaint.centre.clone()),
        (Text::DeskComplaintReceived, Some(texts.moment(complaint.received_at))),
        (Text::DeskComplaintReason, complaint.reason.map(|reason| texts.reason(reason).to_owned())),
        (
            Text::DeskComplaintTransfers,
            (transfers > 0)
                .then(|| texts.fill(Text::DeskComplaintTransfersCount, &[("count", &transfers.to_string())])),
        ),
        (Text::DeskComplaintConfirmed, complaint.confirmed.map(yes)),
        (Text::DeskComplaintReopenUntil, complaint.reopen_until.map(|until| texts.day_of(until))),
    ];
    let known = rows.into_iter().filter_map(|(label, value)| Some((label, value?)));
    known.map(|(label, value)| Row { label: texts.get(label), value, change: None }).collect()
}

/// The heading, and the way back to the list from which one came.
#[component]
pub fn Heading(display: String, back: String) -> Markup {
    let texts = Texts::here();
    let (before, after) = texts.get(Text::DeskComplaintHeading).split_once("{ticket}").unwrap_or_default();
    view! {
        <p class="complaint__back"><a href=back>{texts.get(Text::DeskComplaintBack)}</a></p>
        <h1 tabindex="-1">{before} <span class="complaint__number">{display}</span> {after}</h1>
    }
}

/// What was done, spoken by a screen reader.
pub fn done(texts: Texts, verb: Verb) -> Option<String> {
    Some(texts.fill(Text::DeskActionDone, &[("what", texts.get(name::verb(verb)?))]))
}
