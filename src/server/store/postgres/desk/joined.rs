//! The duplicates of a complaint.

use std::sync::LazyLock;

use domain::{staff::Sight, ticket::Ticket};

use crate::store::postgres::{code, fault::Fault, link::Link, standing};

static JOINED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}
         from complaint c
         where c.merged_into = $1
         order by c.ticket",
        standing::COLUMNS
    )
});

/// The complaints that were joined with this one, if they are in sight.
pub async fn with(link: &Link, sight: &Sight, ticket: Ticket) -> Result<Vec<Ticket>, Fault> {
    let mut joined = Vec::new();
    for row in &link.query(&JOINED, &[&code::number(ticket)]).await? {
        let standing = standing::read(row)?;
        if sight.sees(&standing) {
            joined.push(standing.ticket);
        }
    }
    Ok(joined)
}
