//! Answers to be checked, each with a link to change it.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// A question in short, what was answered, and where to change it.
pub struct Row {
    /// The question in short.
    pub label: &'static str,
    /// What was answered.
    pub value: String,
    /// The address of the step; none where nothing can be changed.
    pub change: Option<String>,
}

/// The answers in the order of the form.
#[component]
pub fn SummaryList(rows: Vec<Row>) -> Markup {
    let rows = rows.into_iter().map(|row| {
        let label = row.label;
        view! {
            <div class="summary-list__row">
                <dt class="summary-list__label">{label}</dt>
                <dd class="summary-list__value">{row.value}</dd>
                {row.change.map(|href| view! { <dd class="summary-list__change"><Change href label /></dd> })}
            </div>
        }
    });
    view! { <dl class="summary-list">{rows.collect::<Markup>()}</dl> }
}

/// "Change", and for those who hear the page, what.
#[component]
fn Change(href: String, label: &'static str) -> Markup {
    view! {
        <a href=href>
            {Texts::here().get(Text::SummaryListChange)} <span class="hidden">" – " {label}</span>
        </a>
    }
}
