//! Lines of the queue, from their rows.

use domain::language::Language;
use tokio_postgres::Row;

use crate::store::{
    desk::Line,
    postgres::{code, fault::Fault, standing},
};

/// What a line needs of a complaint's row, behind the columns of the standing.
pub const COLUMNS: &str = "c.place, c.text, c.language, c.handler";

/// Reads the first columns of a row.
pub fn read(row: &Row) -> Result<Line, Fault> {
    let first = standing::COUNT;
    Ok(Line {
        standing: standing::read(row)?,
        place: row.try_get(first)?,
        text: row.try_get(first + 1)?,
        language: code::required(row, first + 2, Language::from_code)?,
        handler: row.try_get(first + 3)?,
    })
}
