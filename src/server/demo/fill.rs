//! Files the planned complaints and lets them live, through the same door and
//! the same steps as real ones, on the days of the plan.
//!
//! Many at a time, so that the writer's groups are full; the steps of one
//! complaint are written together.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{action::By, complaint::check};
use tokio::task::JoinSet;

use super::plan::{MadeUp, Plan};
use crate::{
    api::complaints::compose,
    chance::Chance,
    failure::Failure,
    file_complaint::{Brought, file_complaint},
    office::Office,
    progress::Progress,
    take_step::take_steps,
};

/// Twice what the writer commits together; the next group fills meanwhile.
const AT_A_TIME: usize = 512;

/// A store that is busy is left alone for so long.
const PAUSE: Duration = Duration::from_millis(50);

/// Makes all complaints of the plan.
///
/// # Errors
/// When one cannot be written, in a sentence.
pub async fn fill(office: &Arc<Office>, plan: &Arc<Plan>, progress: &Arc<Progress>) -> Result<(), String> {
    let next = Arc::new(AtomicUsize::new(0));
    let mut making = JoinSet::new();
    for _ in 0..AT_A_TIME {
        let (office, plan, progress) = (Arc::clone(office), Arc::clone(plan), Arc::clone(progress));
        let next = Arc::clone(&next);
        making.spawn(async move {
            while let Some(made_up) = plan.complaint(next.fetch_add(1, Ordering::Relaxed)) {
                make(&office, &made_up).await?;
                progress.step();
            }
            Ok(())
        });
    }
    while let Some(made) = making.join_next().await {
        let made: Result<(), Failure> = made.map_err(|error| error.to_string())?;
        made.map_err(|failure| format!("A complaint could not be written: {failure:?}"))?;
    }
    Ok(())
}

/// Files one complaint and takes all its steps.
async fn make(office: &Office, made_up: &MadeUp) -> Result<(), Failure> {
    let filed_at = made_up.received_at;
    let complaint = check(&made_up.form, filed_at.day(), compose).map_err(Failure::Invalid)?;
    let chance = Planned(made_up.chance);
    let by = By::citizen();
    let brought = || Brought::in_words(&complaint, made_up.channel, &by, None);
    let slip = patiently(|| file_complaint(office, brought(), &chance, filed_at)).await?;
    let dossier = patiently(async || Ok(office.store.open(slip.ticket).await?)).await?;
    let dossier = dossier.ok_or(Failure::UnknownTicket)?;
    let planned = || made_up.steps.iter().map(|step| (&step.action, &step.by, step.at));
    patiently(|| take_steps(office, dossier.standing.clone(), dossier.head(), None, planned())).await.map(|_| ())
}

/// Waits as long as the store is busy: nothing was changed then. PostgreSQL has fewer
/// connections than there are hands here.
async fn patiently<T, Done: Future<Output = Result<T, Failure>>>(work: impl Fn() -> Done) -> Result<T, Failure> {
    loop {
        match work().await {
            Err(Failure::Busy) => tokio::time::sleep(PAUSE).await,
            done => return done,
        }
    }
}

/// Draws the ticket of the plan.
struct Planned(u64);

impl Chance for Planned {
    fn bits(&self) -> u64 {
        self.0
    }
}
