//! The order in which complaints came. A place is the database's clock in
//! microseconds, with the slot behind it so that no two are the same.

use domain::ticket::Ticket;

use super::{code, fault::Fault, figure::SLOTS, link::Link};

/// Puts a complaint at the end; its words are added later.
pub async fn add(link: &Link, slot: i64, position: i64, ticket: Ticket) -> Result<(), Fault> {
    link.execute(
        "insert into filing (position, ticket, has_words)
         values ($1, $2, false)",
        &[&(position * SLOTS + slot), &code::number(ticket)],
    )
    .await?;
    Ok(())
}
