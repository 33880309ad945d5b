//! Complaints that are alike: the same category and district, places that are
//! written alike, within some days.

use domain::{
    likeness::{LIKE_DAYS, place_key},
    staff::Sight,
    standing::Standing,
};

use crate::store::{
    desk::{Filter, scope::Scope},
    postgres::{fault::Fault, link::Link},
};

/// How many are like this one, itself included.
pub async fn count(link: &Link, sight: &Sight, standing: &Standing, place: Option<&str>) -> Result<u32, Fault> {
    let same = Filter { category: Some(standing.category), district: Some(standing.district), ..Filter::default() };
    let Some(scope) = Scope::of(sight, &same) else { return Ok(0) };
    let Some(key) = place.and_then(place_key) else { return Ok(1) };
    let statement = format!(
        "select place
         from complaint
         where received_at between $1 and $2{}
         and place is not null",
        // Neither what is overdue nor who owes a reply is asked for.
        scope.conditions("")
    );
    let received_at = standing.received_at;
    let (from, to) = (received_at.plus_days(-LIKE_DAYS).0, received_at.plus_days(LIKE_DAYS).0);
    let mut alike = 0;
    for row in &link.query_once(&statement, &[&from, &to]).await? {
        alike += u32::from(place_key(row.try_get(0)?).as_ref() == Some(&key));
    }
    Ok(alike)
}
