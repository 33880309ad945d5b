//! Erasing, as on SQLite: all that somebody wrote, in the transaction of the step
//! that says so.

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};

use super::{PostgresStore, code, complaint, desk::words, dossier, fault::Fault, link::Link, photo};
use crate::store::{
    Dossier, Step, Stepped, StoreError,
    erase::{EraseStore, Kept, Rewriting, Swept, check_counts_as_before},
    outbox::NO_ADDRESS,
    photo::PhotoId,
};

#[async_trait]
impl EraseStore for PostgresStore {
    async fn open(&self, ticket: Ticket) -> Result<Option<Dossier>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(dossier::open(link, *ticket))).await
    }

    async fn pictures_in_folder(&self, ticket: Ticket) -> Result<Vec<PhotoId>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(photo::in_folder_of(link, *ticket))).await
    }

    async fn erase(&self, step: Step) -> Result<Stepped, StoreError> {
        check_counts_as_before(&step)?;
        self.links.write(&step, |unit, step| Box::pin(complaint::step(unit, step))).await
    }

    async fn with_words(&self, until: Timestamp, after: Option<Kept>, most: u32) -> Result<Vec<Kept>, StoreError> {
        let asked = (until, after, most);
        self.links.read(&asked, |link, (until, after, most)| Box::pin(with_words(link, *until, *after, *most))).await
    }

    async fn sweep(&self, _rewriting: Rewriting) -> Result<Swept, StoreError> {
        // The database's own vacuum does, when its operator has set it so.
        Ok(Swept::Clean)
    }
}

async fn with_words(link: &Link, until: Timestamp, after: Option<Kept>, most: u32) -> Result<Vec<Kept>, Fault> {
    let (from, ticket) = after.map_or((i64::MIN, 0), |after| (after.since.0, code::number(after.ticket)));
    let rows = link
        .query(
            "select updated_at, ticket
             from complaint
             where erased_at is null
             and state in ('closed', 'not_tenable', 'duplicate', 'withdrawn')
             and updated_at <= $3
             and (updated_at, ticket) > ($1, $2)
             order by updated_at, ticket
             limit $4",
            &[&from, &ticket, &until.0, &i64::from(most)],
        )
        .await?;
    rows.iter().map(|row| Ok(Kept { since: code::moment(row, 0)?, ticket: code::ticket_of(row, 1)? })).collect()
}

/// Erases all words of a complaint, its contact and its photos, and what could still
/// be sent to its citizen or shown of their posts.
pub async fn scrub(link: &Link, ticket: Ticket, now: Timestamp) -> Result<(), Fault> {
    // They follow from the text.
    words::erase(link, ticket).await?;
    let number = code::number(ticket);
    for statement in [
        "update complaint
         set place = null, text = '', name = null, mobile = null, email = null
         where ticket = $1",
        "update event
         set text = null
         where ticket = $1
         and text is not null",
        "delete from photo
         where ticket = $1",
        "delete from handoff
         where ticket = $1",
        // Its name stays, so that the same post is not taken in once more.
        "update message
         set latest = post, conversation = '', author = '', handle = '', name = null, text = '', edited_text = null,
             mobile = null, link = null, photos = '', settled = true
         where ticket = $1
         and state in ('filed', 'attached')",
        // Nobody has looked at it yet: it stands alone.
        "update message
         set ticket = null
         where ticket = $1
         and state = 'waiting'",
    ] {
        link.execute(statement, &[&number]).await?;
    }
    link.execute(
        "update outbox
         set state = 'failed', unanswered = 0, done_at = $2, error = $3
         where ticket = $1
         and state = 'waiting'",
        &[&number, &now.0, &NO_ADDRESS],
    )
    .await?;
    Ok(())
}
