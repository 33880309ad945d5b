//! Read connections. They see the last commit and never wait for the writer.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, TryLockError},
};

use rusqlite::{Connection, OpenFlags};

use crate::store::StoreError;

/// For citizens. More than cores that serve: a long reading, as of `check`,
/// leaves the others free.
pub const CITIZENS: Reading = Reading { connections: 4, cache: "pragma cache_size = -8192;" };

/// For the desk, whose questions read more, and never more of them at a time than
/// leaves a core to citizens. The cache holds the entries of all open complaints.
pub const DESK: Reading = Reading { connections: 2, cache: "pragma cache_size = -32768;" };

/// How many connections read, and how much each remembers.
pub struct Reading {
    connections: usize,
    cache: &'static str,
}

/// A handful of connections.
#[derive(Clone)]
pub struct Readers(Arc<[Mutex<Connection>]>);

impl Readers {
    /// Opens them; the database must be there.
    pub fn open(path: &Path, reading: &Reading) -> Result<Self, StoreError> {
        // Each is behind a lock of ours, so SQLite needs none.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |_| {
            let connection = Connection::open_with_flags(path, flags)?;
            connection.execute_batch("pragma query_only = on;")?;
            connection.execute_batch(reading.cache)?;
            connection.set_prepared_statement_cache_capacity(32);
            Ok(Mutex::new(connection))
        };
        (0..reading.connections).map(open).collect::<Result<_, rusqlite::Error>>().map(Self).map_err(StoreError::from)
    }

    /// Reads on the thread that asks: a look-up takes some ten microseconds,
    /// less than handing it to another thread.
    pub fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        work(&self.free())
    }

    /// Reads on a thread of its own, for what takes longer than a look-up.
    pub async fn read_apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let readers = self.clone();
        let read = tokio::task::spawn_blocking(move || readers.read(work)).await;
        read.unwrap_or_else(|stopped| Err(StoreError::Unavailable(stopped.to_string())))
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
