//! Codes, numbers and moments from columns, and what is said when one is not
//! understood.

use domain::{
    reference::{Department, Reason},
    ticket::Ticket,
    time::Timestamp,
};
use tokio_postgres::Row;

use super::fault::Fault;
use crate::store::StoreError;

/// A code that must be there, read with the list's own function.
pub fn required<T>(row: &Row, place: usize, read: fn(&str) -> Option<T>) -> Result<T, Fault> {
    read(row.try_get(place)?).ok_or_else(|| unknown(place))
}

/// A code that may be absent.
pub fn optional<T>(row: &Row, place: usize, read: fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
    match row.try_get::<_, Option<&str>>(place)? {
        None => Ok(None),
        Some(code) => read(code).map(Some).ok_or_else(|| unknown(place)),
    }
}

/// A department that may be absent.
pub fn department(row: &Row, place: usize) -> Result<Option<Department>, Fault> {
    optional(row, place, Department::from_code)
}

/// A reason that may be absent.
pub fn reason(row: &Row, place: usize) -> Result<Option<Reason>, Fault> {
    optional(row, place, Reason::from_code)
}

/// A number, of the size that this program has for it.
pub fn small<T: TryFrom<i64>>(row: &Row, place: usize) -> Result<T, Fault> {
    T::try_from(row.try_get::<_, i64>(place)?).map_err(|_| unknown(place))
}

/// A number that may be absent.
pub fn small_or_none<T: TryFrom<i64>>(row: &Row, place: usize) -> Result<Option<T>, Fault> {
    let number: Option<i64> = row.try_get(place)?;
    number.map(|number| T::try_from(number).map_err(|_| unknown(place))).transpose()
}

/// A moment.
pub fn moment(row: &Row, place: usize) -> Result<Timestamp, Fault> {
    Ok(Timestamp(row.try_get(place)?))
}

/// A moment that may be absent.
pub fn moment_or_none(row: &Row, place: usize) -> Result<Option<Timestamp>, Fault> {
    Ok(row.try_get::<_, Option<i64>>(place)?.map(Timestamp))
}

/// Bytes of a fixed length: a digest, a key, a name.
pub fn bytes<const LENGTH: usize>(row: &Row, place: usize) -> Result<[u8; LENGTH], Fault> {
    row.try_get::<_, &[u8]>(place)?.try_into().map_err(|_| unknown(place))
}

/// Bytes of a fixed length that may be absent.
pub fn bytes_or_none<const LENGTH: usize>(row: &Row, place: usize) -> Result<Option<[u8; LENGTH]>, Fault> {
    let kept: Option<&[u8]> = row.try_get(place)?;
    kept.map(|kept| kept.try_into().map_err(|_| unknown(place))).transpose()
}

/// A ticket's number as it is kept.
pub fn number(ticket: Ticket) -> i64 {
    i64::try_from(ticket.number()).expect("eleven digits fit")
}

/// The ticket of a kept number.
pub fn ticket(number: i64) -> Result<Ticket, Fault> {
    let number = u64::try_from(number).ok();
    number
        .and_then(|number| Ticket::from_number(number).ok())
        .ok_or_else(|| StoreError::Corrupt("a number is no ticket".to_owned()).into())
}

/// The ticket in a column.
pub fn ticket_of(row: &Row, place: usize) -> Result<Ticket, Fault> {
    ticket(row.try_get(place)?)
}

/// The ticket of a kept number that may be absent.
pub fn ticket_or_none(row: &Row, place: usize) -> Result<Option<Ticket>, Fault> {
    row.try_get::<_, Option<i64>>(place)?.map(ticket).transpose()
}

/// What is said of a code that is on no list.
pub fn unknown(place: usize) -> Fault {
    StoreError::Corrupt(format!("column {place} holds an unknown code")).into()
}
