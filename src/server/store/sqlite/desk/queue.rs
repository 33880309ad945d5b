//! A page of the queue: entries of indexes, merged by their due date; only the
//! rows of the page are read.

use domain::staff::Sight;
use rusqlite::{Connection, params};

use super::{line, parameter};
use crate::store::{
    StoreError,
    desk::{
        Filter, Order, Page, Place,
        scope::Scope,
        streams::{Stream, streams},
    },
    sqlite::{code, standing},
};

/// At most `limit` lines after a place.
pub fn page(
    connection: &Connection,
    sight: &Sight,
    filter: &Filter,
    order: Order,
    after: Option<Place>,
    limit: usize,
) -> Result<Page<Place>, StoreError> {
    let Some(scope) = Scope::of(sight, filter) else { return Ok(Page { lines: Vec::new(), next: None }) };
    let mut select = connection.prepare_cached(&statement(&scope, order, after.is_some()))?;
    let now = filter.overdue_at.or(filter.owes_reply_at).map(|at| at.0);
    let mut rows = select.query(params![
        after.map(|after| after.due_at.0),
        after.map(|after| code::number(after.ticket)),
        now,
        filter.handler,
        // One more tells whether there is a next page.
        i64::try_from(limit + 1).unwrap_or(i64::MAX),
    ])?;
    let mut lines = Vec::with_capacity(limit + 1);
    while let Some(row) = rows.next()? {
        lines.push(line::read(row)?);
    }
    let has_more = lines.len() > limit;
    lines.truncate(limit);
    let last = lines.last().filter(|_| has_more);
    let next = last.map(|line| Place { due_at: line.standing.due_at, ticket: line.standing.ticket });
    Ok(Page { lines, next })
}

fn statement(scope: &Scope, order: Order, is_continued: bool) -> String {
    let (direction, beyond) = match order {
        Order::Newest => ("desc", "<"),
        Order::Oldest => ("asc", ">"),
    };
    let mut conditions = scope.conditions(parameter::NOW);
    if is_continued {
        let (due_at, ticket) = (parameter::DUE_AT, parameter::TICKET);
        conditions += &format!(" and (due_at, ticket) {beyond} ({due_at}, {ticket})");
    }
    let streams: Vec<String> = streams(scope, parameter::HANDLER)
        .iter()
        .map(|Stream { index, first }| {
            format!(
                "select due_at, ticket, rowid as number
                 from complaint indexed by {index}
                 where {first}{conditions}"
            )
        })
        .collect();
    format!(
        "select {}, {}
         from (
           {}
           order by due_at {direction}, ticket {direction}
           limit {}
         ) q
         join complaint c on c.rowid = q.number
         order by q.due_at {direction}, q.ticket {direction}",
        standing::COLUMNS,
        line::COLUMNS,
        streams.join("\n           union all\n           "),
        parameter::LIMIT,
    )
}
