//! Reads complaints with their history, each in one statement, so that both are
//! of the same moment; photos by the version that was read.

use std::sync::LazyLock;

use domain::{language::Language, mobile::Mobile, statistics::Figures, ticket::Ticket};
use rusqlite::{Connection, Row};

use super::{code, event, photo, standing};
use crate::store::{Case, Dossier, Particulars, StoreError, inspect::Seen};

/// What the citizen wrote, and who took it, behind the columns of the standing.
const PARTICULARS: &str = "c.place, c.text, c.name, c.mobile, c.email, c.language, c.notice, c.key_version, c.handler";
const PARTICULARS_COUNT: usize = 9;

static FIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}
         from complaint c
         join event e on e.ticket = c.ticket
         where c.ticket = ?1
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
         where c.ticket = ?1
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
pub fn find(connection: &Connection, ticket: Ticket) -> Result<Option<Case>, StoreError> {
    let mut select = connection.prepare_cached(&FIND)?;
    let mut rows = select.query([code::number(ticket)])?;
    let mut case: Option<Case> = None;
    while let Some(row) = rows.next()? {
        let event = event::read(row, standing::COUNT)?;
        match &mut case {
            Some(case) => case.history.push(event),
            None => case = Some(Case { standing: standing::read(row)?, history: vec![event] }),
        }
    }
    Ok(case)
}

/// A complaint with everything.
pub fn open(connection: &Connection, ticket: Ticket) -> Result<Option<Dossier>, StoreError> {
    let mut select = connection.prepare_cached(&OPEN)?;
    let mut rows = select.query([code::number(ticket)])?;
    let mut dossier = None;
    while let Some(row) = rows.next()? {
        add(&mut dossier, row)?;
    }
    if let Some(dossier) = &mut dossier {
        dossier.photos = photo::list(connection, &dossier.standing)?;
    }
    Ok(dossier)
}

/// Shows every complaint, in the order of their numbers.
pub fn visit_all(
    connection: &Connection,
    visit: &mut (dyn for<'a> FnMut(&'a Dossier) + Send),
) -> Result<(), StoreError> {
    let mut broken = Ok(());
    inspect(connection, &mut |seen| match seen {
        Seen::Whole(dossier) => visit(dossier),
        Seen::Broken { error, .. } => broken = Err(error),
    })?;
    broken
}

/// Shows every complaint, in the order of their numbers, also those that cannot
/// be understood.
pub fn inspect(connection: &Connection, visit: &mut (dyn for<'a> FnMut(Seen<'a>) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(&ALL)?;
    let mut rows = select.query([])?;
    let mut dossier: Option<Dossier> = None;
    let mut broken = None;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        if let Some(whole) = dossier.take_if(|dossier| code::number(dossier.standing.ticket) != number) {
            visit(Seen::Whole(&whole));
        }
        if broken == Some(number) {
            continue;
        }
        if let Err(error) = add(&mut dossier, row) {
            dossier = None;
            broken = Some(number);
            visit(Seen::Broken { number, version: row.get(standing::COUNT + PARTICULARS_COUNT)?, error });
        }
    }
    if let Some(last) = &dossier {
        visit(Seen::Whole(last));
    }
    Ok(())
}

/// Counts every complaint under its facet.
pub fn count(connection: &Connection) -> Result<Figures, StoreError> {
    let mut select = connection.prepare(&COUNT)?;
    let mut rows = select.query([])?;
    let mut figures = Figures::default();
    while let Some(row) = rows.next()? {
        figures.add(standing::read(row)?.facet());
    }
    Ok(figures)
}

/// Adds a row's event to the dossier, which the first row begins.
fn add(dossier: &mut Option<Dossier>, row: &Row<'_>) -> Result<(), StoreError> {
    let event = event::read_sealed(row, standing::COUNT + PARTICULARS_COUNT)?;
    match dossier {
        Some(dossier) => dossier.history.push(event),
        None => {
            *dossier = Some(Dossier {
                standing: standing::read(row)?,
                particulars: particulars(row)?,
                handler: row.get(standing::COUNT + PARTICULARS_COUNT - 1)?,
                history: vec![event],
                photos: Vec::new(),
            });
        }
    }
    Ok(())
}

fn particulars(row: &Row<'_>) -> Result<Particulars, StoreError> {
    let first = standing::COUNT;
    Ok(Particulars {
        place: row.get(first)?,
        text: row.get(first + 1)?,
        name: row.get(first + 2)?,
        mobile: code::optional(row, first + 3, Mobile::parse)?,
        email: row.get(first + 4)?,
        language: code::required(row, first + 5, Language::from_code)?,
        notice: row.get(first + 6)?,
        key_version: row.get(first + 7)?,
    })
}
