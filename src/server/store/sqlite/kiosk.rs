//! Kiosks, and which complaints came from them.

use async_trait::async_trait;
use domain::{life::State, reference::District, ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{SqliteStaff, SqliteStore, code, complaint, sign_in_try};
use crate::{
    history::Digest,
    store::{
        FILING, Slip, StoreError,
        kiosk::{Addition, Enrolling, Enrolment, FiledHere, Kiosk, KioskRegister, KioskStore, Tally},
    },
};

const COLUMNS: &str = "id, name, district, code_expires_at, enrolled_at, seen_at, disabled_at";

#[async_trait]
impl KioskRegister for SqliteStaff {
    async fn add_kiosk(&self, addition: Addition, now: Timestamp) -> Result<u32, StoreError> {
        self.write(|connection| add(connection, &addition, now))
    }

    async fn kiosks(&self) -> Result<Vec<Kiosk>, StoreError> {
        all(&self.connection())
    }

    async fn disable_kiosk(&self, id: u32, now: Timestamp) -> Result<Option<Kiosk>, StoreError> {
        self.write(|connection| disable(connection, id, now))
    }
}

#[async_trait]
impl KioskRegister for SqliteStore {
    async fn add_kiosk(&self, addition: Addition, now: Timestamp) -> Result<u32, StoreError> {
        self.writer.write(move |unit| add(unit.connection(), &addition, now)).await
    }

    async fn kiosks(&self) -> Result<Vec<Kiosk>, StoreError> {
        self.readers.read(all)
    }

    async fn disable_kiosk(&self, id: u32, now: Timestamp) -> Result<Option<Kiosk>, StoreError> {
        self.writer.write(move |unit| disable(unit.connection(), id, now)).await
    }
}

#[async_trait]
impl KioskStore for SqliteStore {
    async fn enrol_kiosk(&self, enrolling: Enrolling, now: Timestamp) -> Result<Enrolment, StoreError> {
        self.writer.write(move |unit| enrol(unit.connection(), &enrolling, now)).await
    }

    async fn kiosk_of(&self, token: &Digest) -> Result<Option<Kiosk>, StoreError> {
        self.readers.read(|connection| find(connection, "token = ?1", params![token]))
    }

    async fn touch_kiosk(&self, id: u32, now: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |unit| {
                let mut update = unit.connection().prepare_cached("update kiosk set seen_at = ?2 where id = ?1")?;
                update.execute(params![id, now.0])?;
                Ok(())
            })
            .await
    }

    async fn filed_here(&self, id: u32, since: Timestamp, most: u32) -> Result<Vec<FiledHere>, StoreError> {
        self.readers.read(|connection| filed_here(connection, id, since, most))
    }

    async fn tally(&self, id: u32, since: Timestamp) -> Result<Tally, StoreError> {
        self.readers.read(|connection| tally(connection, id, since))
    }

    async fn slip_of(&self, id: u32, key: [u8; 16], since: Timestamp) -> Result<Option<Slip>, StoreError> {
        self.readers.read(|connection| slip_of(connection, id, &key, since))
    }

    async fn centre_of(&self, ticket: Ticket) -> Result<Option<String>, StoreError> {
        self.readers.read(|connection| centre_of(connection, ticket))
    }
}

fn add(connection: &Connection, addition: &Addition, now: Timestamp) -> Result<u32, StoreError> {
    let mut insert = connection.prepare_cached(
        "insert into kiosk (id, name, district, code, code_expires_at, created_at)
         select coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5
         from kiosk
         returning id",
    )?;
    let Addition { name, district, code, code_expires_at } = addition;
    Ok(insert.query_row(params![name, district.code(), code, code_expires_at.0, now.0], |row| row.get(0))?)
}

fn all(connection: &Connection) -> Result<Vec<Kiosk>, StoreError> {
    let mut select = connection.prepare_cached(&format!("select {COLUMNS} from kiosk order by id"))?;
    let mut rows = select.query([])?;
    let mut kiosks = Vec::new();
    while let Some(row) = rows.next()? {
        kiosks.push(read(row)?);
    }
    Ok(kiosks)
}

