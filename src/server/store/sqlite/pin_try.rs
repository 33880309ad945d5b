//! Wrong tries of PINs. A number that does not exist is counted like any other.

use domain::{ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::code;
use crate::{
    lock,
    store::{ONCE_DAYS, PinTry, StoreError},
};

/// Counts a try. While the PIN is locked nothing is compared and nothing counted.
pub fn count(connection: &Connection, ticket: Ticket, is_right: bool, now: Timestamp) -> Result<PinTry, StoreError> {
    let number = code::number(ticket);
    let mut select = connection.prepare_cached(
        "select tries, locked_until
         from pin_try
         where ticket = ?1",
    )?;
    let row = select.query_row([number], |row| Ok((row.get(0)?, Timestamp(row.get(1)?)))).optional()?;
    let (tries, locked_until): (u32, _) = row.unwrap_or_default();
    if now < locked_until {
        return Ok(PinTry::Locked(locked_until));
    }
    if is_right {
        connection.prepare_cached("delete from pin_try where ticket = ?1")?.execute([number])?;
        return Ok(PinTry::Open);
    }
    let tries = tries + 1;
    let locked_until = lock::PIN.until(tries, now).unwrap_or_default();
    let mut upsert = connection.prepare_cached(
        "insert into pin_try (ticket, tries, locked_until, last_at)
         values (?1, ?2, ?3, ?4)
         on conflict (ticket) do update
         set tries = excluded.tries,
             locked_until = excluded.locked_until,
             last_at = excluded.last_at",
    )?;
    upsert.execute(params![number, tries, locked_until.0, now.0])?;
    Ok(PinTry::Wrong)
}

/// Forgets tries that are long over.
pub fn forget_old(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    connection.execute("delete from pin_try where last_at < ?1", [now.plus_days(-ONCE_DAYS).0])?;
    Ok(())
}
