//! The words by which complaints are found. They are added in small parts after
//! the filing, by the writer while nothing waits, so that no citizen waits for
//! them; how far that is stands in a setting, so that it goes on after a crash.
//! Who has a complaint is a sign among them, and changes with it.

use std::collections::{BTreeSet, HashMap};

use domain::{
    reference::{Category, District},
    ticket::Ticket,
};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::store::{
    StoreError,
    desk::signs::{signs, words},
    sqlite::{code, setting},
};

/// The row number of the last complaint whose words were added.
const POSITION: &str = "words_position";

/// So many complaints are added in one go: 10 ms, for which others wait.
const BATCH: i64 = 250;

/// Adds the words of complaints that were filed since; true if there may be more.
pub fn add_next(connection: &Connection) -> Result<bool, StoreError> {
    let added = add_after(connection, position(connection)?)?;
    if let Some(last) = added.last {
        setting::keep(connection, POSITION, &last.to_string())?;
        count(connection, &added.counts)?;
    }
    Ok(added.complaints == BATCH)
}

fn position(connection: &Connection) -> Result<i64, StoreError> {
    let position = setting::get(connection, POSITION)?;
    position
        .map_or(Ok(0), |kept| kept.parse().map_err(|_| StoreError::Corrupt("how far the words were added".to_owned())))
}

#[derive(Default)]
struct Added {
    complaints: i64,
    last: Option<i64>,
    counts: HashMap<String, i64>,
}

fn add_after(connection: &Connection, position: i64) -> Result<Added, StoreError> {
    let mut select = connection.prepare_cached(
        "select rowid, district, category, department, place, text, substr(mobile, 7)
         from complaint
         where rowid > ?1
         order by rowid
         limit ?2",
    )?;
    let mut added = Added::default();
    let mut rows = select.query([position, BATCH])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let found = found(row)?;
        found.write(connection, number)?;
        for word in found.words {
            *added.counts.entry(word).or_default() += 1;
        }
        added.complaints += 1;
        added.last = Some(number);
    }
    Ok(added)
}

/// Puts the sign of who has a complaint now in the place of who had it. One that
/// has no words yet gets both together.
pub fn move_on(connection: &Connection, ticket: Ticket) -> Result<(), StoreError> {
    let Some((number, found)) = indexed(connection, ticket)? else { return Ok(()) };
    connection.prepare_cached("delete from complaint_words where rowid = ?1")?.execute([number])?;
    found.write(connection, number)
}

/// Takes the words of a complaint out that is about to be taken back. The row
/// number of the last complaint is given out again, so its words must be missing
/// then.
pub fn take_back(connection: &Connection, ticket: Ticket) -> Result<(), StoreError> {
    let Some((number, found)) = indexed(connection, ticket)? else { return Ok(()) };
    take_out(connection, number, found)?;
    let last: i64 = connection.prepare_cached("select max(rowid) from complaint")?.query_row([], |row| row.get(0))?;
    if number == last {
        setting::keep(connection, POSITION, &(number - 1).to_string())?;
    }
    Ok(())
}

/// Takes the words of a complaint out that is about to be erased: no search finds
/// it any more.
pub fn erase(connection: &Connection, ticket: Ticket) -> Result<(), StoreError> {
    let Some((number, found)) = indexed(connection, ticket)? else { return Ok(()) };
    take_out(connection, number, found)
}

/// The row number of a complaint whose words are written down, and by what it is
/// found; `None` of one that has none yet.
fn indexed(connection: &Connection, ticket: Ticket) -> Result<Option<(i64, Found)>, StoreError> {
    let position = position(connection)?;
    let mut select = connection.prepare_cached(
        "select rowid, district, category, department, place, text, substr(mobile, 7)
         from complaint
         where ticket = ?1
         and rowid <= ?2",
    )?;
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, found(row)));
    let read = select.query_row(params![code::number(ticket), position], read).optional()?;
    read.map(|(number, found)| Ok((number, found?))).transpose()
}

/// Nothing is left of a word that no other complaint holds.
fn take_out(connection: &Connection, number: i64, found: Found) -> Result<(), StoreError> {
    connection.prepare_cached("delete from complaint_words where rowid = ?1")?.execute([number])?;
    let mut forget = connection.prepare_cached("delete from word where word = ?1 and complaints <= 0")?;
    let less: HashMap<_, _> = found.words.into_iter().map(|word| (word, -1)).collect();
    count(connection, &less)?;
    for word in less.keys() {
        forget.execute([word])?;
    }
    Ok(())
}

/// By what a complaint is found, of a row with district, category, department,
/// place, text and the last four of the mobile number behind its row number.
fn found(row: &Row<'_>) -> Result<Found, StoreError> {
    let (place, text): (Option<String>, String) = (row.get(4)?, row.get(5)?);
    let last_four: Option<String> = row.get(6)?;
    Ok(Found {
        words: words(place.as_deref().unwrap_or_default(), &text),
        signs: signs(
            code::required(row, 1, District::from_code)?,
            code::required(row, 2, Category::from_code)?,
            code::department(row, 3)?,
            last_four.as_deref(),
        ),
    })
}

/// By what a complaint is found.
struct Found {
    words: BTreeSet<String>,
    signs: Vec<String>,
}

impl Found {
    fn write(&self, connection: &Connection, number: i64) -> Result<(), StoreError> {
        let all: Vec<&str> = self.words.iter().chain(&self.signs).map(String::as_str).collect();
        let mut insert = connection.prepare_cached(
            "insert into complaint_words (rowid, words)
             values (?1, ?2)",
        )?;
        insert.execute(params![number, all.join(" ")])?;
        Ok(())
    }
}

fn count(connection: &Connection, counts: &HashMap<String, i64>) -> Result<(), StoreError> {
    let mut upsert = connection.prepare_cached(
        "insert into word (word, complaints)
         values (?1, ?2)
         on conflict (word) do update
         set complaints = complaints + excluded.complaints",
    )?;
    for (word, complaints) in counts {
        upsert.execute(params![word, complaints])?;
    }
    Ok(())
}

/// What a word that was only begun may become: itself, and those that most
/// complaints hold.
pub fn begun(connection: &Connection, start: &str, most: usize) -> Result<Vec<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "select word
         from word
         where word >= ?1
         and word < ?2
         order by complaints desc, word
         limit ?3",
    )?;
    // No word holds the last character there is.
    let end = format!("{start}\u{10ffff}");
    let mut found = select
        .query_map(params![start, end, i64::try_from(most).unwrap_or(i64::MAX)], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    if !found.iter().any(|word| word == start) {
        found.push(start.to_owned());
    }
    Ok(found)
}
