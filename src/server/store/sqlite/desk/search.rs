//! A page of what was found by words or by the end of a mobile number, in the
//! order of filing.
//!
//! The full-text index says which rows hold the words, one by one from the end
//! at which the page begins; each is held against sight and filter. So many of
//! them are looked at for a page and no more. Signs among the words keep what is
//! out of sight out of these: otherwise a page that is short and not the last
//! would tell that there is something.

use domain::staff::Sight;
use rusqlite::{Connection, params};

use super::{line, parameter, words};
use crate::store::{
    StoreError,
    desk::{
        Filter, Line, Order, Page, Wanted,
        scope::{Departments, Scope},
        signs,
    },
    sqlite::standing,
};

/// So many rows are looked at for one page: 20 ms, when the filter takes none of
/// them.
const LOOKED_AT: usize = 2_000;

/// A word that was only begun becomes at most so many.
const BEGUN_MAX: usize = 32;

/// At most `limit` lines after a row number.
pub fn page(
    connection: &Connection,
    sight: &Sight,
    filter: &Filter,
    wanted: &Wanted,
    order: Order,
    after: Option<i64>,
    limit: usize,
) -> Result<Page<i64>, StoreError> {
    let nothing = Page { lines: Vec::new(), next: None };
    let Some(scope) = Scope::of(sight, filter) else { return Ok(nothing) };
    let Some(expression) = expression(connection, &scope, filter, wanted)? else { return Ok(nothing) };
    let candidates = candidates(connection, &expression, order, after)?;
    let mut reading = Reading::new(connection, &scope, filter)?;
    let mut lines = Vec::with_capacity(limit);
    let mut last = None;
    for &number in &candidates {
        if lines.len() == limit {
            return Ok(Page { lines, next: last });
        }
        lines.extend(reading.line(number)?);
        last = Some(number);
    }
    let next = last.filter(|_| candidates.len() == LOOKED_AT);
    Ok(Page { lines, next })
}

/// What the full-text index is asked; `None` when nothing is wanted. Every word
/// is quoted, and a folded word holds no quote.
fn expression(
    connection: &Connection,
    scope: &Scope,
    filter: &Filter,
    wanted: &Wanted,
) -> Result<Option<String>, StoreError> {
    let mut either = Vec::new();
    if let Some((last, whole)) = wanted.words.split_last() {
        let begun = words::begun(connection, last, BEGUN_MAX)?;
        let mut all: Vec<String> = whole.iter().map(|word| quoted(word)).collect();
        all.push(joined(&begun.iter().map(|word| quoted(word)).collect::<Vec<_>>(), "or"));
        either.push(joined(&all, "and"));
    }
    either.extend(wanted.last_four.iter().map(|last_four| quoted(&signs::mobile_sign(last_four))));
    let mut all: Vec<String> = (!either.is_empty()).then(|| joined(&either, "or")).into_iter().collect();
    // Who writes it elsewhere in the text is told apart by the row.
    all.extend(filter.near.iter().flat_map(|near| near.place.split(' ').map(quoted)));
    if all.is_empty() {
        return Ok(None);
    }
    all.extend(scope.district.map(|district| quoted(&signs::district_sign(district))));
    all.extend(scope.category.map(|category| quoted(&signs::category_sign(category))));
    let mut none = Vec::new();
    match &scope.departments {
        Departments::All => {}
        Departments::Some => all.push(quoted(signs::HELD_SIGN)),
        Departments::Nobody => none.push(quoted(signs::HELD_SIGN)),
        Departments::Of(some) => {
            let signs: Vec<_> = some.iter().map(|department| quoted(&signs::holder_sign(*department))).collect();
            all.push(joined(&signs, "or"));
        }
    }
    none.extend(scope.hidden().map(|category| quoted(&signs::category_sign(category))));
    let wanted = joined(&all, "and");
    Ok(Some(if none.is_empty() { wanted } else { format!("{wanted} NOT {}", joined(&none, "or")) }))
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', ""))
}

fn joined(parts: &[String], operator: &str) -> String {
    format!("({})", parts.join(&format!(" {} ", operator.to_uppercase())))
}

fn candidates(
    connection: &Connection,
    expression: &str,
    order: Order,
    after: Option<i64>,
) -> Result<Vec<i64>, StoreError> {
    let (statement, first) = match order {
        Order::Newest => (
            "select rowid
             from complaint_words
             where complaint_words match ?1
             and rowid < ?2
             order by rowid desc
             limit ?3",
            i64::MAX,
        ),
        Order::Oldest => (
            "select rowid
             from complaint_words
             where complaint_words match ?1
             and rowid > ?2
             order by rowid
             limit ?3",
            0,
        ),
    };
    let mut select = connection.prepare_cached(statement)?;
    let most = i64::try_from(LOOKED_AT).unwrap_or(i64::MAX);
    let rows = select.query_map(params![expression, after.unwrap_or(first), most], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Reads rows that are in sight and pass the filter.
struct Reading<'a> {
    select: rusqlite::CachedStatement<'a>,
    filter: &'a Filter,
}

impl<'a> Reading<'a> {
    fn new(connection: &'a Connection, scope: &Scope, filter: &'a Filter) -> Result<Self, StoreError> {
        let handled = if scope.is_handled { format!(" and handler = {}", parameter::HANDLER) } else { String::new() };
        let select = connection.prepare_cached(&format!(
            "select {}, {}
             from complaint c
             where c.rowid = {}
             and {}{}{handled}
             limit {}",
            standing::COLUMNS,
            line::COLUMNS,
            parameter::TICKET,
            scope.state_condition(),
            scope.conditions(parameter::NOW),
            parameter::LIMIT,
        ))?;
        Ok(Self { select, filter })
    }

    fn line(&mut self, number: i64) -> Result<Option<Line>, StoreError> {
        let now = self.filter.overdue_at.or(self.filter.owes_reply_at).map(|at| at.0);
        let mut rows = self.select.query(params![None::<i64>, number, now, self.filter.handler, 1])?;
        let line = rows.next()?.map(line::read).transpose()?;
        Ok(line.filter(|line| self.filter.near.as_ref().is_none_or(|near| near.takes(line))))
    }
}
