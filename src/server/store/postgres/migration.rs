//! Brings a database to the newest shape, step by step. Several processes may
//! start at the same moment: one does a step, the others wait for it under a lock
//! of the database and find it done.

use super::{
    fault::Fault,
    link::{Link, Transaction},
};
use crate::store::StoreError;

/// In order; the place is the number, and what has landed is never edited. Numbers
/// and names are those of SQLite's.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/0001_complaints.sql"),
    include_str!("../../migrations/postgres/0002_staff.sql"),
    include_str!("../../migrations/postgres/0003_life.sql"),
    include_str!("../../migrations/postgres/0004_queue.sql"),
    include_str!("../../migrations/postgres/0005_outbox.sql"),
    include_str!("../../migrations/postgres/0006_joining.sql"),
    include_str!("../../migrations/postgres/0007_holder_sign.sql"),
    include_str!("../../migrations/postgres/0008_kiosk.sql"),
    include_str!("../../migrations/postgres/0009_one_time_password.sql"),
    include_str!("../../migrations/postgres/0010_photos.sql"),
    include_str!("../../migrations/postgres/0011_messages.sql"),
    include_str!("../../migrations/postgres/0012_handoff.sql"),
    include_str!("../../migrations/postgres/0013_department_copies.sql"),
    include_str!("../../migrations/postgres/0014_erasing.sql"),
];

/// The number of the lock: `sunwai` as letters of a telephone.
const LOCK: i64 = 786_924;

/// Runs the migrations that this database has not seen, each in a transaction.
pub async fn run(link: &mut Link) -> Result<(), Fault> {
    loop {
        link.begin(Transaction::Writing).await?;
        // Held to the end of the transaction.
        link.query("select pg_advisory_xact_lock($1)", &[&LOCK]).await?;
        let is_newest = step(link).await?;
        link.commit().await?;
        if is_newest {
            return Ok(());
        }
    }
}

/// One migration; true if there was none to run.
async fn step(link: &Link) -> Result<bool, Fault> {
    link.batch("create table if not exists migration (number bigint primary key not null)").await?;
    let seen = seen(link).await?;
    let Some(next) = MIGRATIONS.get(seen) else {
        return if seen == MIGRATIONS.len() { Ok(true) } else { Err(newer(seen)) };
    };
    link.batch(next).await?;
    let number = i64::try_from(seen + 1).unwrap_or(i64::MAX);
    link.execute("insert into migration (number) values ($1)", &[&number]).await?;
    Ok(false)
}

async fn seen(link: &Link) -> Result<usize, Fault> {
    let row = link.one("select coalesce(max(number), 0) from migration", &[]).await?;
    super::code::small(&row, 0)
}

fn newer(seen: usize) -> Fault {
    let newest = MIGRATIONS.len();
    StoreError::Unavailable(format!("the database is of a newer sunwai (migration {seen}, this one knows {newest})"))
        .into()
}
