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
    store::{Once, Step, Stepped, photo::NewPhoto},
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
    let step = decide(office, standing, head, action, by, once, now)?;
    let (after, hash) = (step.standing.clone(), step.event.hash);
    match office.store.step(step).await? {
        Stepped::Done | Stepped::Repeated => Ok((after, hash)),
        Stepped::Reused => Err(Failure::KeyReused),
        Stepped::Overtaken => Err(Failure::Stale),
        Stepped::Refused(refusal) => Err(Failure::Refused(refusal)),
    }
}

/// Adds a photo, whose picture is in the album, to `standing`, whose history ends
/// in `head`, and writes it; what became of that.
///
/// # Errors
/// [`Failure::Refused`] when `domain` refuses it; otherwise the store's. Nothing
/// was changed.
pub async fn add_photo(
    office: &Office,
    standing: &Standing,
    head: &Digest,
    photo: NewPhoto,
    once: Once,
    now: Timestamp,
) -> Result<Stepped, Failure> {
    let mut step = decide(office, standing, head, &Action::AddPhoto, &By::citizen(), Some(once), now)?;
    let digest = office.secret.digest_photo(standing.ticket, photo.id, &photo.picture);
    step.event = history::seal(head, step.event.event, Some(digest));
    step.photo = Some(photo);
    Ok(office.store.step(step).await?)
}

/// Takes steps that are known beforehand one after the other, and writes them
/// together, all or none: a whole life at once costs the disk little more than a
/// step. Where the complaint stands after them.
///
/// # Errors
/// As [`take_step`], of any of them. Nothing was changed.
pub async fn take_steps<'a>(
    office: &Office,
    mut standing: Standing,
    mut head: Digest,
    mut once: Option<Once>,
    planned: impl Iterator<Item = (&'a Action, &'a By, Timestamp)>,
) -> Result<Standing, Failure> {
    let mut steps = Vec::new();
    for (action, by, now) in planned {
        let step = decide(office, &standing, &head, action, by, once.take(), now)?;
        (standing, head) = (step.standing.clone(), step.event.hash);
        steps.push(step);
    }
    match office.store.steps(steps).await? {
        Stepped::Done | Stepped::Repeated => Ok(standing),
        Stepped::Reused => Err(Failure::KeyReused),
        Stepped::Overtaken => Err(Failure::Stale),
        Stepped::Refused(refusal) => Err(Failure::Refused(refusal)),
    }
}

/// What is to be written: `domain` decides.
fn decide(
    office: &Office,
    standing: &Standing,
    head: &Digest,
    action: &Action,
    by: &By,
    once: Option<Once>,
    now: Timestamp,
) -> Result<Step, Failure> {
    let (after, event) = standing.apply(action, by, now).map_err(Failure::Refused)?;
    let digest = event.text.as_deref().map(|text| office.secret.digest_words(standing.ticket, text));
    let event = history::seal(head, event, digest);
    let letters = letters(&after, &event.event, office.outbox.ways());
    let handler = by.staff.clone().filter(|_| action.verb() == Verb::Take);
    Ok(Step { before: standing.facet(), standing: after, event, photo: None, letters, handler, once })
}
