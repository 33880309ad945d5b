//! Letters that wait, and what became of them.

use std::sync::LazyLock;

use domain::{
    event::Event,
    language::Language,
    letter::{Letter, Template, Way},
    mobile::Mobile,
    ticket::Ticket,
    time::Timestamp,
};
use rusqlite::{Connection, Row, params};

use super::{code, event, inbox, standing};
use crate::store::{
    StoreError,
    outbox::{
        Address, Due, Health, INTERRUPTED, LEASE, LetterId, LetterState, Outgoing, PATIENCE, TOO_OLD, Tried,
        UNANSWERED_MAX, UNANSWERED_REPLIES_MAX, give_up_at,
    },
};

/// Writes the letters of an event down, where the complaint has the address; none
/// goes out before that moment.
pub fn write(
    connection: &Connection,
    ticket: Ticket,
    event: &Event,
    letters: &[Letter],
    not_before: Timestamp,
) -> Result<(), StoreError> {
    for letter in letters {
        let has_address = match letter.way {
            Way::Sms => "mobile is not null",
            Way::Email => "email is not null",
            Way::Reply(_) => {
                "exists (
                   select 1
                   from message
                   where message.ticket = complaint.ticket
                   and message.channel = ?3
                   and message.state = 'filed'
                 )"
            }
            Way::Department(_) => "true",
        };
        let mut insert = connection.prepare_cached(&format!(
            "insert into outbox
               (ticket, version, way, template, state, tries, unanswered, created_at, next_at, give_up_at)
             select ticket, ?2, ?3, ?4, 'waiting', 0, 0, ?5, ?6, ?7
             from complaint
             where ticket = ?1
             and {has_address}"
        ))?;
        insert.execute(params![
            code::number(ticket),
            event.version,
            letter.way.code(),
            letter.template.code(),
            event.at.0,
            not_before.0,
            give_up_at(event.at).0,
        ])?;
    }
    Ok(())
}

/// True if something is due. Asked before the writer is, every second.
pub fn is_due(connection: &Connection, way: Way, now: Timestamp) -> Result<bool, StoreError> {
    let mut select = connection.prepare_cached(
        "select min(next_at)
         from outbox
         where state = 'waiting'
         and way = ?1",
    )?;
    let next: Option<i64> = select.query_row([way.code()], |row| row.get(0))?;
    Ok(next.is_some_and(|next| next <= now.0))
}

static DUE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}, o.template, o.tries, o.unanswered, o.give_up_at, c.language, c.mobile, c.email,
           o.tried_at is not null, o.created_at, o.error
         from outbox o
         join complaint c on c.ticket = o.ticket
         join event e on e.ticket = o.ticket and e.version = o.version
         where o.state = 'waiting'
         and o.way = ?1
         and o.next_at <= ?2
         and not exists (
           select 1
           from outbox older
           where older.ticket = o.ticket
           and older.way = o.way
           and older.version < o.version
           and older.state = 'waiting'
           and older.tries < ?3
         )
         order by o.next_at
         limit ?4",
        standing::COLUMNS,
        event::COLUMNS
    )
});

/// Takes letters out: they are due again when the lease is over.
pub fn take_due(connection: &Connection, way: Way, most: u32, now: Timestamp) -> Result<Vec<Due>, StoreError> {
    let mut select = connection.prepare_cached(&DUE)?;
    let mut rows = select.query(params![way.code(), now.0, PATIENCE, most])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(due(connection, row, way)?);
    }
    let unanswered_max = if way.channel().is_some() { UNANSWERED_REPLIES_MAX } else { UNANSWERED_MAX };
    let mut taken = Vec::new();
    for (letter, unanswered) in found {
        if unanswered >= unanswered_max {
            mark(connection, letter.id, Tried::GivenUp(INTERRUPTED), now)?;
        } else if letter.give_up_at < now {
            mark(connection, letter.id, Tried::GivenUp(TOO_OLD), now)?;
        } else {
            lease(connection, letter.id, now)?;
            taken.push(letter);
        }
    }
    Ok(taken)
}

fn lease(connection: &Connection, id: LetterId, now: Timestamp) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "update outbox
         set tries = tries + 1, unanswered = unanswered + 1, tried_at = ?4, next_at = ?5
         where ticket = ?1
         and version = ?2
         and way = ?3",
    )?;
    update.execute(params![code::number(id.ticket), id.version, id.way.code(), now.0, now.0 + LEASE])?;
    Ok(())
}

/// A letter with how often it was taken out without an answer.
fn due(connection: &Connection, row: &Row<'_>, way: Way) -> Result<(Due, u32), StoreError> {
    let standing = standing::read(row)?;
    let event = event::read(row, standing::COUNT)?;
    let first = standing::COUNT + event::COUNT;
    let address = match way {
        Way::Sms => code::optional(row, first + 5, Mobile::parse)?.map(Address::Mobile),
        Way::Email => row.get::<_, Option<String>>(first + 6)?.map(Address::Email),
        Way::Reply(channel) => inbox::address(connection, channel, standing.ticket)?.map(Address::Post),
        // Its system is told the words.
        Way::Department(_) => standing.erased_at.is_none().then_some(Address::System),
    };
    let letter = Due {
        id: LetterId { ticket: standing.ticket, version: event.version, way },
        template: code::required(row, first, Template::from_code)?,
        tries: row.get::<_, u32>(first + 1)? + 1,
        was_tried: row.get(first + 7)?,
        created_at: code::moment(row, first + 8)?,
        error: row.get(first + 9)?,
        give_up_at: code::moment(row, first + 3)?,
        address,
        language: code::required(row, first + 4, Language::from_code)?,
        standing,
        event,
    };
    Ok((letter, row.get(first + 2)?))
}

