//! What is written: one transaction each, done again when someone else was in the
//! way, and the figures last of all.
//!
//! A commit of a transaction that failed inside is a rollback without an error, so
//! every error ends the work before it. When the connection is lost before the
//! commit nothing was written and it is done again; when it is lost during the
//! commit nobody knows, and whoever asked is told: the request's key tells a
//! repetition.

use std::{collections::BTreeMap, future::Future, pin::Pin, time::Duration};

use domain::{statistics::Facet, ticket::Ticket};

use super::{
    fault::Fault,
    figure, filing,
    link::{Link, Links, Transaction},
};
use crate::store::StoreError;

/// So often it is done again.
const TRIES: u32 = 10;

/// A database that does not answer within so long is not there. It may well be: a machine
/// that is stopped, or a disk that hangs, closes no connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is done with a connection or a [`Unit`], and awaited.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// What a request works on: the open transaction.
pub struct Unit {
    link: Link,
    changes: BTreeMap<(i64, Facet), i64>,
    filed: Option<Ticket>,
    is_public: bool,
    is_taken_back: bool,
}

impl Unit {
    async fn begin(links: &Links) -> Result<Self, Fault> {
        let mut link = links.link().await?;
        link.begin(Transaction::Writing).await?;
        Ok(Self { link, changes: BTreeMap::new(), filed: None, is_public: false, is_taken_back: false })
    }

    /// The connection with the open transaction.
    pub fn link(&self) -> &Link {
        &self.link
    }

    /// Counts a complaint up under a facet.
    pub fn count_up(&mut self, ticket: Ticket, facet: Facet) {
        *self.changes.entry((figure::slot_of(ticket), facet)).or_default() += 1;
    }

    /// Counts a complaint down.
    pub fn count_down(&mut self, ticket: Ticket, facet: Facet) {
        *self.changes.entry((figure::slot_of(ticket), facet)).or_default() -= 1;
    }

    /// Gives a complaint its place in the order of filing.
    pub fn put_last(&mut self, ticket: Ticket) {
        self.filed = Some(ticket);
    }

    /// Says that something public changes that is counted apart from the figures.
    pub fn change_public(&mut self) {
        self.is_public = true;
    }

    /// Undoes what was done in this transaction: it came to nothing.
    pub fn take_back(&mut self) {
        self.is_taken_back = true;
    }

    /// The figures last: their slot is locked from here to the commit and no longer.
    async fn finish(mut self) -> Result<(), Fault> {
        if self.is_taken_back {
            return self.link.roll_back().await;
        }
        self.changes.retain(|_, by| *by != 0);
        let mut slots: BTreeMap<i64, Vec<(Facet, i64)>> = BTreeMap::new();
        for ((slot, facet), by) in std::mem::take(&mut self.changes) {
            slots.entry(slot).or_default().push((facet, by));
        }
        if self.is_public && slots.is_empty() {
            slots.insert(0, Vec::new());
        }
        for (slot, changes) in slots {
            let raised = figure::raise(&self.link, slot).await?;
            if let Some(ticket) = self.filed.take_if(|ticket| figure::slot_of(*ticket) == slot) {
                filing::add(&self.link, slot, raised.position, ticket).await?;
            }
            figure::change(&self.link, slot, raised.version, &changes).await?;
        }
        let commit = self.link.commit().await;
        commit.map_err(|fault| match fault {
            Fault::Lost(reason) => {
                StoreError::Unavailable(format!("nobody knows what became of a write: {reason}")).into()
            }
            other => other,
        })
    }
}

impl Links {
    /// Runs `work` in a transaction and answers after its commit.
    pub async fn write<D: Sync + ?Sized, T>(
        &self,
        data: &D,
        work: for<'a> fn(&'a mut Unit, &'a D) -> Work<'a, T>,
    ) -> Result<T, StoreError> {
        let mut tries = 0;
        loop {
            let fault = match in_time(self.write_once(data, work)).await {
                Ok(done) => return Ok(done),
                Err(fault) => fault,
            };
            tries += 1;
            match fault {
                Fault::Again(reason) | Fault::Lost(reason) if tries < TRIES => {
                    tracing::debug!(reason, tries, "a write is done again");
                    pause(tries).await;
                }
                fault => return Err(fault.into_error()),
            }
        }
    }

    async fn write_once<D: Sync + ?Sized, T>(
        &self,
        data: &D,
        work: for<'a> fn(&'a mut Unit, &'a D) -> Work<'a, T>,
    ) -> Result<T, Fault> {
        let mut unit = Unit::begin(self).await?;
        match work(&mut unit, data).await {
            Ok(done) => unit.finish().await.map(|()| done),
            Err(fault @ Fault::Lost(_)) => Err(fault),
            Err(fault) => {
                // One that cannot even be rolled back is thrown away.
                let _gone = unit.link.roll_back().await;
                Err(fault)
            }
        }
    }

    /// Runs `work`, which changes nothing, and once more where a connection turned
    /// out to be dead.
    pub async fn read<D: Sync + ?Sized, T>(
        &self,
        data: &D,
        work: for<'a> fn(&'a Link, &'a D) -> Work<'a, T>,
    ) -> Result<T, StoreError> {
        let mut tries = 0;
        loop {
            let link = self.link().await.map_err(Fault::into_error)?;
            match in_time(work(&link, data)).await {
                Err(Fault::Again(reason) | Fault::Lost(reason)) if tries < TRIES => {
                    tries += 1;
                    tracing::debug!(reason, tries, "a reading is done again");
                    pause(tries).await;
                }
                done => return done.map_err(Fault::into_error),
            }
        }
    }
}

/// Gives a database up that says nothing. Nobody knows what became of a write; its
/// connection is thrown away, because its transaction was not ended.
pub async fn in_time<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let silent = || StoreError::Unavailable("the database does not answer".to_owned());
    tokio::time::timeout(PATIENCE, work).await.unwrap_or_else(|_| Err(silent().into()))
}

/// Longer each time: one, two, four … milliseconds, together half a second.
async fn pause(tries: u32) {
    tokio::time::sleep(Duration::from_millis(1 << tries.min(8))).await;
}
