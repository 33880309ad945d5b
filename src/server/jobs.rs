//! What is done without anyone asking: complaints move on by themselves, what is
//! old is forgotten, and the words of complaints that are closed for years erased.
//!
//! What happens, and when, is decided in `domain` ([`domain::waking`]); here it is
//! taken as a step like any other. A step is written only on the version that it
//! was decided on, so the job may stop anywhere, start again, and run beside
//! another of its kind: nothing happens twice. Of several servers on one database
//! one does all of it under a lease ([`Task::Jobs`]); when it stops, another one does.

use std::{sync::Arc, time::Duration};

use domain::{
    action::{Action, By},
    life::State,
    ticket::Ticket,
    time::Timestamp,
};
use tokio::{
    task::JoinSet,
    time::{self, MissedTickBehavior},
};
use ui::text::Text;

use crate::{
    channels::settle::settle,
    erasing::erase_old,
    failure::Failure,
    office::Office,
    session,
    store::{
        Store, StoreError,
        erase::{Rewriting, Swept},
        lease::Task,
    },
    take_step::take_step,
    texts,
};

/// Complaints are woken this often.
const WAKE: Duration = Duration::from_secs(60);

/// Messages are written into their complaints this often.
const SETTLE: Duration = Duration::from_secs(3);

/// Old requests are forgotten this often.
const TIDY: Duration = Duration::from_secs(3_600);

/// Whoever does this has it for so many seconds and asks again with every
/// [`SETTLE`]. The clocks of the servers must agree better than that.
const LEASE: i64 = 20;

/// So many complaints are woken together, far fewer than the writer's queue
/// holds: people who wait for an answer come between them.
const AT_A_TIME: u32 = 64;

/// Wakes and tidies until it is dropped, at the first moment and then regularly.
pub async fn run(office: Arc<Office>) {
    tokio::join!(wake_regularly(&office), settle_regularly(&office), tidy_regularly(&office));
}

async fn wake_regularly(office: &Arc<Office>) {
    let mut regularly = every(WAKE);
    loop {
        regularly.tick().await;
        if !is_ours(office).await {
            continue;
        }
        match wake(office, office.clock.now()).await {
            Ok(0) => {}
            Ok(steps) => tracing::info!(steps, "complaints moved on by themselves"),
            Err(error) => tracing::warn!(%error, "complaints were not woken; tried again in a minute"),
        }
        let store = office.store.as_ref();
        match erase_old(store, &office.album, office.keep_years, office.clock.now()).await {
            Ok(0) => {}
            Ok(complaints) => tracing::info!(complaints, "words that were kept long enough are erased"),
            Err(error) => tracing::warn!(%error, "words were not erased; tried again in a minute"),
        }
    }
}

/// Writes messages into the complaints to which they belong.
async fn settle_regularly(office: &Office) {
    let mut regularly = every(SETTLE);
    loop {
        regularly.tick().await;
        if !is_ours(office).await {
            continue;
        }
        match settle(office, office.clock.now()).await {
            Ok(0) => {}
            Ok(messages) => tracing::info!(messages, "messages stand in their complaints"),
            Err(error) => tracing::warn!(%error, "messages were not written into their complaints; tried again"),
        }
    }
}

/// Forgets requests and sessions that are older than their days.
async fn tidy_regularly(office: &Office) {
    let mut regularly = every(TIDY);
    loop {
        regularly.tick().await;
        if !is_ours(office).await {
            continue;
        }
        if let Err(error) = tidy(office.store.as_ref(), office.clock.now()).await {
            tracing::warn!(%error, "old requests were not forgotten; tried again in an hour");
        }
        match office.store.sweep(Rewriting::IfSmall).await {
            Ok(Swept::Clean) => {}
            Ok(Swept::Done) => tracing::info!("nothing is left in the files of what was erased"),
            Ok(Swept::AllButCopies) => {
                tracing::warn!(
                    "copies of erased rows may be in free places of the file: run `sunwai erase --rewrite` at night"
                );
            }
            Ok(Swept::Hindered) => {
                tracing::warn!("what was erased is still in the log of the database; tried again in an hour")
            }
            Err(error) => tracing::warn!(%error, "the files were not swept; tried again in an hour"),
        }
    }
}

/// True if this server does it now.
async fn is_ours(office: &Office) -> bool {
    let now = office.clock.now();
    let taken = office.store.take_lease(Task::Jobs, now, Timestamp(now.0 + LEASE)).await;
    taken.unwrap_or_else(|error| {
        tracing::warn!(%error, "what is done by itself was not done; tried again");
        false
    })
}

