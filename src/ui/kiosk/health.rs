//! Whether everything works: line, server, what waits, the app without a line,
//! and a reminder of what no program can see.

use domain::wire::kiosk::{Centre, KioskHealth};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Button,
    notice::Notice,
    number::grouped,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
};

/// What was found out.
#[derive(Clone)]
pub struct Found {
    /// What the server said; nothing while it is asked.
    pub server: Option<Result<KioskHealth, &'static str>>,
    /// True if anything came back at all.
    pub is_line_up: bool,
    /// How many complaints wait to be sent.
    pub waiting: usize,
    /// True if the app opens without a line.
    pub opens_offline: bool,
}

/// All of it, and a slip to try the printer with.
#[component]
pub fn HealthPage(found: Found, centre: Centre, on_again: Callback<()>, on_test: Callback<()>) -> Markup {
    let texts = Texts::here();
    view! {
        <SummaryList rows=rows(texts, &found, &centre) />
        <div class="buttons">
            <Button label=texts.get(Text::KioskHealthAgain) on_press=on_again />
        </div>
        <Notice title=texts.get(Text::KioskHealthPrinter)>
            <p>{texts.get(Text::KioskHealthPrinterCheck)}</p>
            <Button label=texts.get(Text::KioskHealthPrinterTest) on_press=on_test />
        </Notice>
    }
}

fn rows(texts: Texts, found: &Found, centre: &Centre) -> Vec<Row> {
    let get = |text| texts.get(text).to_owned();
    let is_good = |is_good: bool| get(if is_good { Text::KioskHealthGood } else { Text::KioskHealthDown });
    let mut rows = vec![(Text::KioskHealthTerminal, centre.code.clone())];
    match &found.server {
        None => rows.push((Text::KioskHealthLine, get(Text::KioskHealthAsking))),
        Some(Ok(health)) => {
            let last = health.last_at.map_or_else(|| get(Text::KioskHealthNever), |at| texts.moment(at));
            rows.push((Text::KioskHealthLine, is_good(true)));
            rows.push((Text::KioskHealthServer, is_good(true)));
            rows.push((Text::KioskHealthSent, grouped(health.sent_today)));
            rows.push((Text::KioskHealthLast, last));
            rows.push((Text::KioskHealthVersion, health.version.clone()));
        }
        Some(Err(sentence)) => {
            rows.push((Text::KioskHealthLine, is_good(found.is_line_up)));
            rows.push((Text::KioskHealthServer, (*sentence).to_owned()));
        }
    }
    rows.push((Text::KioskHealthKept, found.waiting.to_string()));
    let offline = if found.opens_offline { Text::KioskHealthYes } else { Text::KioskHealthNo };
    rows.push((Text::KioskHealthOffline, get(offline)));
    rows.into_iter().map(|(label, value)| Row { label: texts.get(label), value, change: None }).collect()
}
