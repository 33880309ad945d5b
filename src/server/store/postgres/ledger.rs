//! Reads the histories by time.

use std::sync::LazyLock;

use async_trait::async_trait;
use domain::{
    ticket::Ticket,
    time::{Day, Timestamp},
};

use super::{PostgresStore, code, event, fault::Fault, link::Link, standing};
use crate::store::{
    StoreError,
    ledger::{LedgerStore, Trace, moments_of},
};

#[async_trait]
impl LedgerStore for PostgresStore {
    async fn days_before(&self, end: Day) -> Result<Vec<Day>, StoreError> {
        self.links.read(&end, |link, end| Box::pin(days_before(link, *end))).await
    }

    async fn touched_on(&self, day: Day) -> Result<Vec<Ticket>, StoreError> {
        self.links.read(&day, |link, day| Box::pin(touched_on(link, *day))).await
    }

    async fn trace(&self, ticket: Ticket, end: Day) -> Result<Option<Trace>, StoreError> {
        self.links.read(&(ticket, end), |link, (ticket, end)| Box::pin(trace(link, *ticket, *end))).await
    }
}

/// The days before `end` on which something happened: from one to the next, so
/// that it takes as long as there are days and not events.
async fn days_before(link: &Link, end: Day) -> Result<Vec<Day>, Fault> {
    let mut days = Vec::new();
    let mut from = i64::MIN;
    loop {
        let next = link
            .first(
                "select at
                 from event
                 where at >= $1
                 order by at
                 limit 1",
                &[&from],
            )
            .await?;
        let day = next.map(|row| row.try_get(0)).transpose()?.map(|at| Timestamp(at).day());
        let Some(day) = day.filter(|day| *day < end) else { return Ok(days) };
        days.push(day);
        from = moments_of(day).1.0;
    }
}

/// The complaints to which something happened on this day.
async fn touched_on(link: &Link, day: Day) -> Result<Vec<Ticket>, Fault> {
    let (start, end) = moments_of(day);
    let rows = link
        .query(
            "select distinct ticket
             from event
             where at >= $1
             and at < $2",
            &[&start.0, &end.0],
        )
        .await?;
    rows.iter().map(|row| code::ticket_of(row, 0)).collect()
}

static TRACE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}, {}
         from complaint c
         join event e on e.ticket = c.ticket
         where c.ticket = $1
         and e.at < $2
         order by e.version",
        standing::COLUMNS,
        event::COLUMNS,
        event::WORDLESS_COLUMNS
    )
});

/// A complaint's history up to the beginning of this day.
async fn trace(link: &Link, ticket: Ticket, end: Day) -> Result<Option<Trace>, Fault> {
    let mut trace: Option<Trace> = None;
    for row in &link.query(&TRACE, &[&code::number(ticket), &end.start().0]).await? {
        let event = event::read_sealed(row, standing::COUNT)?;
        match &mut trace {
            Some(trace) => trace.history.push(event),
            None => trace = Some(Trace { standing: standing::read(row)?, history: vec![event] }),
        }
    }
    Ok(trace)
}
