//! Wrong tries to sign in. A name that does not exist is counted like any other.

use domain::time::{DAY, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{
    lock,
    store::{SignInTry, StoreError},
};

/// Until when a name is locked; may be over.
pub fn locked_until(connection: &Connection, name: &str) -> Result<Option<Timestamp>, StoreError> {
    Ok(read(connection, name)?.map(|(_, locked_until)| locked_until).filter(|until| until.0 > 0))
}

/// Until when a name is locked now.
pub fn lock(connection: &Connection, name: &str, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    Ok(locked_until(connection, name)?.filter(|until| now < *until))
}

/// Counts a wrong try. While the name is locked nothing is counted.
pub fn count(connection: &Connection, name: &str, now: Timestamp) -> Result<SignInTry, StoreError> {
    let (tries, locked_until) = read(connection, name)?.unwrap_or_default();
    if now < locked_until {
        return Ok(SignInTry::Locked(locked_until));
    }
    let tries = tries + 1;
    let locked_until = lock::PASSWORD.until(tries, now).unwrap_or_default();
    let mut upsert = connection.prepare_cached(
        "insert into sign_in_try (name, tries, locked_until, last_at)
         values (?1, ?2, ?3, ?4)
         on conflict (name) do update
         set tries = excluded.tries,
             locked_until = excluded.locked_until,
             last_at = excluded.last_at",
    )?;
    upsert.execute(params![name, tries, locked_until.0, now.0])?;
    Ok(SignInTry::Wrong)
}

/// Forgives the tries of a name.
pub fn forgive(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection.prepare_cached("delete from sign_in_try where name = ?1")?.execute([name])?;
    Ok(())
}

/// Forgets tries that are a day old: no lock lasts so long.
pub fn forget_old(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    connection.execute("delete from sign_in_try where last_at < ?1", [now.0 - DAY])?;
    Ok(())
}

fn read(connection: &Connection, name: &str) -> Result<Option<(u32, Timestamp)>, StoreError> {
    let mut select = connection.prepare_cached(
        "select tries, locked_until
         from sign_in_try
         where name = ?1",
    )?;
    Ok(select.query_row([name], |row| Ok((row.get(0)?, Timestamp(row.get(1)?)))).optional()?)
}