/// An interval that does not make up for what it missed.
fn every(period: Duration) -> time::Interval {
    let mut interval = time::interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

async fn tidy(store: &dyn Store, now: Timestamp) -> Result<(), StoreError> {
    store.forget_old(now).await?;
    store.forget_sessions(Timestamp(now.0 - session::LONGEST), now).await
}

/// Lets everything happen that is to happen by itself until `now`; how many steps
/// that took.
///
/// # Errors
/// When the store cannot be used. What was done until then stays done.
pub async fn wake(office: &Arc<Office>, now: Timestamp) -> Result<u64, StoreError> {
    let apart = take_apart(office, now).await?;
    Ok(apart + wake_sleepers(office, now).await?)
}

/// Takes complaints apart from those that their citizens took back: nobody works
/// on these any more.
async fn take_apart(office: &Office, now: Timestamp) -> Result<u64, StoreError> {
    let (mut after, mut steps) = (None, 0);
    loop {
        let joined = office.store.joined_with_withdrawn(after, AT_A_TIME).await?;
        after = joined.last().copied();
        if after.is_none() {
            return Ok(steps);
        }
        for ticket in joined {
            steps += u64::from(done(ticket, unmerge(office, ticket, now).await)?);
        }
    }
}

async fn unmerge(office: &Office, ticket: Ticket, now: Timestamp) -> Result<bool, Failure> {
    let Some(found) = office.store.open(ticket).await? else { return Ok(false) };
    // Someone may have been faster, and a withdrawal is final.
    let Some(other) = found.standing.merged_into else { return Ok(false) };
    // There is nothing left to work on.
    if found.standing.erased_at.is_some() {
        return Ok(false);
    }
    let other = office.store.find(other).await?;
    if other.is_none_or(|other| other.standing.state != State::Withdrawn) {
        return Ok(false);
    }
    take_step(office, &found.standing, &found.head(), &Action::Unmerge, &By::job(), None, now).await?;
    Ok(true)
}

async fn wake_sleepers(office: &Arc<Office>, now: Timestamp) -> Result<u64, StoreError> {
    let (mut after, mut steps) = (None, 0);
    loop {
        let sleepers = office.store.waking(now, after, AT_A_TIME).await?;
        // Those that cannot be woken are passed by, and tried again next time.
        after = sleepers.last().copied();
        if after.is_none() {
            return Ok(steps);
        }
        let mut waking = JoinSet::new();
        for sleeper in sleepers {
            let office = Arc::clone(office);
            waking.spawn(async move { wake_one(&office, sleeper.ticket, now).await });
        }
        while let Some(woken) = waking.join_next().await {
            steps += woken.map_err(|error| StoreError::Unavailable(error.to_string()))??;
        }
    }
}

/// As many steps as are to be taken.
async fn wake_one(office: &Office, ticket: Ticket, now: Timestamp) -> Result<u64, StoreError> {
    let mut steps = 0;
    loop {
        match next_step(office, ticket, now).await {
            // Someone was faster: what is to happen now is decided anew.
            Err(Failure::Stale) => {}
            taken => match done(ticket, taken)? {
                true => steps += 1,
                false => return Ok(steps),
            },
        }
    }
}

/// True if a step was taken. A complaint that is broken is told to the log and
/// left alone: it does not keep others asleep.
fn done(ticket: Ticket, taken: Result<bool, Failure>) -> Result<bool, StoreError> {
    match taken {
        Ok(taken) => Ok(taken),
        // Someone was faster; what is left to do comes again.
        Err(Failure::Stale) => Ok(false),
        Err(Failure::Busy) => Err(StoreError::Busy),
        Err(Failure::Unavailable(reason)) => Err(StoreError::Unavailable(reason)),
        Err(failure) => {
            tracing::error!(%ticket, ?failure, "a complaint could not be woken");
            Ok(false)
        }
    }
}

/// Takes the next step, if there is one.
async fn next_step(office: &Office, ticket: Ticket, now: Timestamp) -> Result<bool, Failure> {
    let Some(found) = office.store.open(ticket).await? else { return Ok(false) };
    let Some(waking) = found.standing.by_itself(now) else { return Ok(false) };
    let action = waking.action(|| texts::of(found.particulars.language).get(Text::ServerWakingNoReply).to_owned());
    take_step(office, &found.standing, &found.head(), &action, &By::job(), None, now).await?;
    Ok(true)
}
