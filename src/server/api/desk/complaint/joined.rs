//! With which complaint one was joined, as far as somebody may see.

use domain::{staff::Sight, standing::Standing, ticket::Ticket};

use crate::{failure::Failure, history::Sealed, office::Office};

/// No way is followed further: longer ones are made by nobody.
const FOLLOWED: usize = 100;

/// The complaint that stands for this one: where the way from it ends, or leaves
/// what is seen.
pub async fn last(office: &Office, sight: &Sight, standing: &Standing) -> Result<Option<Ticket>, Failure> {
    let (mut last, mut next) = (None, standing.merged_into);
    for _ in 0..FOLLOWED {
        let Some(other) = find(office, sight, next).await? else { break };
        (last, next) = (Some(other.ticket), other.merged_into);
    }
    Ok(last)
}

/// The history without the numbers of complaints that are not seen.
pub async fn shown(office: &Office, sight: &Sight, mut history: Vec<Sealed>) -> Result<Vec<Sealed>, Failure> {
    for sealed in &mut history {
        let other = sealed.event.merged_into;
        sealed.event.merged_into = find(office, sight, other).await?.map(|other| other.ticket);
    }
    Ok(history)
}

async fn find(office: &Office, sight: &Sight, ticket: Option<Ticket>) -> Result<Option<Standing>, Failure> {
    let Some(ticket) = ticket else { return Ok(None) };
    let found = office.store.find(ticket).await?;
    Ok(found.map(|found| found.standing).filter(|standing| sight.sees(standing)))
}
