//! The store for several servers: a PostgreSQL database, or one that speaks its
//! language. No triggers, no sequences, no extensions; keys are made by this
//! program.
//!
//! Each write is a transaction (`unit`); what two of them must not do at once
//! they do under a lock of a row, and where the database asks to begin again they
//! begin again. Only the files below hold SQL, one a table.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};
use tokio::{sync::Notify, task::JoinHandle, time};

use super::{
    BesideStore, Case, Dossier, Filed, Filing, KeptFigures, Once, PinTry, Recount, SettingStore, Step, Stepped, Store,
    StoreError,
    inspect::{InspectStore, Loose, Seen, SeenPhoto},
};
use crate::{
    chance::{Chance, draw},
    history::{Digest, hex},
};

mod address;
mod code;
mod complaint;
mod copy;
mod desk;
mod dossier;
mod erase;
mod event;
mod fault;
mod figure;
mod filing;
mod handoff;
mod idempotency;
mod inbox;
mod intake;
mod kiosk;
mod lease;
mod ledger;
mod link;
mod migration;
mod open311;
mod outbox;
mod photo;
mod pin_try;
mod session;
mod setting;
mod sign_in_try;
mod staff;
mod standing;
mod tie;
mod unit;
mod waking;

pub use address::Address;
pub use copy::PostgresSide;
use desk::words;
use fault::Fault;
use figure::Followed;
use link::{Link, Links, Transaction};
use unit::{Unit, in_time};

/// Complaints that another server filed are made searchable within so long.
const WORDS: time::Duration = time::Duration::from_secs(1);

/// A store in a PostgreSQL database.
pub struct PostgresStore {
    figures: Followed,
    links: Links,
    desk: Links,
    // What this process is called where one does something for all.
    holder: String,
    filed: Arc<Notify>,
    adding: Option<JoinHandle<()>>,
}

impl PostgresStore {
    /// Connects, and brings the database to the newest migration.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn open(address: &Address, chance: &dyn Chance) -> Result<Self, StoreError> {
        let mut store = Self::connect(address, chance).await?;
        store.adding = Some(tokio::spawn(add_words(store.links.clone(), Arc::clone(&store.filed))));
        Ok(store)
    }

    /// As [`PostgresStore::open`], for a command beside the servers: it leaves to
    /// them what nobody waits for.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn connect(address: &Address, chance: &dyn Chance) -> Result<Self, StoreError> {
        let links = Links::new(address, link::CITIZENS)?;
        let desk = Links::new(address, link::DESK)?;
        let mut link = links.link().await.map_err(Fault::into_error)?;
        migration::run(&mut link).await.map_err(Fault::into_error)?;
        drop(link);
        let holder = hex(&draw::<8>(chance));
        Ok(Self { figures: Followed::new(), links, desk, holder, filed: Arc::default(), adding: None })
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        if let Some(adding) = &self.adding {
            adding.abort();
        }
    }
}

/// Makes complaints searchable, soon after each was filed. What was begun when the
/// program stops is undone and begun again.
async fn add_words(links: Links, filed: Arc<Notify>) {
    loop {
        let pass = words::Others::Pass;
        match links.write(&pass, |unit, pass| Box::pin(words::add_next(unit.link(), *pass))).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "complaints were not made searchable; tried again"),
        }
        // Whether something was filed here or it is time to look, both are well.
        let _either = time::timeout(WORDS, filed.notified()).await;
    }
}

async fn recount(link: &mut Link) -> Result<Recount, Fault> {
    link.begin(Transaction::Snapshot).await?;
    let recount = Recount { kept: figure::load(link).await?, counted: dossier::count(link).await? };
    link.commit().await?;
    Ok(recount)
}

async fn forget_old(unit: &Unit, now: Timestamp) -> Result<(), Fault> {
    idempotency::forget_old(unit.link(), now).await?;
    handoff::forget_old(unit.link(), now).await?;
    pin_try::forget_old(unit.link(), now).await
}

#[async_trait]
impl Store for PostgresStore {
    async fn file(&self, filing: Filing) -> Result<Filed, StoreError> {
        let filed = self.links.write(&filing, |unit, filing| Box::pin(complaint::file(unit, filing))).await?;
        if filed == Filed::New {
            self.filed.notify_one();
        }
        Ok(filed)
    }

