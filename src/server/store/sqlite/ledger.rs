//! Reads the histories by time.

use std::sync::LazyLock;

use domain::{
    ticket::Ticket,
    time::{Day, Timestamp},
};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{code, event, standing};
use crate::store::{
    StoreError,
    ledger::{Trace, moments_of},
};

/// The days before `end` on which something happened: from one to the next, so
/// that it takes as long as there are days and not events.
pub fn days_before(connection: &Connection, end: Day) -> Result<Vec<Day>, StoreError> {
    let mut select = connection.prepare_cached(
        "select at
         from event
         where at >= ?1
         order by at
         limit 1",
    )?;
    let mut next = |from: i64| select.query_row([from], |row| row.get(0)).optional();
    let mut days = Vec::new();
    let mut from = i64::MIN;
    while let Some(day) = next(from)?.map(|at| Timestamp(at).day()).filter(|day| *day < end) {
        days.push(day);
        from = moments_of(day).1.0;
    }
    Ok(days)
}

/// The complaints to which something happened on this day.
pub fn touched_on(connection: &Connection, day: Day) -> Result<Vec<Ticket>, StoreError> {
    let mut select = connection.prepare_cached(
        "select distinct ticket
         from event
         where at >= ?1
         and at < ?2",
    )?;
    let (start, end) = moments_of(day);
    let mut rows = select.query(params![start.0, end.0])?;
    let mut tickets = Vec::new();
    while let Some(row) = rows.next()? {
        tickets.push(code::ticket(row.get(0)?)?);
    }
    Ok(tickets)
}

static TRACE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}, {}
         from complaint c
         join event e on e.ticket = c.ticket
         where c.ticket = ?1
         and e.at < ?2
         order by e.version",
        standing::COLUMNS,
        event::COLUMNS,
        event::WORDLESS_COLUMNS
    )
});

/// A complaint's history up to the beginning of this day.
pub fn trace(connection: &Connection, ticket: Ticket, end: Day) -> Result<Option<Trace>, StoreError> {
    let mut select = connection.prepare_cached(&TRACE)?;
    let mut rows = select.query(params![code::number(ticket), end.start().0])?;
    let mut trace: Option<Trace> = None;
    while let Some(row) = rows.next()? {
        let event = event::read_sealed(row, standing::COUNT)?;
        match &mut trace {
            Some(trace) => trace.history.push(event),
            None => trace = Some(Trace { standing: standing::read(row)?, history: vec![event] }),
        }
    }
    Ok(trace)
}
