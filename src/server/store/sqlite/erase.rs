//! Erasing: all that somebody wrote, in the transaction of the step that says so.
//! Number, states, days and the digests of the words stay.

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, params};

use super::{SqliteStaff, SqliteStore, code, complaint, desk::words, dossier, photo, setting, sweep, writer::Unit};
use crate::store::{
    Dossier, Step, Stepped, StoreError,
    erase::{EraseStore, Kept, Rewriting, Swept, TRACES, check_counts_as_before},
    outbox::NO_ADDRESS,
    photo::PhotoId,
};

#[async_trait]
impl EraseStore for SqliteStore {
    async fn open(&self, ticket: Ticket) -> Result<Option<Dossier>, StoreError> {
        self.readers.read(|connection| dossier::open(connection, ticket))
    }

    async fn pictures_in_folder(&self, ticket: Ticket) -> Result<Vec<PhotoId>, StoreError> {
        self.readers.read(|connection| photo::in_folder_of(connection, ticket))
    }

    async fn erase(&self, step: Step) -> Result<Stepped, StoreError> {
        check_counts_as_before(&step)?;
        self.writer.write(move |unit| complaint::step(unit, &step)).await
    }

    async fn with_words(&self, until: Timestamp, after: Option<Kept>, most: u32) -> Result<Vec<Kept>, StoreError> {
        self.readers.read(|connection| with_words(connection, until, after, most))
    }

    async fn sweep(&self, rewriting: Rewriting) -> Result<Swept, StoreError> {
        sweep::sweep(self.path.clone(), rewriting).await
    }
}

/// Beside a server: an erased complaint counts as before, so that the figures that
/// the server has in its memory stay right.
#[async_trait]
impl EraseStore for SqliteStaff {
    async fn open(&self, ticket: Ticket) -> Result<Option<Dossier>, StoreError> {
        dossier::open(&self.connection(), ticket)
    }

    async fn pictures_in_folder(&self, ticket: Ticket) -> Result<Vec<PhotoId>, StoreError> {
        photo::in_folder_of(&self.connection(), ticket)
    }

    async fn erase(&self, step: Step) -> Result<Stepped, StoreError> {
        check_counts_as_before(&step)?;
        self.write(|connection| complaint::step(&mut Unit::beside(connection), &step))
    }

    async fn with_words(&self, until: Timestamp, after: Option<Kept>, most: u32) -> Result<Vec<Kept>, StoreError> {
        with_words(&self.connection(), until, after, most)
    }

    async fn sweep(&self, rewriting: Rewriting) -> Result<Swept, StoreError> {
        let path = self.connection().path().map(Into::into);
        let path = path.ok_or_else(|| StoreError::Unavailable("the database is in no file".to_owned()))?;
        sweep::sweep(path, rewriting).await
    }
}

fn with_words(
    connection: &Connection,
    until: Timestamp,
    after: Option<Kept>,
    most: u32,
) -> Result<Vec<Kept>, StoreError> {
    let mut select = connection.prepare_cached(
        "select updated_at, ticket
         from complaint indexed by complaint_with_words
         where erased_at is null
         and state in ('closed', 'not_tenable', 'duplicate', 'withdrawn')
         and updated_at >= ?1
         and updated_at <= ?3
         and (updated_at > ?1 or ticket > ?2)
         order by updated_at, ticket
         limit ?4",
    )?;
    let (from, ticket) = after.map_or((i64::MIN, 0), |after| (after.since.0, code::number(after.ticket)));
    let mut rows = select.query(params![from, ticket, until.0, most])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        kept.push(Kept { since: code::moment(row, 0)?, ticket: code::ticket(row.get(1)?)? });
    }
    Ok(kept)
}

/// Erases all words of a complaint, its contact and its photos, and what could still
/// be sent to its citizen or shown of their posts.
pub fn scrub(connection: &Connection, ticket: Ticket, now: Timestamp) -> Result<(), StoreError> {
    // They follow from the text.
    words::erase(connection, ticket)?;
    let number = code::number(ticket);
    for statement in [
        "update complaint
         set place = null, text = '', name = null, mobile = null, email = null
         where ticket = ?1",
        "update event
         set text = null
         where ticket = ?1
         and text is not null",
        "delete from photo
         where ticket = ?1",
        "delete from handoff
         where ticket = ?1",
        // Its name stays, so that the same post is not taken in once more.
        "update message
         set latest = post, conversation = '', author = '', handle = '', name = null, text = '', edited_text = null,
             mobile = null, link = null, photos = '', settled = 1
         where ticket = ?1
         and state in ('filed', 'attached')",
        // Nobody has looked at it yet: it stands alone.
        "update message
         set ticket = null
         where ticket = ?1
         and state = 'waiting'",
    ] {
        connection.prepare_cached(statement)?.execute([number])?;
    }
    let mut give_up = connection.prepare_cached(
        "update outbox
         set state = 'failed', unanswered = 0, done_at = ?2, error = ?3
         where ticket = ?1
         and state = 'waiting'",
    )?;
    give_up.execute(params![number, now.0, NO_ADDRESS])?;
    leave_trace(connection)
}

/// Counts what was erased, so that whoever sweeps knows whether more came meanwhile.
fn leave_trace(connection: &Connection) -> Result<(), StoreError> {
    let before = setting::get(connection, TRACES)?.and_then(|count| count.parse::<u64>().ok());
    setting::keep(connection, TRACES, &(before.unwrap_or_default() + 1).to_string())
}
