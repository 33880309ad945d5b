//! What belongs together: each complaint, its history, the one with which it was
//! joined, the moment at which it wakes and its photos, each letter and its event.
//! For `sunwai check`; whatever writes keeps them together.

use std::{pin::pin, sync::LazyLock};

use domain::letter::{Template, Way};
use futures_util::TryStreamExt as _;
use tokio_postgres::Row;

use super::{event, fault::Fault, link::Link, standing};
use crate::store::inspect::Loose;

/// Shows every row that lacks the one to which it belongs.
pub async fn inspect(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    events(link, visit).await?;
    complaints(link, visit).await?;
    joined(link, visit).await?;
    wakings(link, visit).await?;
    photos(link, visit).await?;
    letters(link, visit).await
}

async fn events(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    let rows = link
        .stream(
            "select e.ticket, e.version
             from event e
             where not exists (
               select 1
               from complaint c
               where c.ticket = e.ticket
             )",
            &[],
        )
        .await?;
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        visit(Loose::Event { number: row.try_get(0)?, version: row.try_get(1)? });
    }
    Ok(())
}

async fn complaints(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    let rows = link
        .stream(
            "select c.ticket
             from complaint c
             where not exists (
               select 1
               from event e
               where e.ticket = c.ticket
             )",
            &[],
        )
        .await?;
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        visit(Loose::Complaint { number: row.try_get(0)? });
    }
    Ok(())
}

/// A complaint that was joined with none.
async fn joined(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    let rows = link
        .stream(
            "select c.ticket
             from complaint c
             where c.merged_into is not null
             and not exists (
               select 1
               from complaint other
               where other.ticket = c.merged_into
             )",
            &[],
        )
        .await?;
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        visit(Loose::Joined { number: row.try_get(0)? });
    }
    Ok(())
}

static WAKINGS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, c.wakes_at
         from complaint c",
        standing::COLUMNS
    )
});

/// A complaint that wakes at another moment than it should.
async fn wakings(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    let mut rows = pin!(link.stream(&WAKINGS, &[]).await?);
    while let Some(row) = rows.try_next().await? {
        let wakes_at: Option<i64> = row.try_get(standing::COUNT)?;
        // One that cannot be read is told already.
        let Ok(standing) = standing::read(&row) else { continue };
        if standing.wakes_at().map(|at| at.0) != wakes_at {
            visit(Loose::Waking { number: row.try_get(0)? });
        }
    }
    Ok(())
}

/// A complaint with more or fewer photos than came with it; none where they were
/// erased.
async fn photos(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    let rows = link
        .stream(
            "select c.ticket
             from complaint c
             where (case when c.erased_at is null then c.photos else 0 end) <> (
               select count(*)
               from photo p
               where p.ticket = c.ticket
             )",
            &[],
        )
        .await?;
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        visit(Loose::Photos { number: row.try_get(0)? });
    }
    Ok(())
}

static LETTERS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}, o.ticket, o.version, o.way, o.template
         from outbox o
         left join complaint c on c.ticket = o.ticket
         left join event e on e.ticket = o.ticket and e.version = o.version",
        standing::COLUMNS,
        event::COLUMNS
    )
});

async fn letters(link: &Link, visit: &mut (dyn FnMut(Loose) + Send)) -> Result<(), Fault> {
    let mut rows = pin!(link.stream(&LETTERS, &[]).await?);
    let first = standing::COUNT + event::COUNT;
    while let Some(row) = rows.try_next().await? {
        let goes_somewhere = Way::from_code(row.try_get(first + 2)?).is_some();
        if !goes_somewhere || !tells_what_happened(&row, first + 3)? {
            visit(Loose::Letter {
                number: row.try_get(first)?,
                version: row.try_get(first + 1)?,
                way: row.try_get(first + 2)?,
            });
        }
    }
    Ok(())
}

/// A row that cannot be read tells nothing.
fn tells_what_happened(row: &Row, template: usize) -> Result<bool, Fault> {
    let template = Template::from_code(row.try_get(template)?);
    let known = standing::read(row).and_then(|standing| Ok((standing, event::read(row, standing::COUNT)?)));
    Ok(known.is_ok_and(|(standing, event)| template.is_some() && Template::of(&standing, &event) == template))
}
