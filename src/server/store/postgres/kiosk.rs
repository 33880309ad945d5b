//! Kiosks, and which complaints came from them.

use async_trait::async_trait;
use domain::{life::State, reference::District, ticket::Ticket, time::Timestamp};
use tokio_postgres::Row;

use super::{PostgresStore, code, complaint, fault::Fault, link::Link, sign_in_try};
use crate::{
    history::Digest,
    store::{
        FILING, Slip, StoreError,
        kiosk::{Addition, Enrolling, Enrolment, FiledHere, Kiosk, KioskRegister, KioskStore, Tally},
    },
};

#[async_trait]
impl KioskRegister for PostgresStore {
    async fn add_kiosk(&self, addition: Addition, now: Timestamp) -> Result<u32, StoreError> {
        self.links.write(&(addition, now), |unit, (addition, now)| Box::pin(add(unit.link(), addition, *now))).await
    }

    async fn kiosks(&self) -> Result<Vec<Kiosk>, StoreError> {
        self.links.read(&(), |link, ()| Box::pin(all(link))).await
    }

    async fn disable_kiosk(&self, id: u32, now: Timestamp) -> Result<Option<Kiosk>, StoreError> {
        self.links.write(&(id, now), |unit, (id, now)| Box::pin(disable(unit.link(), *id, *now))).await
    }
}

#[async_trait]
impl KioskStore for PostgresStore {
    async fn enrol_kiosk(&self, enrolling: Enrolling, now: Timestamp) -> Result<Enrolment, StoreError> {
        self.links
            .write(&(enrolling, now), |unit, (enrolling, now)| Box::pin(enrol(unit.link(), enrolling, *now)))
            .await
    }

    async fn kiosk_of(&self, token: &Digest) -> Result<Option<Kiosk>, StoreError> {
        self.links.read(token, |link, token| Box::pin(of_token(link, token))).await
    }

    async fn touch_kiosk(&self, id: u32, now: Timestamp) -> Result<(), StoreError> {
        self.links.write(&(id, now), |unit, (id, now)| Box::pin(touch(unit.link(), *id, *now))).await
    }

    async fn filed_here(&self, id: u32, since: Timestamp, most: u32) -> Result<Vec<FiledHere>, StoreError> {
        let asked = (id, since, most);
        self.links.read(&asked, |link, (id, since, most)| Box::pin(filed_here(link, *id, *since, *most))).await
    }

    async fn tally(&self, id: u32, since: Timestamp) -> Result<Tally, StoreError> {
        self.links.read(&(id, since), |link, (id, since)| Box::pin(tally(link, *id, *since))).await
    }

    async fn slip_of(&self, id: u32, key: [u8; 16], since: Timestamp) -> Result<Option<Slip>, StoreError> {
        let asked = (id, key, since);
        self.links.read(&asked, |link, (id, key, since)| Box::pin(slip_of(link, *id, key, *since))).await
    }

    async fn centre_of(&self, ticket: Ticket) -> Result<Option<String>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(centre_of(link, *ticket))).await
    }
}

/// The number after the last one; whoever adds another at the same moment takes
/// the next.
async fn add(link: &Link, addition: &Addition, now: Timestamp) -> Result<u32, Fault> {
    let Addition { name, district, code, code_expires_at } = addition;
    let added = link
        .first(
            "insert into kiosk (id, name, district, code, code_expires_at, created_at)
             select coalesce(max(id), 0) + 1, cast($1 as text), cast($2 as text), cast($3 as bytea),
               cast($4 as bigint), cast($5 as bigint)
             from kiosk
             on conflict (id) do nothing
             returning id",
            &[name, &district.code(), &code.as_slice(), &code_expires_at.0, &now.0],
        )
        .await?;
    let row = added.ok_or_else(|| Fault::Again("the number of a kiosk was taken".to_owned()))?;
    code::small(&row, 0)
}

fn selecting(rest: &str) -> String {
    format!("select id, name, district, code_expires_at, enrolled_at, seen_at, disabled_at from kiosk {rest}")
}

async fn all(link: &Link) -> Result<Vec<Kiosk>, Fault> {
    link.query(&selecting("order by id"), &[]).await?.iter().map(read).collect()
}

