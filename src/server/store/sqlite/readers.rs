//! Read connections. They see the last commit and never wait for the writer.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, TryLockError},
};

use rusqlite::{Connection, OpenFlags};

use crate::store::StoreError;

/// More than cores that serve: a long reading, as of `check`, leaves the others free.
const CONNECTIONS: usize = 4;

/// A handful of connections.
pub struct Readers(Vec<Mutex<Connection>>);

impl Readers {
    /// Opens them; the database must be there.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        // Each is behind a lock of ours, so SQLite needs none.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |_| {
            let connection = Connection::open_with_flags(path, flags)?;
            connection.execute_batch("pragma query_only = on; pragma cache_size = -8192;")?;
            connection.set_prepared_statement_cache_capacity(32);
            Ok(Mutex::new(connection))
        };
        (0..CONNECTIONS).map(open).collect::<Result<_, rusqlite::Error>>().map(Self).map_err(StoreError::from)
    }

    /// Reads on the thread that asks: a look-up takes some ten microseconds,
    /// less than handing it to another thread.
    pub fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        work(&self.free())
    }

    fn free(&self) -> MutexGuard<'_, Connection> {
        let unlocked = self.0.iter().find_map(|connection| match connection.try_lock() {
            Ok(guard) => Some(guard),
            // A reading that panicked leaves nothing half done.
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        });
        unlocked.unwrap_or_else(|| self.0[0].lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }
}