fn find(connection: &Connection, condition: &str, values: impl rusqlite::Params) -> Result<Option<Kiosk>, StoreError> {
    let mut select = connection.prepare_cached(&format!("select {COLUMNS} from kiosk where {condition}"))?;
    let mut rows = select.query(values)?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<Kiosk, StoreError> {
    Ok(Kiosk {
        id: row.get(0)?,
        name: row.get(1)?,
        district: code::required(row, 2, District::from_code)?,
        code_expires_at: code::moment(row, 3)?,
        enrolled_at: code::moment_or_none(row, 4)?,
        seen_at: code::moment_or_none(row, 5)?,
        disabled_at: code::moment_or_none(row, 6)?,
    })
}

/// The first moment stays when it is done again. A code that was not used yet is
/// worth nothing any more.
fn disable(connection: &Connection, id: u32, now: Timestamp) -> Result<Option<Kiosk>, StoreError> {
    let mut update = connection.prepare_cached(
        "update kiosk
         set disabled_at = coalesce(disabled_at, ?2),
             code = null
         where id = ?1",
    )?;
    update.execute(params![id, now.0])?;
    find(connection, "id = ?1", [id])
}

fn enrol(connection: &Connection, enrolling: &Enrolling, now: Timestamp) -> Result<Enrolment, StoreError> {
    let counted_as = &enrolling.counted_as;
    if let Some(until) = sign_in_try::lock(connection, counted_as, now)? {
        return Ok(Enrolment::Locked(until));
    }
    let mut update = connection.prepare_cached(
        "update kiosk
         set code = null,
             token = ?2,
             enrolled_at = ?3,
             seen_at = ?3
         where code = ?1
         and code_expires_at > ?3
         and disabled_at is null
         returning id",
    )?;
    let enrolled = update.query_row(params![enrolling.code, enrolling.token, now.0], |row| row.get(0)).optional()?;
    match enrolled {
        Some(id) => {
            sign_in_try::forgive(connection, counted_as)?;
            Ok(Enrolment::Done(id))
        }
        None => {
            sign_in_try::count(connection, counted_as, now)?;
            Ok(Enrolment::Wrong)
        }
    }
}

/// Writes down that a complaint was filed here.
pub fn remember(connection: &Connection, id: u32, ticket: Ticket, received_at: Timestamp) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "insert into kiosk_complaint (kiosk, received_at, ticket)
         values (?1, ?2, ?3)",
    )?;
    insert.execute(params![id, received_at.0, code::number(ticket)])?;
    Ok(())
}

fn filed_here(connection: &Connection, id: u32, since: Timestamp, most: u32) -> Result<Vec<FiledHere>, StoreError> {
    let mut select = connection.prepare_cached(
        "select complaint.ticket, complaint.state, complaint.received_at, complaint.due_at
         from kiosk_complaint
         join complaint on complaint.ticket = kiosk_complaint.ticket
         where kiosk_complaint.kiosk = ?1
         and kiosk_complaint.received_at >= ?2
         order by kiosk_complaint.received_at desc, kiosk_complaint.ticket
         limit ?3",
    )?;
    let mut rows = select.query(params![id, since.0, most])?;
    let mut filed = Vec::new();
    while let Some(row) = rows.next()? {
        filed.push(FiledHere {
            ticket: code::ticket(row.get(0)?)?,
            state: code::required(row, 1, State::from_code)?,
            received_at: code::moment(row, 2)?,
            due_at: code::moment(row, 3)?,
        });
    }
    Ok(filed)
}

fn tally(connection: &Connection, id: u32, since: Timestamp) -> Result<Tally, StoreError> {
    let mut count = connection.prepare_cached(
        "select count(*)
         from kiosk_complaint
         where kiosk = ?1
         and received_at >= ?2",
    )?;
    let mut last = connection.prepare_cached(
        "select max(received_at)
         from kiosk_complaint
         where kiosk = ?1",
    )?;
    let since = count.query_row(params![id, since.0], |row| row.get(0))?;
    let last_at: Option<i64> = last.query_row([id], |row| row.get(0))?;
    Ok(Tally { since, last_at: last_at.map(Timestamp) })
}

fn slip_of(connection: &Connection, id: u32, key: &[u8; 16], since: Timestamp) -> Result<Option<Slip>, StoreError> {
    let mut select = connection.prepare_cached(
        "select idempotency.ticket
         from idempotency
         join kiosk_complaint on kiosk_complaint.ticket = idempotency.ticket
         where idempotency.key = ?1
         and idempotency.scope = ?2
         and kiosk_complaint.kiosk = ?3
         and kiosk_complaint.received_at >= ?4",
    )?;
    let scope = i64::try_from(FILING).expect("the scope of filing is small");
    let number = select.query_row(params![key, scope, id, since.0], |row| row.get(0)).optional()?;
    number.map(|number| complaint::slip(connection, code::ticket(number)?)).transpose()
}

fn centre_of(connection: &Connection, ticket: Ticket) -> Result<Option<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "select kiosk.name
         from kiosk_complaint
         join kiosk on kiosk.id = kiosk_complaint.kiosk
         where kiosk_complaint.ticket = ?1",
    )?;
    Ok(select.query_row([code::number(ticket)], |row| row.get(0)).optional()?)
}
