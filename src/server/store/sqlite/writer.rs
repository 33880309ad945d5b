//! The one writer: a thread that commits everything that waits in one
//! transaction, because the disk takes as long to sync one row as a hundred.
//!
//! Each request runs in a savepoint of its own, so that one that fails takes
//! nothing with it, and is answered only after the commit. What nobody waits for
//! is done while nothing is asked ([`Chore`]).

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use domain::statistics::Facet;
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{figure, setting};
use crate::{
    metrics::WriterMeter,
    store::{KeptFigures, StoreError, kept::Changes},
};

/// So many requests are committed together. Measured 2026-11-23: 58,000 rows a
/// second in groups of 64, 81,000 in groups of 256, little more beyond.
const GROUP: usize = 256;

/// So many requests may wait; beyond, the store says that it is busy.
const QUEUE: usize = 1_024;

/// A chore is done when nothing was asked for so long: together with the next of
/// many small requests, it would cost each of them a sync of its own.
const IDLE: Duration = Duration::from_millis(20);

/// … or after so long, however much is asked.
const AT_THE_LATEST: Duration = Duration::from_secs(1);

/// A part of what follows from the requests and nobody waits for; true if there
/// may be more of it.
pub type Chore = fn(&Connection) -> Result<bool, StoreError>;

/// What a request works on: the open transaction.
pub struct Unit<'a> {
    connection: &'a Connection,
    changes: Vec<(Facet, i64)>,
    is_public: bool,
}

impl<'a> Unit<'a> {
    /// What a command works on beside a server. It counts nothing up or down that the
    /// server has in its memory.
    pub fn beside(connection: &'a Connection) -> Self {
        Self { connection, changes: Vec::new(), is_public: false }
    }

    /// The connection with the open transaction.
    pub fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Counts a complaint up under a facet when the transaction is committed.
    pub fn count_up(&mut self, facet: Facet) {
        self.changes.push((facet, 1));
    }

    /// Counts a complaint down.
    pub fn count_down(&mut self, facet: Facet) {
        self.changes.push((facet, -1));
    }

    /// Says that something public changes that is counted apart from the figures.
    pub fn change_public(&mut self) {
        self.is_public = true;
    }
}

/// A request in the queue: runs in the transaction, is answered after it.
trait Job: Send {
    fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, committed: &Result<(), StoreError>);
}

struct Request<T, W> {
    work: Option<W>,
    outcome: Result<T, StoreError>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Send, W: FnOnce(&mut Unit<'_>) -> Result<T, StoreError> + Send> Job for Request<T, W> {
    fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StoreError> {
        if let Some(work) = self.work.take() {
            self.outcome = work(unit);
        }
        self.outcome.as_ref().map(|_| ()).map_err(Clone::clone)
    }

    fn answer(self: Box<Self>, committed: &Result<(), StoreError>) {
        let outcome = committed.clone().and(self.outcome);
        // Whoever asked may have gone; what was written stays written.
        let _gone = self.reply.send(outcome);
    }
}

/// The way to the writer.
pub struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    meter: Arc<WriterMeter>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(connection: Connection, figures: Arc<KeptFigures>, chore: Chore) -> Self {
        let (queue, waiting) = sync_channel(QUEUE);
        let meter = Arc::new(WriterMeter::default());
        let counts = Arc::clone(&meter);
        let thread = thread::spawn(move || Thread { connection, figures, waiting, chore, meter: counts }.run());
        Self { queue: Some(queue), meter, thread: Some(thread) }
    }

    /// What it does.
    pub fn meter(&self) -> Arc<WriterMeter> {
        Arc::clone(&self.meter)
    }

    /// Runs `work` in the next transaction and answers after its commit.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let stopped = || StoreError::Unavailable("the writer has stopped".to_owned());
        let (reply, answer) = oneshot::channel();
        let request = Request { work: Some(work), outcome: Err(stopped()), reply };
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        self.meter.enqueue();
        queue.try_send(Box::new(request)).map_err(|refused| {
            self.meter.dequeue(1);
            match refused {
                TrySendError::Full(_) => StoreError::Busy,
                TrySendError::Disconnected(_) => stopped(),
            }
        })?;
        answer.await.unwrap_or_else(|_| Err(stopped()))
    }
}

