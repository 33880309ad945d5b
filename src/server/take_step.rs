//! The one way in which a complaint moves on: `domain` decides, the store
//! compares the version and writes.

use domain::{
    action::{Action, By},
    letter::letters,
    life::Verb,
    standing::Standing,
    time::Timestamp,
};

use crate::{
    failure::Failure,
    history::{self, Digest},
    office::Office,
    store::{Once, Step, Stepped},
};

/// Applies `action` to `standing`, whose history ends in `head`, and writes it.
///
/// # Errors
/// [`Failure::Refused`] when `domain` refuses it, [`Failure::Stale`] when someone
/// was faster, [`Failure::KeyReused`]; otherwise the store's. Nothing was changed.
pub async fn take_step(
    office: &Office,
    standing: &Standing,
    head: &Digest,
    action: &Action,
    by: &By,
    once: Option<Once>,
    now: Timestamp,
) -> Result<(Standing, Digest), Failure> {
    let (after, event) = standing.apply(action, by, now).map_err(Failure::Refused)?;
    let digest = event.text.as_deref().map(|text| office.secret.digest_words(standing.ticket, text));
    let event = history::seal(head, event, digest);
    let hash = event.hash;
    let letters = letters(&after, &event.event, office.outbox.ways());
    let handler = by.staff.clone().filter(|_| action.verb() == Verb::Take);
    let step = Step { before: standing.facet(), standing: after.clone(), event, letters, handler, once };
    match office.store.step(step).await? {
        Stepped::Done | Stepped::Repeated => Ok((after, hash)),
        Stepped::Reused => Err(Failure::KeyReused),
        Stepped::Overtaken => Err(Failure::Stale),
    }
}
