//! Lines of the queue, from their rows.

use domain::language::Language;
use rusqlite::Row;

use crate::store::{
    StoreError,
    desk::Line,
    sqlite::{code, standing},
};

/// What a line needs of a complaint's row, behind the columns of the standing.
pub const COLUMNS: &str = "c.place, c.text, c.language, c.handler";

/// Reads the first columns of a row.
pub fn read(row: &Row<'_>) -> Result<Line, StoreError> {
    let first = standing::COUNT;
    Ok(Line {
        standing: standing::read(row)?,
        place: row.get(first)?,
        text: row.get(first + 1)?,
        language: code::required(row, first + 2, Language::from_code)?,
        handler: row.get(first + 3)?,
    })
}
