//! Says something under a post, once: what may have been said before is looked up
//! first, and what it costs is written down first.

use super::Channel;
use crate::{
    office::Office,
    outbox::Unsent,
    store::outbox::{Address, Due},
};

/// Why a reply waits for which there is no money …
const BUDGET: &str = "budget";

/// … or of which it could not be written down what it costs.
const STORE: &str = "store";

/// Clocks differ by so many seconds at most.
const SLACK: i64 = 300;

/// Posts the words of a letter under the post that its complaint came from.
///
/// # Errors
/// Why it was not posted, or that nobody knows whether it was: then it is looked
/// up before it is tried again.
pub async fn send(
    office: &Office,
    channel: &dyn Channel,
    letter: &Due,
    words: &str,
    reference: &str,
) -> Result<(), Unsent> {
    let Some(Address::Post(to)) = &letter.address else { return Err(Unsent::Refused("no_address")) };
    if !channel.takes(words) {
        return Err(Unsent::Refused("does_not_fit"));
    }
    let now = office.clock.now();
    let since = domain::time::Timestamp(letter.created_at.0 - SLACK);
    if letter.was_tried && channel.has_replied(to, words, since, now).await? {
        return Ok(());
    }
    reserve(office, channel, letter).await?;
    channel.reply(to, words, reference, now).await
}

/// Writes down what the reply costs, once for each: a try that failed has cost
/// nothing, so that an outage does not use the budget up.
async fn reserve(office: &Office, channel: &dyn Channel, letter: &Due) -> Result<(), Unsent> {
    let is_reserved = letter.was_tried && !matches!(letter.error.as_deref(), Some(BUDGET | STORE));
    if is_reserved {
        return Ok(());
    }
    let price = channel.price();
    let month = office.clock.now().day().month();
    match office.store.spend(channel.kind(), month, price.reply, price.budget).await {
        Ok(true) => Ok(()),
        Ok(false) => {
            tracing::error!(
                channel = channel.kind().code(),
                "the month's budget is used up: replies wait; raise it, or they go out next month"
            );
            Err(Unsent::Down(BUDGET, None))
        }
        Err(_) => Err(Unsent::Down(STORE, None)),
    }
}
