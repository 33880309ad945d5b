//! What happens by itself: late complaints go up a level, solved ones close, and
//! what nobody replies to ends. `domain` decides what and when; here the clock is
//! watched.
//!
//! Each step is compared with the version of the complaint like any other, so the
//! job may stop anywhere, begin again, or run twice at the same time: nothing is
//! done twice.

use std::{sync::Arc, time::Duration};

use domain::{action::By, ticket::Ticket, time::Timestamp};
use tokio::{task::JoinSet, time};
use ui::text::Text;

use crate::{
    failure::Failure,
    history,
    office::Office,
    store::{Dossier, StoreError},
    take_step::take_step,
    texts,
};

/// The clock is looked at this often.
const TICK: Duration = Duration::from_secs(60);

/// So many complaints at a time, so that the writer's groups are full.
const BATCH: usize = 256;

/// Follows the clock until it is dropped.
pub async fn run(office: Arc<Office>) {
    let mut minutes = time::interval(TICK);
    minutes.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        minutes.tick().await;
        match wake(&office, office.clock.now()).await {
            Ok(0) => {}
            Ok(steps) => tracing::info!(steps, "what was due has happened by itself"),
            Err(error) => tracing::warn!(%error, "what is due waits for the next minute"),
        }
    }
}

/// Lets everything happen that is due at `now`; how many steps that took.
///
/// # Errors
/// When the store cannot be asked. What was done until then is done.
pub async fn wake(office: &Arc<Office>, now: Timestamp) -> Result<u64, StoreError> {
    let mut steps = 0;
    // One that does not move must not keep the others waiting.
    let mut past: Vec<Ticket> = Vec::new();
    loop {
        let due = office.store.waking(now, &past, BATCH).await?;
        if due.is_empty() {
            return Ok(steps);
        }
        let mut waking = JoinSet::new();
        for ticket in due {
            let office = Arc::clone(office);
            waking.spawn(async move { (ticket, wake_one(&office, ticket, now).await) });
        }
        for (ticket, woken) in waking.join_all().await {
            match woken {
                Ok(true) => steps += 1,
                Ok(false) => past.push(ticket),
                // Someone was faster: it is looked at again with the next batch.
                Err(Failure::Stale) => {}
                Err(Failure::Busy) => return Err(StoreError::Busy),
                Err(Failure::Unavailable(reason)) => return Err(StoreError::Unavailable(reason)),
                Err(failure) => {
                    tracing::error!(?failure, "a complaint cannot go on by itself");
                    past.push(ticket);
                }
            }
        }
    }
}

/// The next thing that happens to one complaint; false when nothing does, because
/// it went on since it was found.
async fn wake_one(office: &Office, ticket: Ticket, now: Timestamp) -> Result<bool, Failure> {
    let gone = || Failure::Broken("a complaint that wakes is gone".to_owned());
    let Dossier { standing, particulars, history, .. } = office.store.open(ticket).await?.ok_or_else(gone)?;
    let Some(waking) = standing.by_itself(now) else { return Ok(false) };
    let action = waking.action(|| texts::of(particulars.language).get(Text::ServerWakingNoReply).to_owned());
    let head = history.last().map_or_else(|| history::origin(&standing), |last| last.hash);
    take_step(office, &standing, &head, &action, &By::job(), None, now).await.map(|_| true)
}
