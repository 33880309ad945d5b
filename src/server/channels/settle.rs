//! Writes messages that belong to a complaint into its history: as the citizen's
//! own words where the same person posted both, else as a note. What someone at
//! the desk decided waits until it cannot be undone any more.

use domain::{
    action::{Action, Actor, By},
    complaint::NOTE_MAX,
    life::{Verb, after},
    time::Timestamp,
};

use crate::{
    failure::Failure,
    office::Office,
    store::{
        Dossier, Once, StoreError,
        inbox::{Message, MessageState, UNDO_SECONDS},
    },
    take_step::take_step,
};

/// So many are written in one go.
const AT_A_TIME: u32 = 64;

/// Someone else was faster so often in a row: it is tried again later.
const TRIES: usize = 3;

/// Writes everything that is to be written; how many messages that were.
///
/// # Errors
/// The store's. What was done until then stays done.
pub async fn settle(office: &Office, now: Timestamp) -> Result<u64, StoreError> {
    let mut settled = 0;
    for message in office.store.unsettled(Timestamp(now.0 - UNDO_SECONDS - 1), AT_A_TIME).await? {
        match write(office, &message, now).await {
            Ok(()) => {
                office.store.settle(message.id).await?;
                settled += 1;
            }
            Err(Failure::Stale | Failure::Busy) => {}
            Err(failure) => {
                tracing::error!(message = %message.id, ?failure, "a message was not written into its complaint");
            }
        }
    }
    Ok(settled)
}

async fn write(office: &Office, message: &Message, now: Timestamp) -> Result<(), Failure> {
    let Some(ticket) = message.ticket else { return Ok(()) };
    for _ in 0..TRIES {
        let Some(found) = office.store.open(ticket).await? else { return Ok(()) };
        let (action, by) = step(office, message, &found).await?;
        let once = once(office, message, ticket.number(), now);
        match take_step(office, &found.standing, &found.head(), &action, &by, Some(once), now).await {
            Err(Failure::Stale) => {}
            // Written before, and the program stopped before that was noted.
            Ok(_) | Err(Failure::KeyReused) => return Ok(()),
            Err(failure) => return Err(failure),
        }
    }
    Err(Failure::Stale)
}

async fn step(office: &Office, message: &Message, found: &Dossier) -> Result<(Action, By), Failure> {
    let posts = office.store.posts_of(found.standing.ticket).await?;
    let is_own = posts.iter().any(|post| {
        let began_it = post.state == MessageState::Filed && post.id.channel == message.id.channel;
        began_it && post.author == message.author && !post.author.is_empty()
    });
    if is_own && after(found.standing.state, Verb::AddDetails).is_some() {
        return Ok((Action::AddDetails { text: message.text.clone() }, By::citizen()));
    }
    let text = format!("@{}: {}", message.handle, message.text);
    let text = text.chars().take(NOTE_MAX).collect();
    Ok((Action::Note { text }, By { actor: Actor::Tracker, staff: message.decided_by.clone() }))
}

/// The same for the same message, however often this is begun.
fn once(office: &Office, message: &Message, scope: u64, at: Timestamp) -> Once {
    let digest = office.secret.digest_body(format!("settle {}", message.id).as_bytes());
    let mut key = [0; 16];
    key.copy_from_slice(&digest[..16]);
    Once { key, scope, digest, at }
}
