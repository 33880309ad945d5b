//! What belongs together: each complaint, its history, the one with which it was
//! joined, the moment at which it wakes and its photos, each letter and its event. For `sunwai check`; whatever writes keeps them together.

use std::sync::LazyLock;

use domain::letter::{Template, Way};
use rusqlite::{Connection, Row};

use super::{event, standing};
use crate::store::{StoreError, inspect::Loose};

/// Shows every row that lacks the one to which it belongs.
pub fn inspect(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    events(connection, visit)?;
    complaints(connection, visit)?;
    joined(connection, visit)?;
    wakings(connection, visit)?;
    photos(connection, visit)?;
    letters(connection, visit)
}

fn events(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(
        "select e.ticket, e.version
         from event e
         where not exists (
           select 1
           from complaint c
           where c.ticket = e.ticket
         )",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        visit(Loose::Event { number: row.get(0)?, version: row.get(1)? });
    }
    Ok(())
}

fn complaints(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(
        "select c.ticket
         from complaint c
         where not exists (
           select 1
           from event e
           where e.ticket = c.ticket
         )",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        visit(Loose::Complaint { number: row.get(0)? });
    }
    Ok(())
}

/// A complaint that was joined with none.
fn joined(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(
        "select c.ticket
         from complaint c
         where c.merged_into is not null
         and not exists (
           select 1
           from complaint other
           where other.ticket = c.merged_into
         )",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        visit(Loose::Joined { number: row.get(0)? });
    }
    Ok(())
}

static WAKINGS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, c.wakes_at
         from complaint c",
        standing::COLUMNS
    )
});

/// A complaint that wakes at another moment than it should.
fn wakings(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(&WAKINGS)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let wakes_at: Option<i64> = row.get(standing::COUNT)?;
        // One that cannot be read is told already.
        let Ok(standing) = standing::read(row) else { continue };
        if standing.wakes_at().map(|at| at.0) != wakes_at {
            visit(Loose::Waking { number: row.get(0)? });
        }
    }
    Ok(())
}

/// A complaint with more or fewer photos than came with it; none where they were
/// erased.
fn photos(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(
        "select c.ticket
         from complaint c
         where iif(c.erased_at is null, c.photos, 0) <> (
           select count(*)
           from photo p
           where p.ticket = c.ticket
         )",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        visit(Loose::Photos { number: row.get(0)? });
    }
    Ok(())
}

static LETTERS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}, o.ticket, o.version, o.way, o.template
         from outbox o
         left join complaint c on c.ticket = o.ticket
         left join event e on e.ticket = o.ticket and e.version = o.version",
        standing::COLUMNS,
        event::COLUMNS
    )
});

fn letters(connection: &Connection, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(&LETTERS)?;
    let mut rows = select.query([])?;
    let first = standing::COUNT + event::COUNT;
    while let Some(row) = rows.next()? {
        let goes_somewhere = Way::from_code(&row.get::<_, String>(first + 2)?).is_some();
        if !goes_somewhere || !tells_what_happened(row, first + 3)? {
            visit(Loose::Letter { number: row.get(first)?, version: row.get(first + 1)?, way: row.get(first + 2)? });
        }
    }
    Ok(())
}

/// A row that cannot be read tells nothing.
fn tells_what_happened(row: &Row<'_>, template: usize) -> Result<bool, StoreError> {
    let template = Template::from_code(&row.get::<_, String>(template)?);
    let known = standing::read(row).and_then(|standing| Ok((standing, event::read(row, standing::COUNT)?)));
    Ok(known.is_ok_and(|(standing, event)| template.is_some() && Template::of(&standing, &event) == template))
}
