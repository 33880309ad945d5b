//! Erasing what was written in complaints, whoever asks for it: the command
//! ([`crate::erase`](mod@crate::erase)) and the job, when the years of
//! [`KeepYears`] are over. A citizen who asks for it with the key takes the step
//! like any other (`api/actions.rs`).
//!
//! Whether it may be erased is decided in `domain`, what is erased in the store;
//! pictures in a folder go last, because a photo must never lack its picture.

use domain::{
    action::{Action, By},
    ticket::Ticket,
    time::Timestamp,
};

use crate::{
    album::Album,
    config::KeepYears,
    failure::Failure,
    history,
    store::{Dossier, EraseStore, Step, Stepped, StoreError, erase::Kept},
};

/// How often it is tried anew when someone else was faster.
const TRIES: usize = 5;

/// So many complaints are read together, and are erased one after the other: people
/// who wait for an answer come between them.
const AT_A_TIME: u32 = 32;

/// So many are erased in one round of the job, that is, in a minute.
const A_ROUND: usize = 256;

/// A year, so that nothing is erased a day too early.
const YEAR_DAYS: i64 = 366;

/// How much was erased; never what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The complaint's text, and the words that went with steps.
    pub texts: usize,
    /// Place, name, mobile number and e-mail address, as many as there were.
    pub particulars: usize,
    /// The photos.
    pub photos: usize,
}

impl Erased {
    fn of(found: &Dossier) -> Self {
        let wrote = &found.particulars;
        let particulars = [wrote.place.is_some(), wrote.name.is_some(), wrote.mobile.is_some(), wrote.email.is_some()];
        Self {
            texts: 1 + found.history.iter().filter(|sealed| sealed.event.text.is_some()).count(),
            particulars: particulars.into_iter().filter(|is_there| *is_there).count(),
            photos: found.photos.len(),
        }
    }
}

/// Erases what was written in a complaint.
///
/// # Errors
/// [`Failure::Refused`] when `domain` refuses it, [`Failure::UnknownTicket`];
/// otherwise the store's. Nothing was changed.
pub async fn erase(
    store: &dyn EraseStore,
    album: &Album,
    ticket: Ticket,
    by: &By,
    now: Timestamp,
) -> Result<Erased, Failure> {
    for _ in 0..TRIES {
        let found = store.open(ticket).await?.ok_or(Failure::UnknownTicket)?;
        let pictures = store.pictures_in_folder(ticket).await?;
        if !pictures.is_empty() && matches!(album, Album::Database) {
            return Err(Failure::Unavailable("its photos are in a folder, and none is set".to_owned()));
        }
        match store.erase(step(&found, by, now)?).await? {
            Stepped::Overtaken => continue,
            Stepped::Refused(refusal) => return Err(Failure::Refused(refusal)),
            Stepped::Done | Stepped::Repeated | Stepped::Reused => {}
        }
        album.remove(pictures).await;
        return Ok(Erased::of(&found));
    }
    Err(Failure::Stale)
}

fn step(found: &Dossier, by: &By, now: Timestamp) -> Result<Step, Failure> {
    let standing = &found.standing;
    let (after, event) = standing.apply(&Action::Erase, by, now).map_err(Failure::Refused)?;
    let event = history::seal(&found.head(), event, None);
    // Nobody is told: there is no address any more.
    Ok(Step {
        before: standing.facet(),
        standing: after,
        event,
        photo: None,
        letters: Vec::new(),
        handler: None,
        once: None,
    })
}

/// Erases what was written in complaints to which nothing has happened for so many
/// years, as many as a round has time for; how many those were. What is left comes
/// with the next round.
///
/// # Errors
/// When the store cannot be used. What was done until then stays done.
pub async fn erase_old(
    store: &dyn EraseStore,
    album: &Album,
    keep: KeepYears,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let Some(years) = keep.0 else { return Ok(0) };
    let until = now.plus_days(-i64::from(years) * YEAR_DAYS);
    let (mut erased, mut after) = (0, None);
    while erased < A_ROUND {
        let old: Vec<Kept> = store.with_words(until, after, AT_A_TIME).await?;
        // One that cannot be erased is passed by, and tried again next time.
        after = old.last().copied();
        if after.is_none() {
            break;
        }
        for Kept { ticket, .. } in old {
            match erase(store, album, ticket, &By::job(), now).await {
                Ok(_) => erased += 1,
                Err(Failure::Busy) => return Err(StoreError::Busy),
                Err(Failure::Unavailable(reason)) => return Err(StoreError::Unavailable(reason)),
                // Someone was faster; what is left to do comes again.
                Err(Failure::Stale) => {}
                Err(failure) => tracing::error!(%ticket, ?failure, "the words of a complaint could not be erased"),
            }
        }
    }
    Ok(erased)
}
