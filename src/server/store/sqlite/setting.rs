//! Settings that belong to the data.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::StoreError;

/// Raised with every change of the figures.
pub const FIGURES_VERSION: &str = "figures_version";

/// A setting's value.
pub fn get(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "select value
         from setting
         where name = ?1",
    )?;
    Ok(select.query_row([name], |row| row.get(0)).optional()?)
}

/// Keeps a setting's value.
pub fn keep(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    let mut upsert = connection.prepare_cached(
        "insert into setting (name, value)
         values (?1, ?2)
         on conflict (name) do update
         set value = excluded.value",
    )?;
    upsert.execute(params![name, value])?;
    Ok(())
}

/// Keeps a setting's value unless it has one; the one that it has then.
pub fn keep_first(connection: &Connection, name: &str, value: &str) -> Result<String, StoreError> {
    if let Some(first) = get(connection, name)? {
        return Ok(first);
    }
    keep(connection, name, value)?;
    Ok(value.to_owned())
}

/// The version of the figures, 0 in a new database.
pub fn figures_version(connection: &Connection) -> Result<u64, StoreError> {
    let kept = get(connection, FIGURES_VERSION)?;
    kept.map_or(Ok(0), |version| {
        version.parse().map_err(|_| StoreError::Corrupt("the version of the figures".to_owned()))
    })
}