impl Drop for Writer {
    /// Lets what waits be written, then ends the thread.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A panic was printed when it happened.
            let _panicked = thread.join();
        }
    }
}

struct Thread {
    connection: Connection,
    figures: Arc<KeptFigures>,
    waiting: Receiver<Box<dyn Job>>,
    chore: Chore,
    meter: Arc<WriterMeter>,
}

impl Thread {
    fn run(self) {
        // An earlier run may have left some of it.
        let mut has_chore = true;
        let mut chore_at = Instant::now();
        loop {
            let first = match self.next(has_chore) {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let is_idle = first.is_none();
            if let Some(first) = first {
                self.write_group(first);
                has_chore = true;
            }
            if has_chore && (is_idle || chore_at.elapsed() >= AT_THE_LATEST) {
                has_chore = self.do_chore();
                chore_at = Instant::now();
            }
        }
    }

    fn next(&self, has_chore: bool) -> Result<Box<dyn Job>, RecvTimeoutError> {
        if has_chore {
            self.waiting.recv_timeout(IDLE)
        } else {
            self.waiting.recv().map_err(|_| RecvTimeoutError::Disconnected)
        }
    }

    /// Writes what waits, and answers it.
    fn write_group(&self, first: Box<dyn Job>) {
        let mut group = vec![first];
        group.extend(self.waiting.try_iter().take(GROUP - 1));
        let committed = self.commit(|| self.write(&mut group));
        self.meter.dequeue(group.len());
        match &committed {
            Ok(()) => self.meter.commit(group.len()),
            Err(_) => self.meter.fail(),
        }
        if let Err(error) = &committed {
            tracing::error!(%error, requests = group.len(), "a group of writes was not committed");
        }
        for job in group {
            job.answer(&committed);
        }
    }

    /// One part; what failed is tried again after the next request.
    fn do_chore(&self) -> bool {
        let mut more = false;
        let done = self.commit(|| {
            more = (self.chore)(&self.connection)?;
            self.execute("commit")
        });
        if let Err(error) = &done {
            tracing::error!(%error, "what follows from the writes was not written");
        }
        more && done.is_ok()
    }

    /// Runs `work`, which commits, in a transaction.
    fn commit(&self, work: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.execute("begin immediate")?;
        work().inspect_err(|_| {
            // A full disk may already have ended the transaction.
            if !self.connection.is_autocommit() {
                let _already_failed = self.execute("rollback");
            }
        })
    }

    fn write(&self, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        let mut changes = Changes::new();
        let mut is_public = false;
        for job in group {
            let done = self.run_one(job.as_mut())?;
            is_public |= done.is_public;
            for (facet, by) in done.changes {
                *changes.entry(facet).or_default() += by;
            }
        }
        changes.retain(|_, by| *by != 0);
        is_public |= !changes.is_empty();
        let version = self.figures.version() + 1;
        if is_public {
            figure::change(&self.connection, &changes)?;
            setting::keep(&self.connection, setting::FIGURES_VERSION, &version.to_string())?;
        }
        self.execute("commit")?;
        if is_public {
            self.figures.apply(&changes, version);
        }
        Ok(())
    }

    /// Runs one request; it leaves nothing behind when it fails.
    fn run_one(&self, job: &mut dyn Job) -> Result<Unit<'_>, StoreError> {
        self.execute("savepoint request")?;
        let mut unit = self.unit();
        let ran = catch_unwind(AssertUnwindSafe(|| job.run(&mut unit)));
        if matches!(ran, Ok(Ok(()))) {
            self.execute("release request")?;
            return Ok(unit);
        }
        // Fails when the failure ended the whole transaction, and with it the group.
        self.execute("rollback to request")?;
        self.execute("release request")?;
        Ok(self.unit())
    }

    fn unit(&self) -> Unit<'_> {
        Unit::beside(&self.connection)
    }

    fn execute(&self, statement: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached(statement)?.execute([])?;
        Ok(())
    }
}
