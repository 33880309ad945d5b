//! The board: how old the open complaints are, and where many are alike.

use domain::{
    likeness::LIKE_DAYS,
    reference::{Category, District},
    staff::Sight,
    time::Timestamp,
    wire::desk::{Ageing, Board, Cluster},
};
use rusqlite::{Connection, params};

use super::parameter;
use crate::store::{
    StoreError,
    desk::{
        Filter, Status,
        counting::{Clusters, Counting},
        scope::{Scope, owes_reply},
    },
    sqlite::code,
};

/// What the role may see of what is open, of one moment.
pub fn board(connection: &Connection, sight: &Sight, now: Timestamp) -> Result<Board, StoreError> {
    let mut board = Board { as_of: now, departments: Vec::new(), districts: Vec::new(), clusters: Vec::new() };
    let open = Filter { status: Some(Status::Open), ..Filter::default() };
    if let Some(scope) = Scope::of(sight, &open) {
        let snapshot = connection.unchecked_transaction()?;
        (board.departments, board.districts) = ages(&snapshot, &scope, now)?;
        board.clusters = clusters(&snapshot, &scope, now)?;
        snapshot.finish()?;
    }
    Ok(board)
}

/// Counts by department and by district.
fn ages(connection: &Connection, scope: &Scope, now: Timestamp) -> Result<(Vec<Ageing>, Vec<Ageing>), StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "select department, district, received_at, due_at, {}
         from complaint indexed by complaint_by_state
         where {}{}",
        owes_reply(parameter::NOW),
        scope.state_condition(),
        scope.conditions(parameter::NOW),
    ))?;
    let mut counting = Counting::at(now);
    let mut rows = select.query(params![None::<i64>, None::<i64>, now.0])?;
    while let Some(row) = rows.next()? {
        let code = |place| row.get_ref(place)?.as_str_or_null().map_err(rusqlite::Error::from);
        let (received_at, due_at) = (code::moment(row, 2)?, code::moment(row, 3)?);
        counting.count(code(0)?, code(1)?.unwrap_or_default(), received_at, due_at, row.get(4)?);
    }
    Ok(counting.sorted())
}

/// Open complaints of the last days that are alike.
fn clusters(connection: &Connection, scope: &Scope, now: Timestamp) -> Result<Vec<Cluster>, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "select category, district, place, received_at
         from complaint indexed by complaint_by_receipt
         where received_at >= ?1
         and place is not null
         and {}{}
         order by received_at",
        scope.state_condition(),
        scope.conditions(parameter::NOW)
    ))?;
    let mut clusters = Clusters::default();
    let mut rows = select.query([now.plus_days(-LIKE_DAYS).0])?;
    while let Some(row) = rows.next()? {
        let category = code::required(row, 0, Category::from_code)?;
        let district = code::required(row, 1, District::from_code)?;
        let place: String = row.get(2)?;
        clusters.add(category, district, place, code::moment(row, 3)?);
    }
    Ok(clusters.sorted())
}
