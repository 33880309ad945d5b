//! The history. Rows are only ever appended.

use domain::{
    action::Actor,
    event::{Event, EventKind},
    life::State,
    ticket::Ticket,
};
use rusqlite::{Connection, Row, params};

use super::code;
use crate::{history::Sealed, store::StoreError};

/// What anyone may know of an event, in the order of [`read`], of table `e`.
pub const COLUMNS: &str = "e.version, e.at, e.kind, e.actor, e.from_state, e.to_state, e.department, e.reason, \
     e.due_at, e.level, e.merged_into";

/// Who of the desk, the words and the chain, behind [`COLUMNS`], in the order of [`read_sealed`].
pub const SEALED_COLUMNS: &str = "e.staff, e.text, e.text_digest, e.hash";

/// As [`SEALED_COLUMNS`], for whom neither name nor words concern.
pub const WORDLESS_COLUMNS: &str = "null, null, e.text_digest, e.hash";

/// How many columns [`COLUMNS`] are.
pub const COUNT: usize = 11;

/// Appends an event to a complaint's history.
pub fn append(connection: &Connection, ticket: Ticket, sealed: &Sealed) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "insert into event
           (ticket, version, at, kind, actor, from_state, to_state, department, reason, due_at, level, merged_into,
            staff, text, text_digest, hash)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    let event = &sealed.event;
    insert.execute(params![
        code::number(ticket),
        event.version,
        event.at.0,
        event.kind.code(),
        event.by.code(),
        event.from.map(State::code),
        event.to.code(),
        event.department.map(|department| department.code()),
        event.reason.map(|reason| reason.code()),
        event.due.map(|due| due.0),
        event.level,
        event.merged_into.map(code::number),
        event.staff,
        event.text,
        sealed.text_digest,
        sealed.hash,
    ])?;
    Ok(())
}

/// Reads an event whose columns begin at `first`, without name and words.
pub fn read(row: &Row<'_>, first: usize) -> Result<Event, StoreError> {
    Ok(Event {
        version: row.get(first)?,
        at: code::moment(row, first + 1)?,
        kind: code::required(row, first + 2, EventKind::from_code)?,
        by: code::required(row, first + 3, Actor::from_code)?,
        staff: None,
        from: code::optional(row, first + 4, State::from_code)?,
        to: code::required(row, first + 5, State::from_code)?,
        department: code::department(row, first + 6)?,
        reason: code::reason(row, first + 7)?,
        due: code::moment_or_none(row, first + 8)?,
        level: row.get(first + 9)?,
        merged_into: code::ticket_or_none(row, first + 10)?,
        text: None,
    })
}

/// Reads an event with name, words and its place in the chain.
pub fn read_sealed(row: &Row<'_>, first: usize) -> Result<Sealed, StoreError> {
    let mut event = read(row, first)?;
    let first = first + COUNT;
    event.staff = row.get(first)?;
    event.text = row.get(first + 1)?;
    Ok(Sealed { event, text_digest: row.get(first + 2)?, hash: row.get(first + 3)? })
}
