//! Posts that did not come by themselves are taken in: one, or a table of many.
//! What is typed is kept until it is in the inbox.

use browser::{api::Failure, arrival::focus_when_drawn, file::text_of};
use domain::{
    paths::desk::page,
    wire::desk::{Imported, InboxOutcome, PastedPost},
};
use markup::prelude::*;
use markup::{Markup, view};
use ui::{
    desk::inbox::paste::{ImportForm, Importing, PasteForm, Pasting},
    text::{Text, Texts},
};

use crate::{
    api::{self, is_over},
    incoming::Incoming,
    session::Session,
};

/// Both forms.
#[component]
pub fn Paste() -> Markup {
    let texts = Texts::here();
    view! {
        <p class="complaint__back"><a href=page::INBOX>{texts.get(Text::DeskPasteBack)}</a></p>
        <h1 tabindex="-1">{texts.get(Text::DeskPagePaste)}</h1>
        <p class="lead">{texts.get(Text::DeskPasteLead)}</p>
        <PasteForm pasting=pasting(texts) />
        <ImportForm importing=importing(texts) />
    }
}

fn pasting(texts: Texts) -> Pasting {
    let (session, incoming) = (Session::here(), Incoming::here());
    let nobody = Callback::new(|()| ());
    let mut pasting = Pasting {
        link: RwSignal::new(String::new()),
        text: RwSignal::new(String::new()),
        problems: RwSignal::new(Vec::new()),
        told: RwSignal::new(None),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
        on_add: nobody,
    };
    let known = pasting;
    pasting.on_add = Callback::new(move |()| {
        if known.busy.get_untracked() {
            return;
        }
        known.busy.set(true);
        known.failed.set(None);
        known.told.set(None);
        known.problems.set(Vec::new());
        let post =
            PastedPost { link: known.link.get_untracked(), text: known.text.get_untracked(), ..Default::default() };
        api::inbox::paste(session, &post, move |answer| {
            known.busy.set(false);
            match answer {
                Ok(outcome) => added(known, &outcome),
                Err(Failure::Refused(problem)) if !problem.errors.is_empty() => {
                    known.problems.set(problem.errors);
                    focus_when_drawn(".error-summary");
                }
                Err(failure) if is_over(&failure) => {}
                Err(failure) => known.failed.set(Some(texts.problem(failure.key()))),
            }
            incoming.look();
        });
    });
    pasting
}

/// The next one can be typed at once.
fn added(pasting: Pasting, outcome: &InboxOutcome) {
    let waits = outcome.state == "waiting";
    pasting.told.set(Some(if waits { Text::DeskPasteAdded } else { Text::DeskPasteDecided }));
    pasting.link.set(String::new());
    pasting.text.set(String::new());
    focus_when_drawn("#link");
}

fn importing(texts: Texts) -> Importing {
    let (session, incoming) = (Session::here(), Incoming::here());
    let table = RwSignal::new(String::new());
    let mut importing = Importing {
        table,
        imported: RwSignal::new(None),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
        on_file: Callback::new(move |event| text_of(&event, move |text| table.set(text))),
        on_import: Callback::new(|()| ()),
    };
    let known = importing;
    importing.on_import = Callback::new(move |()| {
        if known.busy.get_untracked() {
            return;
        }
        known.failed.set(None);
        known.imported.set(None);
        let table = known.table.get_untracked();
        if table.trim().is_empty() {
            return refuse(known, texts.get(Text::DeskPasteNothing));
        }
        known.busy.set(true);
        api::inbox::import(session, table, move |answer| {
            known.busy.set(false);
            match answer {
                Ok(imported) => finish(known, imported),
                Err(failure) if is_over(&failure) => {}
                Err(failure) => refuse(known, texts.problem(key(&failure))),
            }
            incoming.look();
        });
    });
    importing
}

/// The first thing that is wrong with the table, or why it did not arrive.
fn key(failure: &Failure) -> &str {
    match failure {
        Failure::Refused(problem) => problem.errors.first().map_or(&problem.key, |error| &error.key),
        other => other.key(),
    }
}

fn refuse(importing: Importing, sentence: &'static str) {
    importing.failed.set(Some(sentence));
    focus_when_drawn("#table");
}

/// The table stays while a line of it has to be put right.
fn finish(importing: Importing, imported: Imported) {
    if imported.problems.is_empty() {
        importing.table.set(String::new());
    }
    importing.imported.set(Some(imported));
    focus_when_drawn(".paste__imported");
}
