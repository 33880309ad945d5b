//! How many complaints stand under each facet.

use domain::{
    complaint::Channel,
    life::Kind,
    reference::{Category, Department, District, Reason},
    statistics::{Facet, Figures},
    time::Day,
};
use rusqlite::{Connection, Row, ToSql};

use super::code;
use crate::store::{StoreError, kept::Changes};

/// All figures.
pub fn load(connection: &Connection) -> Result<Figures, StoreError> {
    let mut select = connection.prepare_cached(
        "select day, department, district, category, channel, kind, reason, confirmed, reopened, tenths, count
         from figure",
    )?;
    let mut figures = Figures::default();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        figures.add_many(facet(row)?, row.get(10)?);
    }
    Ok(figures)
}

/// Counts facets up and down; a facet that stands at nothing is no row.
pub fn change(connection: &Connection, changes: &Changes) -> Result<(), StoreError> {
    for (facet, by) in changes {
        if *by > 0 { count_up(connection, facet, *by)? } else { count_down(connection, facet, -by)? }
    }
    Ok(())
}

fn count_up(connection: &Connection, facet: &Facet, by: i64) -> Result<(), StoreError> {
    let mut upsert = connection.prepare_cached(
        "insert into figure
           (day, department, district, category, channel, kind, reason, confirmed, reopened, tenths, count)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         on conflict (day, department, district, category, channel, kind, reason, confirmed, reopened, tenths)
         do update
         set count = count + excluded.count",
    )?;
    with_key(facet, by, |values| upsert.execute(values))?;
    Ok(())
}

fn count_down(connection: &Connection, facet: &Facet, by: i64) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "update figure
         set count = count - ?11
         where (day, department, district, category, channel, kind, reason, confirmed, reopened, tenths)
             = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    if with_key(facet, by, |values| update.execute(values))? != 1 {
        return Err(StoreError::Corrupt("a complaint does not stand under its facet; run `sunwai check`".to_owned()));
    }
    let mut delete = connection.prepare_cached(
        "delete from figure
         where (day, department, district, category, channel, kind, reason, confirmed, reopened, tenths)
             = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         and count = ?11",
    )?;
    with_key(facet, 0, |values| delete.execute(values))?;
    Ok(())
}

/// Calls `run` with the ten columns of the key and a number.
fn with_key<T>(facet: &Facet, number: i64, run: impl FnOnce(&[&dyn ToSql]) -> T) -> T {
    run(&[
        &facet.day.0,
        &facet.department.map_or("", Department::code),
        &facet.district.code(),
        &facet.category.code(),
        &facet.channel.code(),
        &facet.kind.code(),
        &facet.reason.map_or("", Reason::code),
        &facet.confirmed,
        &facet.reopened,
        &facet.tenths.map_or(-1, i64::from),
        &number,
    ])
}

fn facet(row: &Row<'_>) -> Result<Facet, StoreError> {
    let tenths: i64 = row.get(9)?;
    Ok(Facet {
        day: Day(row.get(0)?),
        department: code::required(row, 1, |code| or_none(code, Department::from_code))?,
        district: code::required(row, 2, District::from_code)?,
        category: code::required(row, 3, Category::from_code)?,
        channel: code::required(row, 4, Channel::from_code)?,
        kind: code::required(row, 5, Kind::from_code)?,
        reason: code::required(row, 6, |code| or_none(code, Reason::from_code))?,
        confirmed: row.get(7)?,
        reopened: row.get(8)?,
        tenths: u16::try_from(tenths).ok(),
    })
}

/// `Some(None)` for the empty text that stands for an absent code.
fn or_none<T>(code: &str, read: fn(&str) -> Option<T>) -> Option<Option<T>> {
    if code.is_empty() { Some(None) } else { read(code).map(Some) }
}
