//! Where a complaint stands: the first columns of its row.

use domain::{
    complaint::Channel,
    life::State,
    reference::{Category, District},
    standing::Standing,
};
use rusqlite::{Row, ToSql};

use super::code;
use crate::store::StoreError;

/// The columns, in the order of [`read`] and [`with_values`], of table `c`.
pub const COLUMNS: &str = "c.ticket, c.version, c.state, c.category, c.district, c.department, c.channel, \
     c.received_at, c.updated_at, c.due_at, c.promised_at, c.resolved_at, c.closed_at, c.reason, c.confirmed, \
     c.reopened, c.merged_into, c.asks, c.asked_at, c.transfers, c.forwarded, c.reminded_at, c.level, c.photos, \
     c.erased_at";

/// How many columns that are.
pub const COUNT: usize = 25;

/// Reads the first columns of a row.
pub fn read(row: &Row<'_>) -> Result<Standing, StoreError> {
    Ok(Standing {
        ticket: code::ticket(row.get(0)?)?,
        version: row.get(1)?,
        state: code::required(row, 2, State::from_code)?,
        category: code::required(row, 3, Category::from_code)?,
        district: code::required(row, 4, District::from_code)?,
        department: code::department(row, 5)?,
        channel: code::required(row, 6, Channel::from_code)?,
        received_at: code::moment(row, 7)?,
        updated_at: code::moment(row, 8)?,
        due_at: code::moment(row, 9)?,
        promised_at: code::moment_or_none(row, 10)?,
        resolved_at: code::moment_or_none(row, 11)?,
        closed_at: code::moment_or_none(row, 12)?,
        reason: code::reason(row, 13)?,
        confirmed: row.get(14)?,
        reopened: row.get(15)?,
        merged_into: code::ticket_or_none(row, 16)?,
        asks: row.get(17)?,
        asked_at: code::moment_or_none(row, 18)?,
        transfers: row.get(19)?,
        forwarded: row.get(20)?,
        reminded_at: code::moment_or_none(row, 21)?,
        level: row.get(22)?,
        photos: row.get(23)?,
        erased_at: code::moment_or_none(row, 24)?,
    })
}

/// Calls `run` with the values of the columns.
pub fn with_values<T>(standing: &Standing, run: impl FnOnce(&[&dyn ToSql; COUNT]) -> T) -> T {
    run(&[
        &code::number(standing.ticket),
        &standing.version,
        &standing.state.code(),
        &standing.category.code(),
        &standing.district.code(),
        &standing.department.map(|department| department.code()),
        &standing.channel.code(),
        &standing.received_at.0,
        &standing.updated_at.0,
        &standing.due_at.0,
        &standing.promised_at.map(|at| at.0),
        &standing.resolved_at.map(|at| at.0),
        &standing.closed_at.map(|at| at.0),
        &standing.reason.map(|reason| reason.code()),
        &standing.confirmed,
        &standing.reopened,
        &standing.merged_into.map(code::number),
        &standing.asks,
        &standing.asked_at.map(|at| at.0),
        &standing.transfers,
        &standing.forwarded,
        &standing.reminded_at.map(|at| at.0),
        &standing.level,
        &standing.photos,
        &standing.erased_at.map(|at| at.0),
    ])
}
