//! Brings a database to the newest shape, step by step.

use rusqlite::Connection;

use crate::store::StoreError;

/// In order; the place is the number, and what has landed is never edited.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/sqlite/0001_complaints.sql")];

/// Runs the migrations that this database has not seen, each in a transaction.
pub fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let seen: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if seen as usize > MIGRATIONS.len() {
        let newest = MIGRATIONS.len();
        return Err(StoreError::Unavailable(format!(
            "the database is of a newer sunwai (migration {seen}, this one knows {newest})"
        )));
    }
    for (number, migration) in (1_u32..).zip(MIGRATIONS).skip(seen as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
    }
    Ok(())
}
