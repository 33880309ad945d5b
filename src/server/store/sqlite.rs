//! The embedded store: one file, one writer, several readers.
//!
//! Writes go through one thread that commits everything that waits in one
//! transaction (`writer`); reads go past it (`readers`). Only the files
//! below hold SQL, one a table.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use domain::{
    letter::Way,
    ticket::Ticket,
    time::{Day, Timestamp},
};
use rusqlite::Connection;

use super::{
    Case, Dossier, Filed, Filing, InspectStore, KeptFigures, LeaseStore, LedgerStore, Once, OutboxStore, PinTry,
    Recount, SettingStore, Step, Stepped, Store, StoreError,
    inspect::{Loose, Seen, SeenPhoto},
    lease::Task,
    ledger::Trace,
    outbox::{Due, Health, LetterId, Outgoing, Tried},
};
use crate::{history::Digest, metrics::WriterMeter};

mod code;
mod complaint;
pub mod copy;
mod desk;
mod dossier;
mod erase;
mod event;
mod figure;
mod handoff;
mod idempotency;
mod inbox;
mod intake;
mod kiosk;
mod ledger;
mod migration;
mod open311;
mod outbox;
mod photo;
mod pin_try;
mod readers;
mod session;
mod setting;
mod side;
mod sign_in_try;
mod staff;
mod standing;
mod sweep;
mod tie;
mod waking;
mod writer;

use readers::Readers;
pub use side::SqliteSide;
pub use staff::SqliteStaff;
use writer::Writer;

/// A store in one SQLite file.
pub struct SqliteStore {
    path: PathBuf,
    figures: Arc<KeptFigures>,
    writer: Writer,
    readers: Readers,
    desk: Readers,
    // Held as long as the store lives; the figures in memory are one process's.
    _lock: File,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(..) => Self::Unavailable(error.to_string()),
            other => Self::Corrupt(other.to_string()),
        }
    }
}

impl SqliteStore {
    /// Opens the file, makes it if it is not there, and brings it to the newest
    /// migration.
    ///
    /// # Errors
    /// When it cannot be used, or another program uses it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = lock(path)?;
        let mut connection = connect(path)?;
        connection.execute_batch("pragma cache_size = -32768;")?;
        migration::run(&mut connection)?;
        let version = setting::figures_version(&connection)?;
        let figures = Arc::new(KeptFigures::new(figure::load(&connection)?, version));
        let readers = Readers::open(path, &readers::CITIZENS)?;
        let desk = Readers::open(path, &readers::DESK)?;
        let writer = Writer::start(connection, Arc::clone(&figures), desk::words::add_next);
        Ok(Self { path: path.to_owned(), figures, writer, readers, desk, _lock: lock })
    }

    /// What its writer does.
    pub fn meter(&self) -> Arc<WriterMeter> {
        self.writer.meter()
    }
}

/// A database that is only read, also while a server uses it.
pub struct SqliteReader(Readers);

impl SqliteReader {
    /// Opens a file that is there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Readers::open(path, &readers::CITIZENS).map(Self)
    }
}

#[async_trait]
impl InspectStore for SqliteReader {
    async fn recount_figures(&self) -> Result<Recount, StoreError> {
        self.0.read(recount)
    }

    async fn inspect(&self, visit: &mut (dyn for<'a> FnMut(Seen<'a>) + Send)) -> Result<(), StoreError> {
        self.0.read(|connection| dossier::inspect(connection, visit))
    }

    async fn inspect_photos(&self, visit: &mut (dyn FnMut(SeenPhoto) + Send)) -> Result<(), StoreError> {
        self.0.read(|connection| photo::inspect(connection, visit))
    }

    async fn inspect_ties(&self, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
        self.0.read(|connection| tie::inspect(connection, visit))
    }
}

/// A connection that writes.
fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    // Full: a commit is acknowledged only when it is on disk. With 64 waiting
    // requests that costs 11 % against `normal` (measured 2026-11-23). What is
    // deleted is overwritten, so that what is erased is not left in free places.
    connection.execute_batch(
        "pragma journal_mode = wal;
         pragma synchronous = full;
         pragma secure_delete = on;
         pragma foreign_keys = off;
         pragma wal_autocheckpoint = 4000;",
    )?;
    Ok(connection)
}

/// One transaction, so that both are of the same moment.
fn recount(connection: &Connection) -> Result<Recount, StoreError> {
    let snapshot = connection.unchecked_transaction()?;
    let recount = Recount { kept: figure::load(&snapshot)?, counted: dossier::count(&snapshot)? };
    snapshot.finish()?;
    Ok(recount)
}

