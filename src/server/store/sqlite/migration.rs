//! Brings a database to the newest shape, step by step.

use rusqlite::Connection;

use crate::store::StoreError;

/// In order; the place is the number, and what has landed is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_complaints.sql"),
    include_str!("../../migrations/sqlite/0002_staff.sql"),
    include_str!("../../migrations/sqlite/0003_life.sql"),
    include_str!("../../migrations/sqlite/0004_queue.sql"),
    include_str!("../../migrations/sqlite/0005_outbox.sql"),
    include_str!("../../migrations/sqlite/0006_joining.sql"),
    include_str!("../../migrations/sqlite/0007_holder_sign.sql"),
    include_str!("../../migrations/sqlite/0008_kiosk.sql"),
    include_str!("../../migrations/sqlite/0009_one_time_password.sql"),
    include_str!("../../migrations/sqlite/0010_photos.sql"),
    include_str!("../../migrations/sqlite/0011_messages.sql"),
    include_str!("../../migrations/sqlite/0012_handoff.sql"),
    include_str!("../../migrations/sqlite/0013_department_copies.sql"),
    include_str!("../../migrations/sqlite/0014_erasing.sql"),
];

/// Runs the migrations that this database has not seen, each in a transaction.
pub fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let seen = seen(connection)?;
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

/// Refuses a database that has another shape than this program knows.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    let (seen, newest) = (seen(connection)?, MIGRATIONS.len());
    if seen as usize == newest {
        return Ok(());
    }
    Err(StoreError::Unavailable(format!(
        "a sunwai of another version uses the database (migration {seen}, this one knows {newest}); stop it first"
    )))
}

/// The last migration that a database has seen; 0 for a file that is none of ours.
pub fn seen(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
