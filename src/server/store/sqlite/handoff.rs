//! Words that prove whose handle it is.

use async_trait::async_trait;
use domain::{complaint::Channel, handoff::HandoffWord, ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, code};
use crate::{
    history::Digest,
    store::{
        ONCE_DAYS, StoreError,
        handoff::{Begun, Claimed, HandoffStore, NewHandoff},
        intake::Post,
    },
};

/// So many words wait for one complaint.
const WORDS: u32 = 20;

#[async_trait]
impl HandoffStore for SqliteStore {
    async fn begin_handoff(&self, handoff: NewHandoff, now: Timestamp) -> Result<Begun, StoreError> {
        self.writer.write(move |unit| begin(unit.connection(), &handoff, now)).await
    }

    async fn claimed(&self, ticket: Ticket, claim: Digest, now: Timestamp) -> Result<Claimed, StoreError> {
        self.readers.read(|connection| claimed(connection, ticket, &claim, now))
    }
}

fn begin(connection: &Connection, handoff: &NewHandoff, now: Timestamp) -> Result<Begun, StoreError> {
    let number = code::number(handoff.ticket);
    let mut select = connection.prepare_cached(
        "select channel
         from message
         where ticket = ?1
         and state = 'filed'
         and author <> ''",
    )?;
    let mut rows = select.query([number])?;
    let Some(row) = rows.next()? else { return Ok(Begun::NoPost) };
    let channel = code::required(row, 0, Channel::from_code)?;
    let mut waiting = connection.prepare_cached(
        "select count(*), min(good_until)
         from handoff
         where ticket = ?1
         and good_until >= ?2
         and proven_at is null",
    )?;
    let (count, first): (u32, Option<i64>) =
        waiting.query_row(params![number, now.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let Some(first) = first.filter(|_| count >= WORDS) {
        return Ok(Begun::TooMany(Timestamp(first)));
    }
    let mut insert = connection.prepare_cached(
        "insert into handoff (claim, ticket, word, created_at, good_until)
         values (?1, ?2, ?3, ?4, ?5)",
    )?;
    insert.execute(params![handoff.claim, number, handoff.word.as_str(), now.0, handoff.good_until.0])?;
    Ok(Begun::Done(channel))
}

fn claimed(connection: &Connection, ticket: Ticket, claim: &Digest, now: Timestamp) -> Result<Claimed, StoreError> {
    let mut select = connection.prepare_cached(
        "select proven_at is not null
         from handoff
         where claim = ?1
         and ticket = ?2
         and good_until >= ?3",
    )?;
    let found = select.query_row(params![claim, code::number(ticket), now.0], |row| row.get(0)).optional()?;
    Ok(match found {
        None => Claimed::Unknown,
        Some(false) => Claimed::Waiting,
        Some(true) => Claimed::Proven,
    })
}

/// Notes it when a post says the word of a complaint that the same person posted;
/// the complaint's number as it is kept.
pub fn prove(
    connection: &Connection,
    channel: Channel,
    post: &Post,
    now: Timestamp,
) -> Result<Option<i64>, StoreError> {
    let mut select = connection.prepare_cached(
        "select h.claim, h.ticket, h.word
         from message m
         join handoff h on h.ticket = m.ticket
         where m.channel = ?1
         and m.author = ?2
         and m.state = 'filed'
         and h.proven_at is null
         and h.good_until >= ?3",
    )?;
    if post.author.is_empty() {
        return Ok(None);
    }
    let mut rows = select.query(params![channel.code(), post.author, now.0])?;
    while let Some(row) = rows.next()? {
        let (claim, number, word): (Digest, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if HandoffWord::kept(&word).is_said_in(&post.text) {
            let mut update = connection.prepare_cached("update handoff set proven_at = ?2 where claim = ?1")?;
            update.execute(params![claim, now.0])?;
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// Forgets words that are long over.
pub fn forget_old(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    connection.execute("delete from handoff where good_until < ?1", [now.plus_days(-ONCE_DAYS).0])?;
    Ok(())
}
