//! The board: how old the open complaints are, and where many are alike.

use std::pin::pin;

use domain::{
    likeness::LIKE_DAYS,
    reference::{Category, District},
    staff::Sight,
    time::Timestamp,
    wire::desk::{Ageing, Board, Cluster},
};
use futures_util::TryStreamExt as _;

use crate::store::{
    desk::{
        Filter, Status,
        counting::{Clusters, Counting},
        scope::{Scope, owes_reply},
    },
    postgres::{code, fault::Fault, link::Link},
};

/// What the role may see of what is open.
pub async fn board(link: &Link, sight: &Sight, now: Timestamp) -> Result<Board, Fault> {
    let mut board = Board { as_of: now, departments: Vec::new(), districts: Vec::new(), clusters: Vec::new() };
    let open = Filter { status: Some(Status::Open), ..Filter::default() };
    if let Some(scope) = Scope::of(sight, &open) {
        (board.departments, board.districts) = ages(link, &scope, now).await?;
        board.clusters = clusters(link, &scope, now).await?;
    }
    Ok(board)
}

/// Counts by department and by district.
async fn ages(link: &Link, scope: &Scope, now: Timestamp) -> Result<(Vec<Ageing>, Vec<Ageing>), Fault> {
    let statement = format!(
        "select department, district, received_at, due_at, {}
         from complaint
         where {}{}",
        owes_reply("$1"),
        scope.state_condition(),
        scope.conditions("$1"),
    );
    let mut counting = Counting::at(now);
    let mut rows = pin!(link.stream(&statement, &[&now.0]).await?);
    while let Some(row) = rows.try_next().await? {
        let (received_at, due_at) = (code::moment(&row, 2)?, code::moment(&row, 3)?);
        counting.count(row.try_get(0)?, row.try_get(1)?, received_at, due_at, row.try_get(4)?);
    }
    Ok(counting.sorted())
}

/// Open complaints of the last days that are alike.
async fn clusters(link: &Link, scope: &Scope, now: Timestamp) -> Result<Vec<Cluster>, Fault> {
    let statement = format!(
        "select category, district, place, received_at
         from complaint
         where received_at >= $1
         and place is not null
         and {}{}
         order by received_at",
        scope.state_condition(),
        // Neither what is overdue nor who owes a reply is asked for.
        scope.conditions(""),
    );
    let mut clusters = Clusters::default();
    let mut rows = pin!(link.stream(&statement, &[&now.plus_days(-LIKE_DAYS).0]).await?);
    while let Some(row) = rows.try_next().await? {
        let category = code::required(&row, 0, Category::from_code)?;
        let district = code::required(&row, 1, District::from_code)?;
        clusters.add(category, district, row.try_get(2)?, code::moment(&row, 3)?);
    }
    Ok(clusters.sorted())
}
