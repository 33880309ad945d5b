//! Finds complaints by the moment at which they wake.

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};

use super::{SqliteStore, code};
use crate::store::{StoreError, waking::WakingStore};

#[async_trait]
impl WakingStore for SqliteStore {
    async fn waking(&self, now: Timestamp, past: &[Ticket], limit: usize) -> Result<Vec<Ticket>, StoreError> {
        self.readers.read(|connection| {
            let mut select = connection.prepare_cached(
                "select ticket
                 from complaint
                 where wakes_at <= ?1
                 order by wakes_at",
            )?;
            let mut rows = select.query([now.0])?;
            let mut found = Vec::new();
            while found.len() < limit {
                let Some(row) = rows.next()? else { break };
                let ticket = code::ticket(row.get(0)?)?;
                if !past.contains(&ticket) {
                    found.push(ticket);
                }
            }
            Ok(found)
        })
    }
}