/// The lock beside the database.
fn lock(path: &Path) -> Result<File, StoreError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let beside = PathBuf::from(beside);
    let unusable = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", beside.display()));
    let file = File::options().create(true).truncate(false).write(true).open(&beside).map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(StoreError::Unavailable(format!("another sunwai uses {}; stop it first", path.display())))
        }
        Err(TryLockError::Error(error)) => Err(unusable(error)),
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn file(&self, filing: Filing) -> Result<Filed, StoreError> {
        self.writer.write(move |unit| complaint::file(unit, &filing)).await
    }

    async fn step(&self, step: Step) -> Result<Stepped, StoreError> {
        self.writer.write(move |unit| complaint::step(unit, &step)).await
    }

    async fn steps(&self, steps: Vec<Step>) -> Result<Stepped, StoreError> {
        self.writer.write(move |unit| complaint::steps(unit, &steps)).await
    }

    async fn find(&self, ticket: Ticket) -> Result<Option<Case>, StoreError> {
        self.readers.read(|connection| dossier::find(connection, ticket))
    }

    async fn key_version(&self, ticket: Ticket) -> Result<Option<u32>, StoreError> {
        self.readers.read(|connection| complaint::key_version(connection, ticket))
    }

    async fn recall(&self, once: &Once) -> Result<Option<Digest>, StoreError> {
        self.readers.read(|connection| Ok(idempotency::recall(connection, once)?.map(|(digest, _)| digest)))
    }

    async fn try_pin(&self, ticket: Ticket, is_right: bool, now: Timestamp) -> Result<PinTry, StoreError> {
        self.writer.write(move |unit| pin_try::count(unit.connection(), ticket, is_right, now)).await
    }

    async fn forget_old(&self, now: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |unit| {
                idempotency::forget_old(unit.connection(), now)?;
                handoff::forget_old(unit.connection(), now)?;
                pin_try::forget_old(unit.connection(), now)
            })
            .await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.readers.read(|connection| setting::get(connection, "figures_version"))?;
        // Another word each time: of a row that stays as it is SQLite writes nothing, and a
        // full disk would be found ready.
        let write = |connection: &Connection| {
            let last = setting::get(connection, "ready")?;
            setting::keep(connection, "ready", if last.as_deref() == Some("yes") { "again" } else { "yes" })
        };
        self.writer.write(move |unit| write(unit.connection())).await
    }

    async fn figures(&self) -> Result<Arc<KeptFigures>, StoreError> {
        // Nobody else writes.
        Ok(Arc::clone(&self.figures))
    }

    async fn recount(&self) -> Result<Recount, StoreError> {
        self.readers.read(recount)
    }

    async fn visit_all(&self, visit: &mut (dyn for<'a> FnMut(&'a Dossier) + Send)) -> Result<(), StoreError> {
        self.readers.read(|connection| dossier::visit_all(connection, visit))
    }
}

#[async_trait]
impl SettingStore for SqliteStore {
    async fn setting(&self, name: &'static str) -> Result<Option<String>, StoreError> {
        self.readers.read(|connection| setting::get(connection, name))
    }

    async fn keep_setting(&self, name: &'static str, value: String) -> Result<(), StoreError> {
        self.writer.write(move |unit| setting::keep(unit.connection(), name, &value)).await
    }

    async fn keep_first(&self, name: &'static str, value: String) -> Result<String, StoreError> {
        self.writer.write(move |unit| setting::keep_first(unit.connection(), name, &value)).await
    }
}

#[async_trait]
impl LeaseStore for SqliteStore {
    async fn take_lease(&self, _task: Task, _now: Timestamp, _until: Timestamp) -> Result<bool, StoreError> {
        // Whoever has the file has it alone.
        Ok(true)
    }
}

#[async_trait]
impl OutboxStore for SqliteStore {
    async fn take_due(&self, way: Way, most: u32, now: Timestamp) -> Result<Vec<Due>, StoreError> {
        if !self.readers.read(|connection| outbox::is_due(connection, way, now))? {
            return Ok(Vec::new());
        }
        self.writer.write(move |unit| outbox::take_due(unit.connection(), way, most, now)).await
    }

    async fn mark(&self, id: LetterId, tried: Tried, now: Timestamp) -> Result<(), StoreError> {
        self.writer.write(move |unit| outbox::mark(unit.connection(), id, tried, now)).await
    }

    async fn health(&self, way: Way) -> Result<Health, StoreError> {
        self.readers.read(|connection| outbox::health(connection, way))
    }

    async fn given_up(&self, way: Way, most: u32) -> Result<Vec<Outgoing>, StoreError> {
        self.readers.read(|connection| outbox::given_up(connection, way, most))
    }

    async fn letters_of(&self, ticket: Ticket) -> Result<Vec<Outgoing>, StoreError> {
        self.readers.read(|connection| outbox::of_ticket(connection, ticket))
    }

    async fn try_again(&self, way: Way, since: Timestamp, now: Timestamp) -> Result<u32, StoreError> {
        self.writer.write(move |unit| outbox::try_again(unit.connection(), way, since, now)).await
    }
}

#[async_trait]
impl LedgerStore for SqliteStore {
    async fn days_before(&self, end: Day) -> Result<Vec<Day>, StoreError> {
        self.readers.read(|connection| ledger::days_before(connection, end))
    }

    async fn touched_on(&self, day: Day) -> Result<Vec<Ticket>, StoreError> {
        self.readers.read(|connection| ledger::touched_on(connection, day))
    }

    async fn trace(&self, ticket: Ticket, end: Day) -> Result<Option<Trace>, StoreError> {
        self.readers.read(|connection| ledger::trace(connection, ticket, end))
    }
}
