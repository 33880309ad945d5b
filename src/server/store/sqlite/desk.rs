//! The desk's questions in SQL. They may read tens of thousands of entries of an
//! index, so they run on threads and connections of their own: citizens do not
//! wait for them.

use async_trait::async_trait;
use domain::{staff::Sight, standing::Standing, ticket::Ticket, time::Timestamp, wire::desk::Board};

use super::SqliteStore;
use crate::store::{
    StoreError,
    desk::{DeskStore, Filter, Order, Page, Place, Wanted},
};

mod board;
mod joined;
mod like;
mod line;
mod parameter;
mod queue;
mod search;
pub mod words;

#[async_trait]
impl DeskStore for SqliteStore {
    async fn queue(
        &self,
        sight: &Sight,
        filter: &Filter,
        order: Order,
        after: Option<Place>,
        limit: usize,
    ) -> Result<Page<Place>, StoreError> {
        let (sight, filter) = (sight.clone(), filter.clone());
        self.desk.read_apart(move |connection| queue::page(connection, &sight, &filter, order, after, limit)).await
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
        let (sight, filter, wanted) = (sight.clone(), filter.clone(), wanted.clone());
        self.desk
            .read_apart(move |connection| search::page(connection, &sight, &filter, &wanted, order, after, limit))
            .await
    }

    async fn board(&self, sight: &Sight, now: Timestamp) -> Result<Board, StoreError> {
        let sight = sight.clone();
        self.desk.read_apart(move |connection| board::board(connection, &sight, now)).await
    }

    async fn count_like(&self, sight: &Sight, standing: &Standing, place: Option<&str>) -> Result<u32, StoreError> {
        let (sight, standing, place) = (sight.clone(), standing.clone(), place.map(str::to_owned));
        self.desk.read_apart(move |connection| like::count(connection, &sight, &standing, place.as_deref())).await
    }

    async fn joined_with(&self, sight: &Sight, ticket: Ticket) -> Result<Vec<Ticket>, StoreError> {
        let sight = sight.clone();
        self.desk.read_apart(move |connection| joined::with(connection, &sight, ticket)).await
    }

    async fn finish_search(&self) -> Result<(), StoreError> {
        while self.writer.write(|unit| words::add_next(unit.connection())).await? {}
        Ok(())
    }
}
