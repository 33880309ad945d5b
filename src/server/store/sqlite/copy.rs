//! Copies a database, also while others write it, and makes a copy fit to be used.

use std::path::Path;

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

use super::{connect, migration, photo, setting};
use crate::store::{StoreError, photo::PhotoId};

/// So many pages are copied before the next is told: some megabytes.
const AT_A_TIME: i32 = 1_024;

/// How far a copy is.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// In all.
    pub all: u64,
    /// Done with the last step.
    pub more: u64,
}

/// Copies what was committed before this began into a file that is there and empty.
/// It has no log beside it: the one file is all.
///
/// # Errors
/// When one cannot be read or the other not be written.
pub fn copy(from: &Path, to: &Path, tell: &mut dyn FnMut(Pages)) -> Result<(), StoreError> {
    let from = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // Held until all is copied: each write of a server would begin the copy anew otherwise.
    let moment = from.unchecked_transaction()?;
    migration::seen(&moment)?;
    let mut to = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let copying = Backup::new(&moment, &mut to)?;
    let mut done = 0;
    loop {
        let step = copying.step(AT_A_TIME)?;
        let progress = copying.progress();
        let now = u64::try_from(progress.pagecount - progress.remaining).unwrap_or_default();
        tell(Pages { all: u64::try_from(progress.pagecount).unwrap_or_default(), more: now.saturating_sub(done) });
        done = now;
        if step != StepResult::More {
            break;
        }
    }
    drop(copying);
    moment.finish()?;
    without_log(&to)
}

/// Looks that the file is a whole database, and brings it to the newest migration.
///
/// # Errors
/// [`StoreError::Corrupt`] with what is wrong with it.
pub fn make_usable(path: &Path) -> Result<(), StoreError> {
    let mut connection = connect(path)?;
    let told: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if told != "ok" {
        return Err(StoreError::Corrupt(told));
    }
    if migration::seen(&connection)? == 0 {
        return Err(StoreError::Corrupt("it is no database of sunwai".to_owned()));
    }
    migration::run(&mut connection)?;
    without_log(&connection)
}

/// A setting of a database that nobody uses.
///
/// # Errors
/// When it cannot be read.
pub fn setting(path: &Path, name: &str) -> Result<Option<String>, StoreError> {
    setting::get(&Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?, name)
}

/// The photos of a database whose pictures are in a folder.
///
/// # Errors
/// When they cannot be read.
pub fn photos_in_folder(path: &Path) -> Result<Vec<PhotoId>, StoreError> {
    photo::in_folder(&Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

fn without_log(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch("pragma journal_mode = delete;")?)
}
