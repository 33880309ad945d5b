//! Requests that must not be done twice.

use domain::{ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::code;
use crate::{
    history::Digest,
    store::{ONCE_DAYS, Once, StoreError},
};

/// The digest and the ticket that came with this key, if it is remembered.
pub fn recall(connection: &Connection, once: &Once) -> Result<Option<(Digest, Ticket)>, StoreError> {
    let mut select = connection.prepare_cached(
        "select digest, ticket
         from idempotency
         where key = ?1
         and scope = ?2
         and created_at >= ?3",
    )?;
    let oldest = once.at.plus_days(-ONCE_DAYS).0;
    let found = select
        .query_row(params![once.key, scope(once), oldest], |row| Ok((row.get::<_, Digest>(0)?, row.get::<_, i64>(1)?)))
        .optional()?;
    found.map(|(digest, number)| Ok((digest, code::ticket(number)?))).transpose()
}

/// Remembers a key with what was done to which ticket.
pub fn remember(connection: &Connection, once: &Once, ticket: Ticket) -> Result<(), StoreError> {
    // A key that is there is older than what is recalled.
    let mut upsert = connection.prepare_cached(
        "insert into idempotency (key, scope, digest, ticket, created_at)
         values (?1, ?2, ?3, ?4, ?5)
         on conflict (key, scope) do update
         set digest = excluded.digest,
             ticket = excluded.ticket,
             created_at = excluded.created_at",
    )?;
    upsert.execute(params![once.key, scope(once), once.digest, code::number(ticket), once.at.0])?;
    Ok(())
}

/// Forgets keys that are no longer recalled.
pub fn forget_old(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    connection.execute("delete from idempotency where created_at < ?1", [now.plus_days(-ONCE_DAYS).0])?;
    Ok(())
}

fn scope(once: &Once) -> i64 {
    i64::try_from(once.scope).expect("a ticket has eleven digits")
}