    async fn step(&self, step: Step) -> Result<Stepped, StoreError> {
        self.links.write(&step, |unit, step| Box::pin(complaint::step(unit, step))).await
    }

    async fn steps(&self, steps: Vec<Step>) -> Result<Stepped, StoreError> {
        self.links.write(&steps, |unit, steps| Box::pin(complaint::steps(unit, steps))).await
    }

    async fn find(&self, ticket: Ticket) -> Result<Option<Case>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(dossier::find(link, *ticket))).await
    }

    async fn key_version(&self, ticket: Ticket) -> Result<Option<u32>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(complaint::key_version(link, *ticket))).await
    }

    async fn recall(&self, once: &Once) -> Result<Option<Digest>, StoreError> {
        let found = self.links.read(once, |link, once| Box::pin(idempotency::recall(link, once))).await?;
        Ok(found.map(|(digest, _)| digest))
    }

    async fn try_pin(&self, ticket: Ticket, is_right: bool, now: Timestamp) -> Result<PinTry, StoreError> {
        let asked = (ticket, is_right, now);
        self.links
            .write(&asked, |unit, (ticket, is_right, now)| {
                Box::pin(pin_try::count(unit.link(), *ticket, *is_right, *now))
            })
            .await
    }

    async fn forget_old(&self, now: Timestamp) -> Result<(), StoreError> {
        self.links.write(&now, |unit, now| Box::pin(forget_old(unit, *now))).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.keep_setting("ready", "yes".to_owned()).await
    }

    async fn figures(&self) -> Result<Arc<KeptFigures>, StoreError> {
        let followed = in_time(async {
            match self.figures.follow(&self.links).await {
                // The connection may have died while nobody used it.
                Err(Fault::Again(_) | Fault::Lost(_)) => self.figures.follow(&self.links).await,
                followed => followed,
            }
        });
        followed.await.map_err(Fault::into_error)
    }

    async fn recount(&self) -> Result<Recount, StoreError> {
        self.recount_figures().await
    }

    async fn visit_all(&self, visit: &mut (dyn for<'a> FnMut(&'a Dossier) + Send)) -> Result<(), StoreError> {
        let link = self.desk.link().await.map_err(Fault::into_error)?;
        dossier::visit_all(&link, visit).await.map_err(Fault::into_error)
    }
}

#[async_trait]
impl SettingStore for PostgresStore {
    async fn setting(&self, name: &'static str) -> Result<Option<String>, StoreError> {
        self.links.read(&name, |link, name| Box::pin(setting::get(link, name))).await
    }

    async fn keep_setting(&self, name: &'static str, value: String) -> Result<(), StoreError> {
        self.links.write(&(name, value), |unit, (name, value)| Box::pin(setting::keep(unit.link(), name, value))).await
    }

    async fn keep_first(&self, name: &'static str, value: String) -> Result<String, StoreError> {
        let asked = (name, value);
        self.links.write(&asked, |unit, (name, value)| Box::pin(setting::keep_first(unit.link(), name, value))).await
    }
}

impl BesideStore for PostgresStore {}

#[async_trait]
impl InspectStore for PostgresStore {
    async fn recount_figures(&self) -> Result<Recount, StoreError> {
        let mut link = self.desk.link().await.map_err(Fault::into_error)?;
        recount(&mut link).await.map_err(Fault::into_error)
    }

    async fn inspect(&self, visit: &mut (dyn for<'a> FnMut(Seen<'a>) + Send)) -> Result<(), StoreError> {
        let link = self.desk.link().await.map_err(Fault::into_error)?;
        dossier::inspect(&link, visit).await.map_err(Fault::into_error)
    }

    async fn inspect_photos(&self, visit: &mut (dyn FnMut(SeenPhoto) + Send)) -> Result<(), StoreError> {
        let link = self.desk.link().await.map_err(Fault::into_error)?;
        photo::inspect(&link, visit).await.map_err(Fault::into_error)
    }

    async fn inspect_ties(&self, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), StoreError> {
        let link = self.desk.link().await.map_err(Fault::into_error)?;
        tie::inspect(&link, visit).await.map_err(Fault::into_error)
    }
}
