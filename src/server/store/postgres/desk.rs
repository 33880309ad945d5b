//! The desk's questions in SQL. They may read tens of thousands of rows, so they
//! run on connections of their own: citizens do not wait for them.

use async_trait::async_trait;
use domain::{staff::Sight, standing::Standing, ticket::Ticket, time::Timestamp, wire::desk::Board};

use super::PostgresStore;
use crate::store::{
    StoreError,
    desk::{DeskStore, Filter, Order, Page, Place, Wanted},
};

mod board;
mod joined;
mod like;
mod line;
mod queue;
mod search;
mod values;
pub mod words;

#[async_trait]
impl DeskStore for PostgresStore {
    async fn queue(
        &self,
        sight: &Sight,
        filter: &Filter,
        order: Order,
        after: Option<Place>,
        limit: usize,
    ) -> Result<Page<Place>, StoreError> {
        let asked = (sight.clone(), filter.clone(), order, after, limit);
        self.desk
            .read(&asked, |link, (sight, filter, order, after, limit)| {
                Box::pin(queue::page(link, sight, filter, *order, *after, *limit))
            })
            .await
    }

    async fn search(
        &self,
        sight: &Sight,
        filter: &Filter,
        wanted: &Wanted,
        order: Order,
        after: Option<i64>,
        limit: usize,
    ) -> Result<Page<i64>, StoreError> {
        let asked = (sight.clone(), filter.clone(), wanted.clone(), order, after, limit);
        self.desk
            .read(&asked, |link, (sight, filter, wanted, order, after, limit)| {
                Box::pin(search::page(link, sight, filter, wanted, *order, *after, *limit))
            })
            .await
    }

    async fn board(&self, sight: &Sight, now: Timestamp) -> Result<Board, StoreError> {
        let asked = (sight.clone(), now);
        self.desk.read(&asked, |link, (sight, now)| Box::pin(board::board(link, sight, *now))).await
    }

    async fn count_like(&self, sight: &Sight, standing: &Standing, place: Option<&str>) -> Result<u32, StoreError> {
        let asked = (sight.clone(), standing.clone(), place.map(str::to_owned));
        self.desk
            .read(&asked, |link, (sight, standing, place)| {
                Box::pin(like::count(link, sight, standing, place.as_deref()))
            })
            .await
    }

    async fn joined_with(&self, sight: &Sight, ticket: Ticket) -> Result<Vec<Ticket>, StoreError> {
        let asked = (sight.clone(), ticket);
        self.desk.read(&asked, |link, (sight, ticket)| Box::pin(joined::with(link, sight, *ticket))).await
    }

    async fn finish_search(&self) -> Result<(), StoreError> {
        let wait = words::Others::Wait;
        while self.links.write(&wait, |unit, wait| Box::pin(words::add_next(unit.link(), *wait))).await? {}
        Ok(())
    }
}
