//! Which complaints wake, by the moment that each step keeps beside them.

use async_trait::async_trait;
use domain::{ticket::Ticket, time::Timestamp};

use super::{PostgresStore, code, fault::Fault, link::Link};
use crate::store::{
    StoreError,
    waking::{Sleeper, WakingStore},
};

#[async_trait]
impl WakingStore for PostgresStore {
    async fn waking(&self, now: Timestamp, after: Option<Sleeper>, most: u32) -> Result<Vec<Sleeper>, StoreError> {
        let asked = (now, after, most);
        self.links.read(&asked, |link, (now, after, most)| Box::pin(waking(link, *now, *after, *most))).await
    }

    async fn joined_with_withdrawn(&self, after: Option<Ticket>, most: u32) -> Result<Vec<Ticket>, StoreError> {
        let asked = (after, most);
        self.desk.read(&asked, |link, (after, most)| Box::pin(joined_with_withdrawn(link, *after, *most))).await
    }
}

async fn waking(link: &Link, now: Timestamp, after: Option<Sleeper>, most: u32) -> Result<Vec<Sleeper>, Fault> {
    let (from, ticket) = after.map_or((i64::MIN, 0), |after| (after.wakes_at.0, code::number(after.ticket)));
    let rows = link
        .query(
            "select ticket, wakes_at
             from complaint
             where wakes_at <= $3
             and (wakes_at, ticket) > ($1, $2)
             order by wakes_at, ticket
             limit $4",
            &[&from, &ticket, &now.0, &i64::from(most)],
        )
        .await?;
    rows.iter().map(|row| Ok(Sleeper { wakes_at: code::moment(row, 1)?, ticket: code::ticket_of(row, 0)? })).collect()
}

async fn joined_with_withdrawn(link: &Link, after: Option<Ticket>, most: u32) -> Result<Vec<Ticket>, Fault> {
    let rows = link
        .query(
            "select c.ticket
             from complaint c
             join complaint other on other.ticket = c.merged_into
             where c.merged_into is not null
             and other.state = 'withdrawn'
             and c.ticket > $1
             order by c.ticket
             limit $2",
            &[&after.map_or(0, code::number), &i64::from(most)],
        )
        .await?;
    rows.iter().map(|row| code::ticket_of(row, 0)).collect()
}