async fn of_token(link: &Link, token: &Digest) -> Result<Option<Kiosk>, Fault> {
    let row = link.first(&selecting("where token = $1"), &[&token.as_slice()]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Kiosk, Fault> {
    Ok(Kiosk {
        id: code::small(row, 0)?,
        name: row.try_get(1)?,
        district: code::required(row, 2, District::from_code)?,
        code_expires_at: code::moment(row, 3)?,
        enrolled_at: code::moment_or_none(row, 4)?,
        seen_at: code::moment_or_none(row, 5)?,
        disabled_at: code::moment_or_none(row, 6)?,
    })
}

/// The first moment stays when it is done again. A code that was not used yet is
/// worth nothing any more.
async fn disable(link: &Link, id: u32, now: Timestamp) -> Result<Option<Kiosk>, Fault> {
    let id = i64::from(id);
    link.execute(
        "update kiosk
         set disabled_at = coalesce(disabled_at, $2),
             code = null
         where id = $1",
        &[&id, &now.0],
    )
    .await?;
    let row = link.first(&selecting("where id = $1"), &[&id]).await?;
    row.as_ref().map(read).transpose()
}

async fn touch(link: &Link, id: u32, now: Timestamp) -> Result<(), Fault> {
    link.execute("update kiosk set seen_at = $2 where id = $1", &[&i64::from(id), &now.0]).await?;
    Ok(())
}

async fn enrol(link: &Link, enrolling: &Enrolling, now: Timestamp) -> Result<Enrolment, Fault> {
    let counted_as = &enrolling.counted_as;
    if let Some(until) = sign_in_try::lock(link, counted_as, now).await? {
        return Ok(Enrolment::Locked(until));
    }
    let enrolled = link
        .first(
            "update kiosk
             set code = null,
                 token = $2,
                 enrolled_at = $3,
                 seen_at = $3
             where code = $1
             and code_expires_at > $3
             and disabled_at is null
             returning id",
            &[&enrolling.code.as_slice(), &enrolling.token.as_slice(), &now.0],
        )
        .await?;
    match enrolled {
        Some(row) => {
            sign_in_try::forgive(link, counted_as).await?;
            code::small(&row, 0).map(Enrolment::Done)
        }
        None => {
            sign_in_try::count(link, counted_as, now).await?;
            Ok(Enrolment::Wrong)
        }
    }
}

/// Writes down that a complaint was filed here.
pub async fn remember(link: &Link, id: u32, ticket: Ticket, received_at: Timestamp) -> Result<(), Fault> {
    link.execute(
        "insert into kiosk_complaint (kiosk, received_at, ticket)
         values ($1, $2, $3)",
        &[&i64::from(id), &received_at.0, &code::number(ticket)],
    )
    .await?;
    Ok(())
}

async fn filed_here(link: &Link, id: u32, since: Timestamp, most: u32) -> Result<Vec<FiledHere>, Fault> {
    let rows = link
        .query(
            "select complaint.ticket, complaint.state, complaint.received_at, complaint.due_at
             from kiosk_complaint
             join complaint on complaint.ticket = kiosk_complaint.ticket
             where kiosk_complaint.kiosk = $1
             and kiosk_complaint.received_at >= $2
             order by kiosk_complaint.received_at desc, kiosk_complaint.ticket
             limit $3",
            &[&i64::from(id), &since.0, &i64::from(most)],
        )
        .await?;
    let filed = |row: &Row| {
        Ok(FiledHere {
            ticket: code::ticket_of(row, 0)?,
            state: code::required(row, 1, State::from_code)?,
            received_at: code::moment(row, 2)?,
            due_at: code::moment(row, 3)?,
        })
    };
    rows.iter().map(filed).collect()
}

async fn tally(link: &Link, id: u32, since: Timestamp) -> Result<Tally, Fault> {
    let id = i64::from(id);
    let count = link
        .one(
            "select count(*)
             from kiosk_complaint
             where kiosk = $1
             and received_at >= $2",
            &[&id, &since.0],
        )
        .await?;
    let last = link
        .one(
            "select max(received_at)
             from kiosk_complaint
             where kiosk = $1",
            &[&id],
        )
        .await?;
    Ok(Tally { since: code::small(&count, 0)?, last_at: code::moment_or_none(&last, 0)? })
}

async fn slip_of(link: &Link, id: u32, key: &[u8; 16], since: Timestamp) -> Result<Option<Slip>, Fault> {
    let scope = i64::try_from(FILING).expect("the scope of filing is small");
    let found = link
        .first(
            "select idempotency.ticket
             from idempotency
             join kiosk_complaint on kiosk_complaint.ticket = idempotency.ticket
             where idempotency.key = $1
             and idempotency.scope = $2
             and kiosk_complaint.kiosk = $3
             and kiosk_complaint.received_at >= $4",
            &[&key.as_slice(), &scope, &i64::from(id), &since.0],
        )
        .await?;
    match found {
        None => Ok(None),
        Some(row) => complaint::slip(link, code::ticket_of(&row, 0)?).await.map(Some),
    }
}

async fn centre_of(link: &Link, ticket: Ticket) -> Result<Option<String>, Fault> {
    let row = link
        .first(
            "select kiosk.name
             from kiosk_complaint
             join kiosk on kiosk.id = kiosk_complaint.kiosk
             where kiosk_complaint.ticket = $1",
            &[&code::number(ticket)],
        )
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}
