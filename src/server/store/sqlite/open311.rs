//! What neighbours ask, and what departments' systems were given.

use std::sync::LazyLock;

use async_trait::async_trait;
use domain::{
    life::{Kind, State},
    reference::{Category, Department},
    standing::Standing,
    ticket::Ticket,
};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, code, event, standing};
use crate::store::{
    StoreError,
    open311::{DepartmentCopy, Entry, Open311Store, ROWS, Span, Wanted},
};

#[async_trait]
impl Open311Store for SqliteStore {
    async fn listed(&self, wanted: Wanted) -> Result<Vec<Standing>, StoreError> {
        self.readers.read_apart(move |connection| listed(connection, &wanted)).await
    }

    async fn entries(&self, span: Span) -> Result<Vec<Entry>, StoreError> {
        self.readers.read_apart(move |connection| entries(connection, span)).await
    }

    async fn keep_copy(&self, copy: DepartmentCopy) -> Result<(), StoreError> {
        self.writer.write(move |unit| keep_copy(unit.connection(), &copy)).await
    }

    async fn copies_of(&self, ticket: Ticket) -> Result<Vec<DepartmentCopy>, StoreError> {
        self.readers.read(|connection| copies_of(connection, ticket))
    }

    async fn copied_as(&self, department: Department, foreign_id: String) -> Result<Option<Ticket>, StoreError> {
        self.readers.read(|connection| copied_as(connection, department, &foreign_id))
    }
}

/// Codes of our own lists, for a statement; where there is none, one that nothing has.
fn quoted<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = codes.map(|code| format!("'{code}'")).collect();
    if quoted.is_empty() { "''".to_owned() } else { quoted.join(", ") }
}

fn sensitive() -> String {
    quoted(Category::all().filter(|category| category.is_sensitive()).map(Category::code))
}

/// The statement for these categories, of which none is sensitive.
fn select_listed(categories: &[Category]) -> String {
    let open = State::ALL.iter().filter(|state| state.kind() == Kind::Open);
    let open = quoted(open.map(|state| state.code()));
    let all = Category::all().filter(|category| categories.is_empty() || categories.contains(category));
    let shown = quoted(all.filter(|category| !category.is_sensitive()).map(Category::code));
    format!(
        "select {}
         from complaint c indexed by complaint_by_receipt
         where c.received_at >= ?1
         and c.received_at <= ?2
         and c.category in ({shown})
         and (?3 is null or (c.state in ({open})) = ?3)
         order by c.received_at desc, c.ticket desc
         limit ?4",
        standing::COLUMNS
    )
}

fn listed(connection: &Connection, wanted: &Wanted) -> Result<Vec<Standing>, StoreError> {
    let mut select = connection.prepare_cached(&select_listed(&wanted.categories))?;
    let Span { from, to } = wanted.filed;
    let mut rows = select.query(params![from.0, to.0, wanted.is_open, ROWS])?;
    let mut listed = Vec::new();
    while let Some(row) = rows.next()? {
        listed.push(standing::read(row)?);
    }
    Ok(listed)
}

static ENTRIES: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, e.ticket
         from event e indexed by event_by_time
         join complaint c on c.ticket = e.ticket
         where e.at >= ?1
         and e.at <= ?2
         and e.kind in ({})
         and c.category not in ({})
         order by e.at, e.ticket, e.version
         limit ?3",
        event::COLUMNS,
        quoted(State::ALL.into_iter().map(State::code)),
        sensitive()
    )
});

fn entries(connection: &Connection, span: Span) -> Result<Vec<Entry>, StoreError> {
    let mut select = connection.prepare_cached(&ENTRIES)?;
    let mut rows = select.query(params![span.from.0, span.to.0, ROWS])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Entry { ticket: code::ticket(row.get(event::COUNT)?)?, event: event::read(row, 0)? });
    }
    Ok(entries)
}

fn keep_copy(connection: &Connection, copy: &DepartmentCopy) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "insert into department_copy (ticket, version, department, foreign_id, sent_at)
         values (?1, ?2, ?3, ?4, ?5)
         on conflict do nothing",
    )?;
    insert.execute(params![
        code::number(copy.ticket),
        copy.version,
        copy.department.code(),
        copy.foreign_id,
        copy.sent_at.0
    ])?;
    Ok(())
}

fn copies_of(connection: &Connection, ticket: Ticket) -> Result<Vec<DepartmentCopy>, StoreError> {
    let mut select = connection.prepare_cached(
        "select version, department, foreign_id, sent_at
         from department_copy
         where ticket = ?1
         order by version",
    )?;
    let mut rows = select.query([code::number(ticket)])?;
    let mut copies = Vec::new();
    while let Some(row) = rows.next()? {
        copies.push(DepartmentCopy {
            ticket,
            version: row.get(0)?,
            department: code::required(row, 1, Department::from_code)?,
            foreign_id: row.get(2)?,
            sent_at: code::moment(row, 3)?,
        });
    }
    Ok(copies)
}

/// The last one, should a system give a number twice.
fn copied_as(connection: &Connection, department: Department, foreign_id: &str) -> Result<Option<Ticket>, StoreError> {
    let mut select = connection.prepare_cached(
        "select ticket
         from department_copy
         where department = ?1
         and foreign_id = ?2
         order by sent_at desc, ticket
         limit 1",
    )?;
    let number = select.query_row(params![department.code(), foreign_id], |row| row.get(0)).optional()?;
    number.map(code::ticket).transpose()
}
