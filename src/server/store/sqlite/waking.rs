//! Which complaints wake, by the moment that each step keeps beside them.

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, params};

use super::{SqliteStore, code};
use crate::store::{
    StoreError,
    waking::{Sleeper, WakingStore},
};

#[async_trait]
impl WakingStore for SqliteStore {
    async fn waking(&self, now: Timestamp, after: Option<Sleeper>, most: u32) -> Result<Vec<Sleeper>, StoreError> {
        self.readers.read(|connection| waking(connection, now, after, most))
    }

    async fn joined_with_withdrawn(&self, after: Option<Ticket>, most: u32) -> Result<Vec<Ticket>, StoreError> {
        self.desk.read_apart(move |connection| joined_with_withdrawn(connection, after, most)).await
    }
}

fn waking(
    connection: &Connection,
    now: Timestamp,
    after: Option<Sleeper>,
    most: u32,
) -> Result<Vec<Sleeper>, StoreError> {
    let mut select = connection.prepare_cached(
        "select ticket, wakes_at
         from complaint
         where wakes_at >= ?1
         and wakes_at <= ?3
         and (wakes_at > ?1 or ticket > ?2)
         order by wakes_at, ticket
         limit ?4",
    )?;
    let (from, ticket) = after.map_or((i64::MIN, 0), |after| (after.wakes_at.0, code::number(after.ticket)));
    let mut rows = select.query(params![from, ticket, now.0, most])?;
    let mut sleepers = Vec::new();
    while let Some(row) = rows.next()? {
        sleepers.push(Sleeper { wakes_at: code::moment(row, 1)?, ticket: code::ticket(row.get(0)?)? });
    }
    Ok(sleepers)
}

/// Looks at every complaint that was withdrawn, in two indexes and no row.
fn joined_with_withdrawn(connection: &Connection, after: Option<Ticket>, most: u32) -> Result<Vec<Ticket>, StoreError> {
    let mut select = connection.prepare_cached(
        "select c.ticket
         from complaint other indexed by complaint_by_state
         cross join complaint c indexed by complaint_by_merged_into
         where other.state = 'withdrawn'
         and c.merged_into = other.ticket
         and c.ticket > ?1
         order by c.ticket
         limit ?2",
    )?;
    let rows = select.query_map(params![after.map_or(0, code::number), most], |row| row.get(0))?;
    rows.map(|number| code::ticket(number?)).collect()
}
