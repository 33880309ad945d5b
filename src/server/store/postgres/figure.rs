//! How many complaints stand under each facet, in slots, and how a process
//! follows what all of them change.
//!
//! A process keeps the figures in memory, as on SQLite, and asks before it shows
//! any of them: sixteen small rows say which slot has changed since, and of those
//! it reads the rows that did. So figures are those of the last write that was
//! answered by any process, and cost one small question while nothing changes.
//! The sum of the versions is the version of the figures: all of them are read at
//! one moment, so no two moments have the same. Tried and left out: figures that are
//! shown for some seconds without asking (a citizen would miss the own complaint),
//! and a notice by the database (not every engine has one, and it comes after the
//! answer to the write).

use std::{collections::HashMap, sync::Arc};

use domain::{
    complaint::Channel,
    life::Kind,
    reference::{Category, Department, District, Reason},
    statistics::{Facet, Figures},
    ticket::Ticket,
    time::Day,
};
use tokio::sync::Mutex;
use tokio_postgres::Row;

use super::{
    code,
    fault::Fault,
    link::{Link, Links, Transaction, Value},
};
use crate::store::{KeptFigures, StoreError, kept::Changes};

/// So many rows may count the same facet: as many writers count at once.
pub const SLOTS: i64 = 16;

/// The slot of a complaint: the same for its whole life.
pub fn slot_of(ticket: Ticket) -> i64 {
    code::number(ticket) % SLOTS
}

/// What a slot says after a change.
pub struct Raised {
    /// Its version.
    pub version: i64,
    /// The moment of the database's clock in microseconds, later than any before it in this slot.
    pub position: i64,
}

/// Raises the version of a slot, which is locked from now to the end of the
/// transaction.
pub async fn raise(link: &Link, slot: i64) -> Result<Raised, Fault> {
    let row = link
        .one(
            "update figure_slot
             set version = version + 1,
                 position = greatest(position + 1, cast(extract(epoch from clock_timestamp()) * 1000000 as bigint))
             where slot = $1
             returning version, position",
            &[&slot],
        )
        .await?;
    Ok(Raised { version: row.try_get(0)?, position: row.try_get(1)? })
}

/// Counts facets up and down in a slot that was raised.
pub async fn change(link: &Link, slot: i64, version: i64, changes: &[(Facet, i64)]) -> Result<(), Fault> {
    for (facet, by) in changes {
        if *by > 0 {
            count_up(link, slot, version, facet, *by).await?;
        } else {
            count_down(link, slot, version, facet, -by).await?;
        }
    }
    Ok(())
}

