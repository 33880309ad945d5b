//! Reads what is new on a channel, page by page, each written down with the place
//! after it before the next is asked for.

use std::{fmt, sync::Arc};

use domain::time::Timestamp;
use tokio::{sync::watch, task::JoinHandle, time};

use super::Channel;
use crate::{
    clock::Clock,
    office::Office,
    outbox::pause,
    store::{
        IntakeStore, StoreError,
        intake::{Limit, Taken},
        lease::Task,
    },
};

/// What one round of reading did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Answers that were taken.
    pub pages: u32,
    /// What became of the posts.
    pub taken: Taken,
    /// Why it ended before everything was read.
    pub trouble: Option<&'static str>,
    /// Nothing is asked before this moment.
    pub rests_until: Option<Timestamp>,
    /// Posts may be missing.
    pub has_gap: bool,
}

/// In a line, for whoever started it by hand.
impl fmt::Display for Round {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Taken { added, known, edited } = self.taken;
        write!(formatter, "{} pages read: {added} new messages, {known} known, {edited} of them edited.", self.pages)?;
        if self.has_gap {
            formatter.write_str(" More came than can be read: older posts are missing, import them.")?;
        }
        if let Some(word) = self.trouble {
            write!(formatter, " Then: {word}. The rest is read next time.")?;
        }
        if let Some(until) = self.rests_until {
            write!(formatter, " Nothing may be asked before {until}.")?;
        }
        Ok(())
    }
}

/// Reads until nothing is left, something is in the way, or the channel wants rest.
///
/// # Errors
/// The store's. What was read until then is kept.
pub async fn round(store: &dyn IntakeStore, channel: &dyn Channel, clock: &dyn Clock) -> Result<Round, StoreError> {
    let kind = channel.kind();
    let mut round = Round::default();
    loop {
        let (state, now) = (store.intake(kind).await?, clock.now());
        if let Some(until) = state.rests_until.filter(|until| now < *until) {
            return Ok(Round { rests_until: Some(until), ..round });
        }
        match channel.read(state.place.as_deref(), now).await {
            Ok(read) => {
                let has_gap = read.taking.has_gap;
                round.taken += store.take_in(kind, read.taking, now).await?;
                round.pages += 1;
                round.has_gap |= has_gap;
                if !read.has_more {
                    return Ok(round);
                }
            }
            Err(trouble) => {
                store.note_trouble(kind, trouble.word, trouble.limit, now).await?;
                return Ok(Round { trouble: Some(trouble.word), rests_until: rest(trouble.limit), ..round });
            }
        }
    }
}

fn rest(limit: Limit) -> Option<Timestamp> {
    limit.rests_until()
}

/// Reads all channels again and again until `stop` comes; what is being read then
/// is finished.
pub fn run(office: &Arc<Office>, stop: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    let reading = |channel: &Arc<dyn Channel>| {
        tokio::spawn(read_regularly(Arc::clone(office), Arc::clone(channel), stop.clone()))
    };
    office.channels.all().map(reading).collect()
}

/// Whoever reads a channel has it for so many seconds longer than it waits.
const LEASE: i64 = 60;

/// … and asks again this often while it reads.
const RENEW: time::Duration = time::Duration::from_secs(15);

async fn read_regularly(office: Arc<Office>, channel: Arc<dyn Channel>, mut stop: watch::Receiver<bool>) {
    let mut failures = 0;
    while !*stop.borrow() {
        let mut pause = channel.every();
        if lease(&office, &*channel, LEASE).await {
            let done = round_under_lease(&office, &*channel).await;
            failures = if is_well(&done) { 0 } else { failures + 1 };
            tell(&*channel, done);
            if failures > 0 {
                pause = pause.max(time::Duration::from_secs(pause::rest(failures).unsigned_abs()));
            }
            // Another server reads only when this one is gone, not while it waits.
            lease(&office, &*channel, i64::try_from(pause.as_secs()).unwrap_or(LEASE).saturating_add(LEASE)).await;
        }
        tokio::select! {
            () = time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
    lease(&office, &*channel, 0).await;
}

/// One round; the lease is held as long as it takes.
async fn round_under_lease(office: &Office, channel: &dyn Channel) -> Result<Round, StoreError> {
    let round = round(&*office.store, channel, &*office.clock);
    tokio::pin!(round);
    loop {
        tokio::select! {
            done = &mut round => return done,
            () = time::sleep(RENEW) => {
                lease(office, channel, LEASE).await;
            }
        }
    }
}

/// True if this server is the one that reads the channel for so many seconds.
async fn lease(office: &Office, channel: &dyn Channel, seconds: i64) -> bool {
    let (now, task) = (office.clock.now(), Task::Read(channel.kind()));
    let taken = office.store.take_lease(task, now, Timestamp(now.0 + seconds)).await;
    taken.unwrap_or_else(|error| {
        tracing::warn!(channel = channel.kind().code(), %error, "posts were not read; tried again");
        false
    })
}

fn is_well(done: &Result<Round, StoreError>) -> bool {
    matches!(done, Ok(Round { trouble: None, .. }))
}

/// What someone should know stands in the log; numbers only, no word of a post.
fn tell(channel: &dyn Channel, done: Result<Round, StoreError>) {
    let channel = channel.kind().code();
    match done {
        Err(error) => tracing::error!(channel, %error, "posts were not written down; they are read again"),
        Ok(round) => {
            if round.has_gap {
                tracing::error!(channel, "more posts came than can be read: older ones are missing, import them");
            }
            match round.trouble {
                Some(error @ ("denied" | "credits" | "token_refused" | "token_not_kept")) => {
                    tracing::error!(channel, error, "nothing is read until someone sees to it");
                }
                Some(error) => tracing::warn!(channel, error, "not everything was read; tried again"),
                None if round.taken.added > 0 => {
                    tracing::info!(channel, added = round.taken.added, "posts are in the inbox");
                }
                None => {}
            }
        }
    }
}
