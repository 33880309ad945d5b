//! The history. Rows are only ever appended.

use domain::{
    action::Actor,
    event::{Event, EventKind},
    life::State,
    ticket::Ticket,
};
use tokio_postgres::Row;

use super::{code, fault::Fault, link::Link};
use crate::history::Sealed;

/// What anyone may know of an event, in the order of [`read`], of table `e`.
pub const COLUMNS: &str = "e.version, e.at, e.kind, e.actor, e.from_state, e.to_state, e.department, e.reason, \
     e.due_at, e.level, e.merged_into";

/// Who of the desk, the words and the chain, behind [`COLUMNS`], in the order of [`read_sealed`].
pub const SEALED_COLUMNS: &str = "e.staff, e.text, e.text_digest, e.hash";

/// As [`SEALED_COLUMNS`], for whom neither name nor words concern.
pub const WORDLESS_COLUMNS: &str = "cast(null as text), cast(null as text), e.text_digest, e.hash";

/// How many columns [`COLUMNS`] are.
pub const COUNT: usize = 11;

/// Appends an event to a complaint's history.
pub async fn append(link: &Link, ticket: Ticket, sealed: &Sealed) -> Result<(), Fault> {
    let event = &sealed.event;
    link.execute(
        "insert into event
           (ticket, version, at, kind, actor, from_state, to_state, department, reason, due_at, level, merged_into,
            staff, text, text_digest, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        &[
            &code::number(ticket),
            &i64::from(event.version),
            &event.at.0,
            &event.kind.code(),
            &event.by.code(),
            &event.from.map(State::code),
            &event.to.code(),
            &event.department.map(|department| department.code()),
            &event.reason.map(|reason| reason.code()),
            &event.due.map(|due| due.0),
            &event.level.map(i64::from),
            &event.merged_into.map(code::number),
            &event.staff,
            &event.text,
            &sealed.text_digest.as_ref().map(<[u8; 32]>::as_slice),
            &sealed.hash.as_slice(),
        ],
    )
    .await?;
    Ok(())
}

/// Reads an event whose columns begin at `first`, without name and words.
pub fn read(row: &Row, first: usize) -> Result<Event, Fault> {
    Ok(Event {
        version: code::small(row, first)?,
        at: code::moment(row, first + 1)?,
        kind: code::required(row, first + 2, EventKind::from_code)?,
        by: code::required(row, first + 3, Actor::from_code)?,
        staff: None,
        from: code::optional(row, first + 4, State::from_code)?,
        to: code::required(row, first + 5, State::from_code)?,
        department: code::department(row, first + 6)?,
        reason: code::reason(row, first + 7)?,
        due: code::moment_or_none(row, first + 8)?,
        level: code::small_or_none(row, first + 9)?,
        merged_into: code::ticket_or_none(row, first + 10)?,
        text: None,
    })
}

/// Reads an event with name, words and its place in the chain.
pub fn read_sealed(row: &Row, first: usize) -> Result<Sealed, Fault> {
    let mut event = read(row, first)?;
    let first = first + COUNT;
    event.staff = row.try_get(first)?;
    event.text = row.try_get(first + 1)?;
    Ok(Sealed { event, text_digest: code::bytes_or_none(row, first + 2)?, hash: code::bytes(row, first + 3)? })
}
