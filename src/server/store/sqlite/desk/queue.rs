//! A page of the queue: entries of indexes, merged by their due date; only the
//! rows of the page are read.

use domain::{life::State, reference::Department, staff::Sight};
use rusqlite::{Connection, params};

use super::{
    line,
    scope::{Departments, Scope, is_open, list, parameter},
};
use crate::store::{
    StoreError,
    desk::{Filter, Order, Page, Place},
    sqlite::{code, standing},
};

/// Written as in the indexes, so that SQLite knows that it may use them.
const IS_CLOSED: &str = "state in ('resolved', 'closed', 'not_tenable', 'duplicate', 'withdrawn')";

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
    let mut conditions = scope.conditions();
    if is_continued {
        let (due_at, ticket) = (parameter::DUE_AT, parameter::TICKET);
        conditions += &format!(" and (due_at, ticket) {beyond} ({due_at}, {ticket})");
    }
    let streams: Vec<String> = streams(scope)
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

/// Entries that stand together in an index, in the order of their due dates.
struct Stream {
    index: &'static str,
    first: String,
}

/// Indexes and their parts that hold all that is wanted, each complaint once.
fn streams(scope: &Scope) -> Vec<Stream> {
    if scope.is_handled {
        let first = format!("handler = {} and {}", parameter::HANDLER, scope.state_condition());
        return vec![Stream { index: "complaint_by_handler", first }];
    }
    let (open, closed): (Vec<State>, Vec<State>) = scope.states.iter().partition(|state| is_open(**state));
    let mut streams: Vec<Stream> = open.into_iter().map(by_state).collect();
    match (closed.is_empty(), closed_index(scope, &closed)) {
        (true, _) => {}
        (false, None) => streams.extend(closed.into_iter().map(by_state)),
        (false, Some((index, firsts))) => {
            let of_states = list(closed.iter().map(|state| state.code()));
            streams.extend(
                firsts.into_iter().map(|first| Stream {
                    index,
                    first: format!("{IS_CLOSED} and {first} and state in ({of_states})"),
                }),
            );
        }
    }
    streams
}

fn by_state(state: State) -> Stream {
    Stream { index: "complaint_by_state", first: format!("state = '{}'", state.code()) }
}

/// The index that leaves fewest closed complaints to look at, with the condition
/// on its first column, one a part.
fn closed_index(scope: &Scope, states: &[State]) -> Option<(&'static str, Vec<String>)> {
    if let Some(category) = scope.category {
        return Some(("closed_complaint_by_category", vec![format!("category = '{}'", category.code())]));
    }
    if let Some(district) = scope.district {
        return Some(("closed_complaint_by_district", vec![format!("district = '{}'", district.code())]));
    }
    let is = |department: &Department| format!("department = '{}'", department.code());
    match (&scope.departments, scope.channel) {
        (Departments::Of(some), _) => Some(("closed_complaint_by_department", some.iter().map(is).collect())),
        (Departments::Nobody, _) => Some(("closed_complaint_by_department", vec!["department is null".to_owned()])),
        // Most are closed; of each other state there are fewer than of a channel.
        (_, Some(channel)) if states.contains(&State::Closed) => {
            Some(("closed_complaint_by_channel", vec![format!("channel = '{}'", channel.code())]))
        }
        (Departments::All | Departments::Some, _) => None,
    }
}