/// Writes down what became of a letter.
pub fn mark(connection: &Connection, id: LetterId, tried: Tried, now: Timestamp) -> Result<(), StoreError> {
    let (state, next_at, done_at, error) = match tried {
        Tried::Sent => (LetterState::Sent, None, Some(now.0), None),
        Tried::Later(error, next) => (LetterState::Waiting, Some(next.0), None, Some(error)),
        Tried::GivenUp(error) => (LetterState::Failed, None, Some(now.0), Some(error)),
    };
    // Whoever was told too late that it had lost its lease changes nothing that
    // is settled.
    let mut update = connection.prepare_cached(
        "update outbox
         set state = ?4, next_at = coalesce(?5, next_at), done_at = ?6, error = ?7, unanswered = 0
         where ticket = ?1
         and version = ?2
         and way = ?3
         and state = 'waiting'",
    )?;
    update.execute(params![
        code::number(id.ticket),
        id.version,
        id.way.code(),
        state.code(),
        next_at,
        done_at,
        error
    ])?;
    Ok(())
}

/// How a way is doing.
pub fn health(connection: &Connection, way: Way) -> Result<Health, StoreError> {
    let mut waiting = connection.prepare_cached(
        "select count(*), min(created_at)
         from outbox
         where state = 'waiting'
         and way = ?1",
    )?;
    let (waiting, oldest) =
        waiting.query_row([way.code()], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(Timestamp))))?;
    let mut failed = connection.prepare_cached(
        "select count(*)
         from outbox
         where state = 'failed'
         and way = ?1",
    )?;
    let failed = failed.query_row([way.code()], |row| row.get(0))?;
    let mut sent = connection.prepare_cached(
        "select max(done_at)
         from outbox
         where state = 'sent'
         and way = ?1",
    )?;
    let last_sent = sent.query_row([way.code()], |row| Ok(row.get::<_, Option<i64>>(0)?.map(Timestamp)))?;
    Ok(Health { waiting, oldest, failed, last_sent, error: last_error(connection, way, last_sent)? })
}

/// Why the letter that was tried last still waits, unless one went out since.
fn last_error(connection: &Connection, way: Way, last_sent: Option<Timestamp>) -> Result<Option<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "select error
         from outbox
         where state = 'waiting'
         and way = ?1
         and error is not null
         and tried_at >= ?2
         order by tried_at desc
         limit 1",
    )?;
    let mut rows = select.query(params![way.code(), last_sent.map_or(i64::MIN, |at| at.0)])?;
    rows.next()?.map(|row| row.get(0)).transpose().map_err(StoreError::from)
}

const OUTGOING: &str = "ticket, version, way, template, state, tries, created_at, next_at, done_at, error";

static GIVEN_UP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {OUTGOING}
         from outbox
         where state = 'failed'
         and way = ?1
         order by done_at desc
         limit ?2"
    )
});

/// The letters of a way that were given up last, newest first.
pub fn given_up(connection: &Connection, way: Way, most: u32) -> Result<Vec<Outgoing>, StoreError> {
    let mut select = connection.prepare_cached(&GIVEN_UP)?;
    all(select.query(params![way.code(), most])?)
}

static OF_TICKET: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {OUTGOING}
         from outbox
         where ticket = ?1
         order by version desc, way"
    )
});

/// The letters of a complaint, newest first.
pub fn of_ticket(connection: &Connection, ticket: Ticket) -> Result<Vec<Outgoing>, StoreError> {
    let mut select = connection.prepare_cached(&OF_TICKET)?;
    all(select.query([code::number(ticket)])?)
}

fn all(mut rows: rusqlite::Rows<'_>) -> Result<Vec<Outgoing>, StoreError> {
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        letters.push(outgoing(row)?);
    }
    Ok(letters)
}

fn outgoing(row: &Row<'_>) -> Result<Outgoing, StoreError> {
    let id = LetterId {
        ticket: code::ticket(row.get(0)?)?,
        version: row.get(1)?,
        way: code::required(row, 2, Way::from_code)?,
    };
    Ok(Outgoing {
        id,
        template: code::required(row, 3, Template::from_code)?,
        state: code::required(row, 4, LetterState::from_code)?,
        tries: row.get(5)?,
        created_at: code::moment(row, 6)?,
        at: code::moment_or_none(row, 8)?.map_or_else(|| code::moment(row, 7), Ok)?,
        error: row.get(9)?,
    })
}

/// Lets letters that were given up be tried again, from the beginning.
pub fn try_again(connection: &Connection, way: Way, since: Timestamp, now: Timestamp) -> Result<u32, StoreError> {
    let mut update = connection.prepare_cached(
        "update outbox
         set state = 'waiting', tries = 0, unanswered = 0, next_at = ?3, give_up_at = ?4, done_at = null
         where state = 'failed'
         and way = ?1
         and done_at >= ?2",
    )?;
    let changed = update.execute(params![way.code(), since.0, now.0, give_up_at(now).0])?;
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}
