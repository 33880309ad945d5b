//! One way out: takes letters out, sends a few at once, writes down what became
//! of them, and leaves a gateway that is down alone for a while.

use std::{sync::Arc, time::Duration};

use domain::{letter::Way, time::Timestamp};
use tokio::{sync::watch, task::JoinSet, time};

use super::{Unsent, pause};
use crate::{
    office::Office,
    store::{
        StoreError,
        outbox::{Due, Tried},
    },
};

/// So many letters are under way at once.
const AT_ONCE: u32 = 8;

/// So long the lane waits when nothing is due.
const IDLE: Duration = Duration::from_secs(1);

/// And so long when the store cannot be used.
const TROUBLE: Duration = Duration::from_secs(30);

/// A gateway that asks for more time than so many seconds is asked again anyway.
const LONGEST_REST: i64 = 3_600;

/// One way out.
pub struct Lane {
    way: Way,
    /// How often in a row nothing was taken.
    down: u32,
    rests_until: Timestamp,
}

impl Lane {
    /// A lane that begins at once.
    pub fn new(way: Way) -> Self {
        Self { way, down: 0, rests_until: Timestamp(i64::MIN) }
    }

    /// Sends what is due until `stop` comes.
    pub async fn run(mut self, office: Arc<Office>, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let pause = match self.turn(&office).await {
                Ok(taken) if taken == AT_ONCE as usize => continue,
                Ok(_) => IDLE,
                Err(error) => {
                    tracing::warn!(way = self.way.code(), %error, "letters were not taken out; tried again soon");
                    TROUBLE
                }
            };
            tokio::select! {
                () = time::sleep(pause) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Sends a handful of what is due; how many letters that were.
    ///
    /// # Errors
    /// The store's. What went out before may go out once more.
    pub async fn turn(&mut self, office: &Arc<Office>) -> Result<usize, StoreError> {
        let now = office.clock.now();
        if now < self.rests_until {
            return Ok(0);
        }
        let letters = office.store.take_due(self.way, AT_ONCE, now).await?;
        let taken = letters.len();
        let mut sending = JoinSet::new();
        for letter in letters {
            sending.spawn(send_one(Arc::clone(office), letter));
        }
        let mut outcomes = Vec::with_capacity(taken);
        while let Some(sent) = sending.join_next().await {
            // A panic was printed; its letter is due again when the lease is over.
            let Ok(sent) = sent else { continue };
            outcomes.push(sent?);
        }
        self.look_at(&outcomes, office.clock.now());
        Ok(taken)
    }

    /// Leaves the gateway alone when all that it said is that it is down.
    fn look_at(&mut self, outcomes: &[Result<(), Unsent>], now: Timestamp) {
        let down: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.err().and_then(Unsent::down)).collect();
        let [(error, _), ..] = down[..] else {
            self.down = if outcomes.is_empty() { self.down } else { 0 };
            return;
        };
        if down.len() < outcomes.len() {
            self.down = 0;
            return;
        }
        self.down = self.down.saturating_add(1);
        let asked = down.iter().filter_map(|(_, seconds)| *seconds).max();
        let rest = asked.unwrap_or(0).max(pause::rest(self.down)).min(LONGEST_REST);
        self.rests_until = Timestamp(now.0 + rest);
        tracing::warn!(way = self.way.code(), error, rest, "letters do not go out; they wait");
    }
}

/// Sends a letter and writes down what became of it.
async fn send_one(office: Arc<Office>, letter: Due) -> Result<Result<(), Unsent>, StoreError> {
    let outcome = office.outbox.send(&office, &letter).await;
    let now = office.clock.now();
    let tried = match outcome {
        Ok(()) => Tried::Sent,
        Err(Unsent::Refused(error)) => Tried::GivenUp(error),
        Err(Unsent::Down(error, _)) => {
            let next = pause::next_try(letter.tries, now, letter.give_up_at);
            next.map_or(Tried::GivenUp(error), |next| Tried::Later(error, next))
        }
    };
    office.store.mark(letter.id, tried, now).await?;
    Ok(outcome)
}
