//! Reads complaints with their history, each in one statement, so that both are
//! of the same moment; photos by the version that was read.

use std::{pin::pin, sync::LazyLock};

use domain::{language::Language, mobile::Mobile, statistics::Figures, ticket::Ticket};
use futures_util::TryStreamExt as _;
use tokio_postgres::Row;

use super::{code, event, fault::Fault, link::Link, photo, standing};
use crate::store::{Case, Dossier, Particulars, inspect::Seen};

/// What the citizen wrote, and who took it, behind the columns of the standing.
const PARTICULARS: &str = "c.place, c.text, c.name, c.mobile, c.email, c.language, c.notice, c.key_version, c.handler";
const PARTICULARS_COUNT: usize = 9;

static FIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}
         from complaint c
         join event e on e.ticket = c.ticket
         where c.ticket = $1
         order by e.version",
        standing::COLUMNS,
        event::COLUMNS
    )
});

static EVERYTHING: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {PARTICULARS}, {}, {}
         from complaint c
         join event e on e.ticket = c.ticket",
        standing::COLUMNS,
        event::COLUMNS,
        event::SEALED_COLUMNS
    )
});

static OPEN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}
         where c.ticket = $1
         order by e.version",
        *EVERYTHING
    )
});

static ALL: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}
         order by c.ticket, e.version",
        *EVERYTHING
    )
});

static COUNT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}
         from complaint c",
        standing::COLUMNS
    )
});

/// A complaint without word or person.
pub async fn find(link: &Link, ticket: Ticket) -> Result<Option<Case>, Fault> {
    let mut case: Option<Case> = None;
    for row in &link.query(&FIND, &[&code::number(ticket)]).await? {
        let event = event::read(row, standing::COUNT)?;
        match &mut case {
            Some(case) => case.history.push(event),
            None => case = Some(Case { standing: standing::read(row)?, history: vec![event] }),
        }
    }
    Ok(case)
}

/// A complaint with everything.
pub async fn open(link: &Link, ticket: Ticket) -> Result<Option<Dossier>, Fault> {
    let mut dossier = None;
    for row in &link.query(&OPEN, &[&code::number(ticket)]).await? {
        add(&mut dossier, row)?;
    }
    if let Some(dossier) = &mut dossier {
        dossier.photos = photo::list(link, &dossier.standing).await?;
    }
    Ok(dossier)
}

/// Shows every complaint, in the order of their numbers.
pub async fn visit_all(link: &Link, visit: &mut (dyn for<'a> FnMut(&'a Dossier) + Send)) -> Result<(), Fault> {
    let mut broken = Ok(());
    inspect(link, &mut |seen| match seen {
        Seen::Whole(dossier) => visit(dossier),
        Seen::Broken { error, .. } => broken = Err(error.into()),
    })
    .await?;
    broken
}

/// Shows every complaint, in the order of their numbers, also those that cannot
/// be understood.
pub async fn inspect(link: &Link, visit: &mut (dyn for<'a> FnMut(Seen<'a>) + Send)) -> Result<(), Fault> {
    let mut rows = pin!(link.stream(&ALL, &[]).await?);
    let mut dossier: Option<Dossier> = None;
    let mut broken = None;
    while let Some(row) = rows.try_next().await? {
        let number: i64 = row.try_get(0)?;
        if let Some(whole) = dossier.take_if(|dossier| code::number(dossier.standing.ticket) != number) {
            visit(Seen::Whole(&whole));
        }
        if broken == Some(number) {
            continue;
        }
        if let Err(fault) = add(&mut dossier, &row) {
            dossier = None;
            broken = Some(number);
            let version = row.try_get(standing::COUNT + PARTICULARS_COUNT)?;
            visit(Seen::Broken { number, version, error: fault.into_error() });
        }
    }
    if let Some(last) = &dossier {
        visit(Seen::Whole(last));
    }
    Ok(())
}

/// Counts every complaint under its facet.
pub async fn count(link: &Link) -> Result<Figures, Fault> {
    let mut rows = pin!(link.stream(&COUNT, &[]).await?);
    let mut figures = Figures::default();
    while let Some(row) = rows.try_next().await? {
        figures.add(standing::read(&row)?.facet());
    }
    Ok(figures)
}

/// Adds a row's event to the dossier, which the first row begins.
fn add(dossier: &mut Option<Dossier>, row: &Row) -> Result<(), Fault> {
    let event = event::read_sealed(row, standing::COUNT + PARTICULARS_COUNT)?;
    match dossier {
        Some(dossier) => dossier.history.push(event),
        None => {
            *dossier = Some(Dossier {
                standing: standing::read(row)?,
                particulars: particulars(row)?,
                handler: row.try_get(standing::COUNT + PARTICULARS_COUNT - 1)?,
                history: vec![event],
                photos: Vec::new(),
            });
        }
    }
    Ok(())
}

fn particulars(row: &Row) -> Result<Particulars, Fault> {
    let first = standing::COUNT;
    Ok(Particulars {
        place: row.try_get(first)?,
        text: row.try_get(first + 1)?,
        name: row.try_get(first + 2)?,
        mobile: code::optional(row, first + 3, Mobile::parse)?,
        email: row.try_get(first + 4)?,
        language: code::required(row, first + 5, Language::from_code)?,
        notice: row.try_get(first + 6)?,
        key_version: code::small(row, first + 7)?,
    })
}
