//! Requests that must not be done twice.

use domain::{ticket::Ticket, time::Timestamp};

use super::{code, fault::Fault, link::Link};
use crate::{
    history::Digest,
    store::{ONCE_DAYS, Once},
};

/// What this key was used for before.
pub enum Earlier {
    /// Nothing; it is remembered from now on.
    Nothing,
    /// The same, which was done to this ticket.
    Same(Ticket),
    /// Something else.
    Other,
}

/// The digest and the ticket that came with this key, if it is remembered.
pub async fn recall(link: &Link, once: &Once) -> Result<Option<(Digest, Ticket)>, Fault> {
    let found = link
        .first(
            "select digest, ticket
             from idempotency
             where key = $1
             and scope = $2
             and created_at >= $3",
            &[&once.key.as_slice(), &scope(once), &oldest(once.at)],
        )
        .await?;
    found.map(|row| Ok((code::bytes(&row, 0)?, code::ticket_of(&row, 1)?))).transpose()
}

/// Remembers a key with what is done to which ticket, first of all: whoever comes
/// with the same key meanwhile, to whatever server, waits here for what becomes of it.
pub async fn remember(link: &Link, once: &Once, ticket: Ticket) -> Result<Earlier, Fault> {
    let oldest = oldest(once.at);
    let remembered = link
        .execute(
            "insert into idempotency (key, scope, digest, ticket, created_at)
             values ($1, $2, $3, $4, $5)
             on conflict (key, scope) do update
             set digest = excluded.digest,
                 ticket = excluded.ticket,
                 created_at = excluded.created_at
             where idempotency.created_at < $6",
            &[&once.key.as_slice(), &scope(once), &once.digest.as_slice(), &code::number(ticket), &once.at.0, &oldest],
        )
        .await?;
    if remembered == 1 {
        return Ok(Earlier::Nothing);
    }
    Ok(match recall(link, once).await? {
        Some((digest, ticket)) if digest == once.digest => Earlier::Same(ticket),
        Some(_) => Earlier::Other,
        // It was forgotten between the two statements.
        None => return Err(Fault::Again("a key was forgotten".to_owned())),
    })
}

/// Forgets keys that are no longer recalled.
pub async fn forget_old(link: &Link, now: Timestamp) -> Result<(), Fault> {
    link.execute("delete from idempotency where created_at < $1", &[&oldest(now)]).await?;
    Ok(())
}

fn oldest(now: Timestamp) -> i64 {
    now.plus_days(-ONCE_DAYS).0
}

fn scope(once: &Once) -> i64 {
    i64::try_from(once.scope).expect("a ticket has eleven digits")
}
