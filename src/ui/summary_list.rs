//! Answers to be checked, each with the way to change it.

use leptos::prelude::*;
use markup::{Markup, view};

/// A question in short, what was answered, and where to change it.
pub struct Row {
    /// The question in short.
    pub label: &'static str,
    /// What was answered.
    pub value: String,
    /// The way to change it; none where nothing can be changed.
    pub change: Option<Markup>,
}

/// The answers in the order of the form.
#[component]
pub fn SummaryList(rows: Vec<Row>) -> Markup {
    let rows = rows.into_iter().map(|row| {
        view! {
            <div class="summary-list__row">
                <dt class="summary-list__label">{row.label}</dt>
                <dd class="summary-list__value">{row.value}</dd>
                {row.change.map(|change| view! { <dd class="summary-list__change">{change}</dd> })}
            </div>
        }
    });
    view! { <dl class="summary-list">{rows.collect::<Markup>()}</dl> }
}
