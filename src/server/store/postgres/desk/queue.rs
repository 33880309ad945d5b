//! A page of the queue: parts of indexes, merged by their due date; only the rows
//! of the page are read.

use domain::staff::Sight;

use super::{line, values::Values};
use crate::store::{
    desk::{Filter, Order, Page, Place, scope::Scope, streams::streams},
    postgres::{code, fault::Fault, link::Link, standing},
};

/// At most `limit` lines after a place.
pub async fn page(
    link: &Link,
    sight: &Sight,
    filter: &Filter,
    order: Order,
    after: Option<Place>,
    limit: usize,
) -> Result<Page<Place>, Fault> {
    let Some(scope) = Scope::of(sight, filter) else { return Ok(Page { lines: Vec::new(), next: None }) };
    let mut values = Values::default();
    let statement = statement(&scope, filter, order, after, limit, &mut values);
    let rows = link.query_once(&statement, &values.all()).await?;
    let mut lines = rows.iter().map(line::read).collect::<Result<Vec<_>, _>>()?;
    let has_more = lines.len() > limit;
    lines.truncate(limit);
    let last = lines.last().filter(|_| has_more);
    let next = last.map(|line| Place { due_at: line.standing.due_at, ticket: line.standing.ticket });
    Ok(Page { lines, next })
}

fn statement(
    scope: &Scope,
    filter: &Filter,
    order: Order,
    after: Option<Place>,
    limit: usize,
    values: &mut Values,
) -> String {
    let (direction, beyond) = match order {
        Order::Newest => ("desc", "<"),
        Order::Oldest => ("asc", ">"),
    };
    let handler = filter.handler.clone().map(|handler| values.name(handler)).unwrap_or_default();
    let mut conditions = conditions(scope, filter, values);
    if let Some(after) = after {
        let (due_at, ticket) = (values.name(after.due_at.0), values.name(code::number(after.ticket)));
        conditions += &format!(" and (due_at, ticket) {beyond} ({due_at}, {ticket})");
    }
    // One more tells whether there is a next page.
    let limit = values.name(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let parts: Vec<String> = streams(scope, &handler)
        .iter()
        .map(|stream| {
            format!(
                "(select due_at, ticket
                 from complaint
                 where {}{conditions}
                 order by due_at {direction}, ticket {direction}
                 limit {limit})",
                stream.first
            )
        })
        .collect();
    format!(
        "select {}, {}
         from (
           select due_at, ticket
           from (
             {}
           ) parts
           order by due_at {direction}, ticket {direction}
           limit {limit}
         ) q
         join complaint c on c.ticket = q.ticket
         order by q.due_at {direction}, q.ticket {direction}",
        standing::COLUMNS,
        line::COLUMNS,
        parts.join("\n             union all\n             "),
    )
}

/// The conditions of a scope, with the moment among the values if they name it.
pub fn conditions(scope: &Scope, filter: &Filter, values: &mut Values) -> String {
    let now = filter.overdue_at.or(filter.owes_reply_at).filter(|_| scope.asks_the_time());
    let now = now.map(|now| values.name(now.0)).unwrap_or_default();
    scope.conditions(&now)
}