async fn count_up(link: &Link, slot: i64, version: i64, facet: &Facet, by: i64) -> Result<(), Fault> {
    let key = Key::of(facet);
    let values = [&[&slot as Value<'_>, &version, &by], key.values().as_slice()].concat();
    link.execute(
        "insert into figure
           (slot, version, count, day, department, district, category, channel, kind, reason, confirmed, reopened,
            tenths)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (slot, day, department, district, category, channel, kind, reason, confirmed, reopened, tenths)
         do update
         set count = figure.count + excluded.count,
             version = excluded.version",
        &values,
    )
    .await?;
    Ok(())
}

async fn count_down(link: &Link, slot: i64, version: i64, facet: &Facet, by: i64) -> Result<(), Fault> {
    let key = Key::of(facet);
    let values = [&[&slot as Value<'_>, &version, &by], key.values().as_slice()].concat();
    let changed = link
        .execute(
            "update figure
             set count = count - $3,
                 version = $2
             where slot = $1
             and day = $4
             and department = $5
             and district = $6
             and category = $7
             and channel = $8
             and kind = $9
             and reason = $10
             and confirmed = $11
             and reopened = $12
             and tenths = $13
             and count >= $3",
            &values,
        )
        .await?;
    if changed != 1 {
        return Err(
            StoreError::Corrupt("a complaint does not stand under its facet; run `sunwai check`".to_owned()).into()
        );
    }
    Ok(())
}

/// The columns of the key.
struct Key {
    day: i64,
    codes: [&'static str; 6],
    flags: [bool; 2],
    tenths: i64,
}

impl Key {
    fn of(facet: &Facet) -> Self {
        Self {
            day: i64::from(facet.day.0),
            codes: [
                facet.department.map_or("", Department::code),
                facet.district.code(),
                facet.category.code(),
                facet.channel.code(),
                facet.kind.code(),
                facet.reason.map_or("", Reason::code),
            ],
            flags: [facet.confirmed, facet.reopened],
            tenths: facet.tenths.map_or(-1, i64::from),
        }
    }

    fn values(&self) -> [Value<'_>; 10] {
        let [department, district, category, channel, kind, reason] = &self.codes;
        let [confirmed, reopened] = &self.flags;
        [&self.day, department, district, category, channel, kind, reason, confirmed, reopened, &self.tenths]
    }
}

const COLUMNS: &str = "day, department, district, category, channel, kind, reason, confirmed, reopened, tenths, count";

fn facet(row: &Row) -> Result<Facet, Fault> {
    let tenths: i64 = row.try_get(9)?;
    Ok(Facet {
        day: Day(code::small(row, 0)?),
        department: code::required(row, 1, |code| or_none(code, Department::from_code))?,
        district: code::required(row, 2, District::from_code)?,
        category: code::required(row, 3, Category::from_code)?,
        channel: code::required(row, 4, Channel::from_code)?,
        kind: code::required(row, 5, Kind::from_code)?,
        reason: code::required(row, 6, |code| or_none(code, Reason::from_code))?,
        confirmed: row.try_get(7)?,
        reopened: row.try_get(8)?,
        tenths: u16::try_from(tenths).ok(),
    })
}

/// `Some(None)` for the empty text that stands for an absent code.
fn or_none<T>(code: &str, read: fn(&str) -> Option<T>) -> Option<Option<T>> {
    if code.is_empty() { Some(None) } else { read(code).map(Some) }
}

/// All figures, as the transaction sees them.
pub async fn load(link: &Link) -> Result<Figures, Fault> {
    let rows = link.query(&format!("select {COLUMNS} from figure where count > 0"), &[]).await?;
    let mut figures = Figures::default();
    for row in &rows {
        figures.add_many(facet(row)?, code::small(row, 10)?);
    }
    Ok(figures)
}

/// The versions of the slots.
async fn versions(link: &Link) -> Result<Vec<i64>, Fault> {
    let rows = link.query("select version from figure_slot order by slot", &[]).await?;
    let versions: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if i64::try_from(versions.len()) != Ok(SLOTS) {
        return Err(StoreError::Corrupt("the slots of the figures".to_owned()).into());
    }
    Ok(versions)
}

/// The version of the figures.
pub async fn version(link: &Link) -> Result<u64, Fault> {
    let version = versions(link).await?.iter().sum::<i64>();
    Ok(u64::try_from(version).unwrap_or_default())
}

/// The figures as this process keeps them, and how far it has followed.
pub struct Followed {
    kept: Arc<KeptFigures>,
    seen: Mutex<Seen>,
}

struct Seen {
    versions: Vec<i64>,
    counts: HashMap<(i64, Facet), i64>,
}

impl Followed {
    /// Of which nothing was read yet.
    pub fn new() -> Self {
        let seen = Seen { versions: vec![0; 16], counts: HashMap::new() };
        Self { kept: Arc::new(KeptFigures::new(Figures::default(), 0)), seen: Mutex::new(seen) }
    }

    /// The figures as of a moment after this call.
    pub async fn follow(&self, links: &Links) -> Result<Arc<KeptFigures>, Fault> {
        let mut seen = self.seen.lock().await;
        let mut link = links.link().await?;
        if versions(&link).await? != seen.versions {
            link.begin(Transaction::Snapshot).await?;
            let news = News::since(&link, &seen).await?;
            link.commit().await?;
            let version = news.versions.iter().sum::<i64>();
            self.kept.apply(&seen.take(news), u64::try_from(version).unwrap_or_default());
        }
        Ok(Arc::clone(&self.kept))
    }
}

/// What has changed.
struct News {
    versions: Vec<i64>,
    counts: Vec<((i64, Facet), i64)>,
}

impl News {
    async fn since(link: &Link, seen: &Seen) -> Result<Self, Fault> {
        let versions = versions(link).await?;
        let mut counts = Vec::new();
        for ((slot, now), before) in (0..).zip(&versions).zip(&seen.versions) {
            if now == before {
                continue;
            }
            let statement = format!("select {COLUMNS} from figure where slot = $1 and version > $2");
            for row in &link.query(&statement, &[&slot, before]).await? {
                counts.push(((slot, facet(row)?), row.try_get(10)?));
            }
        }
        Ok(Self { versions, counts })
    }
}

impl Seen {
    /// Takes the news in; by how much each facet has changed.
    fn take(&mut self, news: News) -> Changes {
        let mut changes = Changes::new();
        for ((slot, facet), now) in news.counts {
            let before = if now == 0 {
                self.counts.remove(&(slot, facet)).unwrap_or_default()
            } else {
                self.counts.insert((slot, facet), now).unwrap_or_default()
            };
            *changes.entry(facet).or_default() += now - before;
        }
        self.versions = news.versions;
        changes.retain(|_, by| *by != 0);
        changes
    }
}
