//! The words by which complaints are found. They are added in small parts after the
//! filing, so that no citizen waits for them and no word is everybody's lock. Every
//! process adds what it finds without words and passes by what another one has in
//! hand. Who has a complaint is a sign among its words, and changes with it.

use std::collections::BTreeMap;

use domain::{
    reference::{Category, Department, District},
    ticket::Ticket,
};
use tokio_postgres::Row;

use crate::store::{
    desk::signs::{self, signs, words},
    postgres::{code, fault::Fault, link::Link},
};

/// So many complaints are added in one go.
const BATCH: i64 = 100;

/// Whether what another process has in hand is passed by or waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Passed by.
    Pass,
    /// Waited for.
    Wait,
}

/// Adds the words of complaints that have none; true if there may be more.
pub async fn add_next(link: &Link, others: Others) -> Result<bool, Fault> {
    let passing = if others == Others::Pass { "skip locked" } else { "" };
    let statement = format!(
        "select position
         from filing
         where not has_words
         order by position
         limit $1
         for update {passing}"
    );
    let rows = link.query(&statement, &[&BATCH]).await?;
    let positions: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if !positions.is_empty() {
        add(link, &positions).await?;
    }
    if others == Others::Pass {
        return Ok(i64::try_from(positions.len()) == Ok(BATCH));
    }
    Ok(link.first("select 1 from filing where not has_words limit 1", &[]).await?.is_some())
}

/// Adds the words of complaints whose places are locked. They are read after that:
/// whoever moves one to another department waits for the place, and finds words.
async fn add(link: &Link, positions: &[i64]) -> Result<(), Fault> {
    let rows = link
        .query(
            "select f.position, c.district, c.category, c.department, c.place, c.text, substr(c.mobile, 7)
             from filing f
             join complaint c on c.ticket = f.ticket
             where f.position = any($1)",
            &[&positions],
        )
        .await?;
    let (mut all, mut places) = (Vec::new(), Vec::new());
    // In the order of words, so that two processes do not wait for each other for ever.
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for row in &rows {
        let position: i64 = row.try_get(0)?;
        let found = found(row)?;
        for word in &found.words {
            *counts.entry(word.clone()).or_default() += 1;
        }
        places.extend(found.words.iter().chain(&found.signs).map(|_| position));
        all.extend(found.words.into_iter().chain(found.signs));
    }
    link.execute(
        "insert into complaint_word (word, position)
         select * from unnest(cast($1 as text[]), cast($2 as bigint[]))
         on conflict (word, position) do nothing",
        &[&all, &places],
    )
    .await?;
    count(link, counts).await?;
    link.execute("update filing set has_words = true where position = any($1)", &[&positions]).await?;
    Ok(())
}

/// By what a complaint is found.
struct Found {
    words: Vec<String>,
    signs: Vec<String>,
}

/// Of a row with district, category, department, place, text and the last four of
/// the mobile number behind its place.
fn found(row: &Row) -> Result<Found, Fault> {
    let (place, text): (Option<&str>, &str) = (row.try_get(4)?, row.try_get(5)?);
    let signs = signs(
        code::required(row, 1, District::from_code)?,
        code::required(row, 2, Category::from_code)?,
        code::department(row, 3)?,
        row.try_get(6)?,
    );
    Ok(Found { words: words(place.unwrap_or_default(), text).into_iter().collect(), signs })
}

/// The place of a complaint that has words, locked; `None` if it has none yet.
async fn place_of(link: &Link, ticket: Ticket) -> Result<Option<i64>, Fault> {
    let row = link
        .first("select position, has_words from filing where ticket = $1 for update", &[&code::number(ticket)])
        .await?;
    let Some(row) = row else { return Ok(None) };
    let has_words: bool = row.try_get(1)?;
    Ok(has_words.then_some(row.try_get(0)?))
}

/// Puts the signs of who has a complaint now in the place of who had it. One that
/// has no words yet gets all together.
pub async fn move_on(link: &Link, ticket: Ticket, to: Option<Department>) -> Result<(), Fault> {
    let Some(position) = place_of(link, ticket).await? else { return Ok(()) };
    let all: Vec<String> = Department::all().flat_map(signs::holder_signs).collect();
    link.execute("delete from complaint_word where position = $1 and word = any($2)", &[&position, &all]).await?;
    let now: Vec<String> = to.into_iter().flat_map(signs::holder_signs).collect();
    for sign in &now {
        link.execute("insert into complaint_word (word, position) values ($1, $2)", &[sign, &position]).await?;
    }
    Ok(())
}

/// Takes the words of a complaint out that is about to be taken back, and its place.
pub async fn take_back(link: &Link, ticket: Ticket) -> Result<(), Fault> {
    erase(link, ticket).await?;
    link.execute("delete from filing where ticket = $1", &[&code::number(ticket)]).await?;
    Ok(())
}

/// Takes the words of a complaint out that is about to be erased: no search finds it
/// any more, and nothing is left of a word that no other complaint holds.
pub async fn erase(link: &Link, ticket: Ticket) -> Result<(), Fault> {
    let Some(position) = place_of(link, ticket).await? else { return Ok(()) };
    let rows = link
        .query(
            "select 0, district, category, department, place, text, substr(mobile, 7)
             from complaint
             where ticket = $1",
            &[&code::number(ticket)],
        )
        .await?;
    for row in &rows {
        let words = found(row)?.words;
        count(link, words.iter().map(|word| (word.clone(), -1)).collect()).await?;
        link.execute("delete from word where word = any($1) and complaints <= 0", &[&words]).await?;
    }
    link.execute("delete from complaint_word where position = $1", &[&position]).await?;
    Ok(())
}

async fn count(link: &Link, counts: BTreeMap<String, i64>) -> Result<(), Fault> {
    let (words, complaints): (Vec<String>, Vec<i64>) = counts.into_iter().unzip();
    link.execute(
        "insert into word (word, complaints)
         select * from unnest(cast($1 as text[]), cast($2 as bigint[]))
         on conflict (word) do update
         set complaints = word.complaints + excluded.complaints",
        &[&words, &complaints],
    )
    .await?;
    Ok(())
}

/// What a word that was only begun may become, and how many complaints hold each:
/// itself, and those that most hold.
pub async fn begun(link: &Link, start: &str, most: usize) -> Result<Vec<(String, i64)>, Fault> {
    // No word holds the last character there is.
    let end = format!("{start}\u{10ffff}");
    let rows = link
        .query(
            "select word, complaints
             from word
             where word >= $1
             and word < $2
             order by complaints desc, word
             limit $3",
            &[&start, &end, &i64::try_from(most).unwrap_or(i64::MAX)],
        )
        .await?;
    let mut found = Vec::with_capacity(rows.len() + 1);
    for row in &rows {
        found.push((row.try_get(0)?, row.try_get(1)?));
    }
    if !found.iter().any(|(word, _)| word == start) {
        found.push((start.to_owned(), 0));
    }
    Ok(found)
}

/// How many complaints hold a word.
pub async fn held_by(link: &Link, word: &str) -> Result<i64, Fault> {
    let row = link.first("select complaints from word where word = $1", &[&word]).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get(0))?)
}
