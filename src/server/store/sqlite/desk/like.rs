//! Complaints that are alike: the same category and district, places that are
//! written alike, within some days.

use domain::{
    likeness::{LIKE_DAYS, place_key},
    staff::Sight,
    standing::Standing,
};
use rusqlite::{Connection, params};

use super::parameter;
use crate::store::{
    StoreError,
    desk::{Filter, scope::Scope},
};

/// How many are like this one, itself included.
pub fn count(
    connection: &Connection,
    sight: &Sight,
    standing: &Standing,
    place: Option<&str>,
) -> Result<u32, StoreError> {
    let same = Filter { category: Some(standing.category), district: Some(standing.district), ..Filter::default() };
    let Some(scope) = Scope::of(sight, &same) else { return Ok(0) };
    let Some(key) = place.and_then(place_key) else { return Ok(1) };
    let mut select = connection.prepare_cached(&format!(
        "select place
         from complaint indexed by complaint_by_receipt
         where received_at between ?1 and ?2{}
         and place is not null",
        scope.conditions(parameter::NOW)
    ))?;
    let received_at = standing.received_at;
    let mut rows = select.query(params![received_at.plus_days(-LIKE_DAYS).0, received_at.plus_days(LIKE_DAYS).0])?;
    let mut alike = 0;
    while let Some(row) = rows.next()? {
        let other = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        alike += u32::from(place_key(other).as_ref() == Some(&key));
    }
    Ok(alike)
}
