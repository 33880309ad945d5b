//! The duplicates of a complaint.

use std::sync::LazyLock;

use domain::{staff::Sight, ticket::Ticket};
use rusqlite::Connection;

use crate::store::{
    StoreError,
    sqlite::{code, standing},
};

static JOINED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}
         from complaint c
         where c.merged_into = ?1
         order by c.ticket",
        standing::COLUMNS
    )
});

/// The complaints that were joined with this one, if they are in sight.
pub fn with(connection: &Connection, sight: &Sight, ticket: Ticket) -> Result<Vec<Ticket>, StoreError> {
    let mut select = connection.prepare_cached(&JOINED)?;
    let mut rows = select.query([code::number(ticket)])?;
    let mut joined = Vec::new();
    while let Some(row) = rows.next()? {
        let standing = standing::read(row)?;
        if sight.sees(&standing) {
            joined.push(standing.ticket);
        }
    }
    Ok(joined)
}
