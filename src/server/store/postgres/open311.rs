//! What neighbours ask, and what departments' systems were given.

use async_trait::async_trait;
use domain::{
    life::{Kind, State},
    reference::{Category, Department},
    standing::Standing,
    ticket::Ticket,
};

use super::{PostgresStore, code, event, fault::Fault, link::Link, standing};
use crate::store::{
    StoreError,
    open311::{DepartmentCopy, Entry, Open311Store, ROWS, Span, Wanted},
};

#[async_trait]
impl Open311Store for PostgresStore {
    async fn listed(&self, wanted: Wanted) -> Result<Vec<Standing>, StoreError> {
        self.desk.read(&wanted, |link, wanted| Box::pin(listed(link, wanted))).await
    }

    async fn entries(&self, span: Span) -> Result<Vec<Entry>, StoreError> {
        self.desk.read(&span, |link, span| Box::pin(entries(link, *span))).await
    }

    async fn keep_copy(&self, copy: DepartmentCopy) -> Result<(), StoreError> {
        self.links.write(&copy, |unit, copy| Box::pin(keep_copy(unit.link(), copy))).await
    }

    async fn copies_of(&self, ticket: Ticket) -> Result<Vec<DepartmentCopy>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(copies_of(link, *ticket))).await
    }

    async fn copied_as(&self, department: Department, foreign_id: String) -> Result<Option<Ticket>, StoreError> {
        let asked = (department, foreign_id);
        self.links.read(&asked, |link, (department, id)| Box::pin(copied_as(link, *department, id))).await
    }
}

/// Codes of our own lists, as a value.
fn codes<T>(all: impl IntoIterator<Item = T>, code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.into_iter().map(code).collect()
}

async fn listed(link: &Link, wanted: &Wanted) -> Result<Vec<Standing>, Fault> {
    let asked = Category::all().filter(|category| wanted.categories.is_empty() || wanted.categories.contains(category));
    let shown = codes(asked.filter(|category| !category.is_sensitive()), Category::code);
    let open = codes(State::ALL.into_iter().filter(|state| state.kind() == Kind::Open), State::code);
    let Span { from, to } = wanted.filed;
    let rows = link
        .query(
            &format!(
                "select {}
                 from complaint c
                 where c.received_at >= $1
                 and c.received_at <= $2
                 and c.category = any($3)
                 and ($4::boolean is null or (c.state = any($5)) = $4)
                 order by c.received_at desc, c.ticket desc
                 limit $6",
                standing::COLUMNS
            ),
            &[&from.0, &to.0, &shown, &wanted.is_open, &open, &i64::from(ROWS)],
        )
        .await?;
    rows.iter().map(standing::read).collect()
}

async fn entries(link: &Link, span: Span) -> Result<Vec<Entry>, Fault> {
    let sensitive = codes(Category::all().filter(|category| category.is_sensitive()), Category::code);
    let rows = link
        .query(
            &format!(
                "select {}, e.ticket
                 from event e
                 join complaint c on c.ticket = e.ticket
                 where e.at >= $1
                 and e.at <= $2
                 and e.kind = any($3)
                 and c.category <> all($4)
                 order by e.at, e.ticket, e.version
                 limit $5",
                event::COLUMNS
            ),
            &[&span.from.0, &span.to.0, &codes(State::ALL, State::code), &sensitive, &i64::from(ROWS)],
        )
        .await?;
    let entry = |row| Ok(Entry { ticket: code::ticket_of(row, event::COUNT)?, event: event::read(row, 0)? });
    rows.iter().map(entry).collect()
}

async fn keep_copy(link: &Link, copy: &DepartmentCopy) -> Result<(), Fault> {
    link.execute(
        "insert into department_copy (ticket, version, department, foreign_id, sent_at)
         values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        &[
            &code::number(copy.ticket),
            &i64::from(copy.version),
            &copy.department.code(),
            &copy.foreign_id,
            &copy.sent_at.0,
        ],
    )
    .await?;
    Ok(())
}

async fn copies_of(link: &Link, ticket: Ticket) -> Result<Vec<DepartmentCopy>, Fault> {
    let rows = link
        .query(
            "select version, department, foreign_id, sent_at
             from department_copy
             where ticket = $1
             order by version",
            &[&code::number(ticket)],
        )
        .await?;
    let copy = |row| {
        Ok(DepartmentCopy {
            ticket,
            version: code::small(row, 0)?,
            department: code::required(row, 1, Department::from_code)?,
            foreign_id: row.try_get(2)?,
            sent_at: code::moment(row, 3)?,
        })
    };
    rows.iter().map(copy).collect()
}

/// The last one, should a system give a number twice.
async fn copied_as(link: &Link, department: Department, foreign_id: &str) -> Result<Option<Ticket>, Fault> {
    let found = link
        .first(
            "select ticket
             from department_copy
             where department = $1
             and foreign_id = $2
             order by sent_at desc, ticket
             limit 1",
            &[&department.code(), &foreign_id],
        )
        .await?;
    found.map(|row| code::ticket_of(&row, 0)).transpose()
}
