//! Codes and moments from columns, and what is said when one is not understood.

use domain::{
    reference::{Department, Reason},
    ticket::Ticket,
    time::Timestamp,
};
use rusqlite::Row;

use crate::store::StoreError;

/// A code that must be there, read with the list's own function.
pub fn required<T>(row: &Row<'_>, place: usize, read: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let code = row.get_ref(place)?.as_str().map_err(|_| unknown(place))?;
    read(code).ok_or_else(|| unknown(place))
}

/// A code that may be absent.
pub fn optional<T>(row: &Row<'_>, place: usize, read: fn(&str) -> Option<T>) -> Result<Option<T>, StoreError> {
    match row.get_ref(place)?.as_str_or_null().map_err(|_| unknown(place))? {
        None => Ok(None),
        Some(code) => read(code).map(Some).ok_or_else(|| unknown(place)),
    }
}

/// A department that may be absent.
pub fn department(row: &Row<'_>, place: usize) -> Result<Option<Department>, StoreError> {
    optional(row, place, Department::from_code)
}

/// A reason that may be absent.
pub fn reason(row: &Row<'_>, place: usize) -> Result<Option<Reason>, StoreError> {
    optional(row, place, Reason::from_code)
}

/// A moment.
pub fn moment(row: &Row<'_>, place: usize) -> Result<Timestamp, StoreError> {
    Ok(Timestamp(row.get(place)?))
}

/// A moment that may be absent.
pub fn moment_or_none(row: &Row<'_>, place: usize) -> Result<Option<Timestamp>, StoreError> {
    Ok(row.get::<_, Option<i64>>(place)?.map(Timestamp))
}

/// A ticket's number as it is kept.
pub fn number(ticket: Ticket) -> i64 {
    i64::try_from(ticket.number()).expect("eleven digits fit")
}

/// The ticket of a kept number.
pub fn ticket(number: i64) -> Result<Ticket, StoreError> {
    let number = u64::try_from(number).ok();
    number
        .and_then(|number| Ticket::from_number(number).ok())
        .ok_or_else(|| StoreError::Corrupt("a number is no ticket".to_owned()))
}

/// The ticket of a kept number that may be absent.
pub fn ticket_or_none(row: &Row<'_>, place: usize) -> Result<Option<Ticket>, StoreError> {
    row.get::<_, Option<i64>>(place)?.map(ticket).transpose()
}

/// What is said of a code that is on no list.
pub fn unknown(place: usize) -> StoreError {
    StoreError::Corrupt(format!("column {place} holds an unknown code"))
}
