//! A complaint's row, and what is written with it in one transaction: its
//! history, its photos, its figure, its letters, the key of the request, by what
//! it is found.

use domain::{event::EventKind, joining::check_join, life::State, ticket::Ticket, time::Timestamp};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, ToSql};

use super::{
    code, desk::words, dossier, erase, event, idempotency, inbox, kiosk, outbox, photo, standing, writer::Unit,
};
use crate::store::{Filed, Filing, Once, Slip, Step, Stepped, StoreError, inbox::UNDO_SECONDS};

/// Writes a new complaint down.
pub fn file(unit: &mut Unit<'_>, filing: &Filing) -> Result<Filed, StoreError> {
    let connection = unit.connection();
    if let Some(once) = &filing.once {
        match earlier(connection, once)? {
            Earlier::Nothing => {}
            Earlier::Same(ticket) => return slip(connection, ticket).map(Filed::Repeated),
            Earlier::Other => return Ok(Filed::Reused),
        }
    }
    if let Some(message) = &filing.message
        && !inbox::is_waiting(connection, &message.id)?
    {
        return Ok(Filed::MessageTaken);
    }
    match insert(connection, filing) {
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::ConstraintViolation => {
            return Ok(Filed::TicketTaken);
        }
        inserted => inserted?,
    };
    event::append(connection, filing.standing.ticket, &filing.first)?;
    for came in &filing.photos {
        event::append(connection, filing.standing.ticket, &came.event)?;
        photo::add(connection, filing.standing.ticket, came.event.event.version, &came.photo)?;
    }
    let filed_at = filing.standing.received_at;
    if let Some(message) = &filing.message {
        inbox::mark_filed(connection, message, filing.standing.ticket, filed_at)?;
    }
    // Nobody is told of what may still be undone.
    let not_before = filing.message.as_ref().map_or(filed_at, |_| Timestamp(filed_at.0 + UNDO_SECONDS + 1));
    outbox::write(connection, filing.standing.ticket, &filing.first.event, &filing.letters, not_before)?;
    if let Some(once) = &filing.once {
        idempotency::remember(connection, once, filing.standing.ticket)?;
    }
    if let Some(id) = filing.kiosk {
        kiosk::remember(connection, id, filing.standing.ticket, filing.standing.received_at)?;
    }
    unit.count_up(filing.standing.facet());
    Ok(Filed::New)
}

/// Writes a step down, unless someone else was faster.
pub fn step(unit: &mut Unit<'_>, step: &Step) -> Result<Stepped, StoreError> {
    let connection = unit.connection();
    if let Some(once) = &step.once {
        match earlier(connection, once)? {
            Earlier::Nothing => {}
            Earlier::Same(_) => return Ok(Stepped::Repeated),
            Earlier::Other => return Ok(Stepped::Reused),
        }
    }
    if let Some(other) = step.event.event.merged_into
        && let Err(refusal) = check_join(step.standing.ticket, other, state(connection, other)?)
    {
        return Ok(Stepped::Refused(refusal));
    }
    if update(connection, step)? != 1 {
        return Ok(Stepped::Overtaken);
    }
    event::append(connection, step.standing.ticket, &step.event)?;
    if let Some(photo) = &step.photo {
        photo::add(connection, step.standing.ticket, step.event.event.version, photo)?;
    }
    outbox::write(connection, step.standing.ticket, &step.event.event, &step.letters, step.event.event.at)?;
    if let Some(once) = &step.once {
        idempotency::remember(connection, once, step.standing.ticket)?;
    }
    if step.before.department != step.standing.department {
        words::move_on(connection, step.standing.ticket)?;
    }
    if step.event.event.kind == EventKind::Erased {
        erase::scrub(connection, step.standing.ticket, step.event.event.at)?;
    }
    unit.count_down(step.before);
    unit.count_up(step.standing.facet());
    Ok(Stepped::Done)
}

/// Writes steps down that follow each other, unless someone else was faster.
pub fn steps(unit: &mut Unit<'_>, steps: &[Step]) -> Result<Stepped, StoreError> {
    for (place, next) in steps.iter().enumerate() {
        match step(unit, next)? {
            Stepped::Done => {}
            first if place == 0 => return Ok(first),
            // An error, so that those before it are taken back.
            _ => return Err(StoreError::Corrupt("steps that do not follow each other".to_owned())),
        }
    }
    Ok(Stepped::Done)
}

/// Takes a complaint back as if it had never been filed: on the day on which it
/// was filed, before anything happened to it and before anybody was told. False
/// where it is too late for that.
pub fn unfile(unit: &mut Unit<'_>, ticket: Ticket, now: Timestamp) -> Result<bool, StoreError> {
    let number = code::number(ticket);
    let connection = unit.connection();
    let Some(found) = dossier::find(connection, ticket)? else { return Ok(false) };
    let standing = found.standing;
    let is_known = connection
        .prepare_cached(
            "select exists (select 1 from outbox where ticket = ?1 and tries > 0)
           or exists (select 1 from complaint where merged_into = ?1)",
        )?
        .query_row([number], |row| row.get(0))?;
    if standing.version != 1 || is_known || standing.received_at.day() != now.day() {
        return Ok(false);
    }
    words::take_back(connection, ticket)?;
    for statement in [
        "delete from outbox where ticket = ?1",
        "delete from idempotency where ticket = ?1",
        "delete from event where ticket = ?1",
        "delete from complaint where ticket = ?1",
    ] {
        connection.prepare_cached(statement)?.execute([number])?;
    }
    unit.count_down(standing.facet());
    Ok(true)
}

/// What this key was used for before.
enum Earlier {
    Nothing,
    Same(Ticket),
    Other,
}

fn earlier(connection: &Connection, once: &Once) -> Result<Earlier, StoreError> {
    Ok(match idempotency::recall(connection, once)? {
        None => Earlier::Nothing,
        Some((digest, ticket)) if digest == once.digest => Earlier::Same(ticket),
        Some(_) => Earlier::Other,
    })
}

fn insert(connection: &Connection, filing: &Filing) -> rusqlite::Result<usize> {
    let mut insert = connection.prepare_cached(
        "insert into complaint
           (ticket, version, state, category, district, department, channel, received_at, updated_at, due_at,
            promised_at, resolved_at, closed_at, reason, confirmed, reopened, merged_into, asks, asked_at,
            transfers, forwarded, reminded_at, level, photos, erased_at, place, text, name, mobile, email, language,
            notice, key_version, wakes_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
            ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)",
    )?;
    let particulars = &filing.particulars;
    let mobile = particulars.mobile.as_ref().map(|mobile| mobile.as_str());
    let language = particulars.language.code();
    let wakes_at = filing.standing.wakes_at().map(|at| at.0);
    let written: [&dyn ToSql; 9] = [
        &particulars.place,
        &particulars.text,
        &particulars.name,
        &mobile,
        &particulars.email,
        &language,
        &particulars.notice,
        &particulars.key_version,
        &wakes_at,
    ];
    standing::with_values(&filing.standing, |values| insert.execute([values.as_slice(), &written].concat().as_slice()))
}

fn update(connection: &Connection, step: &Step) -> rusqlite::Result<usize> {
    let mut update = connection.prepare_cached(
        "update complaint
         set version = ?2, state = ?3, category = ?4, district = ?5, department = ?6, channel = ?7,
             received_at = ?8, updated_at = ?9, due_at = ?10, promised_at = ?11, resolved_at = ?12,
             closed_at = ?13, reason = ?14, confirmed = ?15, reopened = ?16, merged_into = ?17, asks = ?18,
             asked_at = ?19, transfers = ?20, forwarded = ?21, reminded_at = ?22, level = ?23, photos = ?24,
             erased_at = ?25, wakes_at = ?26, handler = coalesce(?27, handler)
         where ticket = ?1
         and version = ?2 - 1",
    )?;
    let wakes_at = step.standing.wakes_at().map(|at| at.0);
    let beside: [&dyn ToSql; 2] = [&wakes_at, &step.handler];
    standing::with_values(&step.standing, |values| update.execute([values.as_slice(), &beside].concat().as_slice()))
}

/// Where a complaint stands now.
fn state(connection: &Connection, ticket: Ticket) -> Result<Option<State>, StoreError> {
    let mut select = connection.prepare_cached(
        "select state
         from complaint
         where ticket = ?1",
    )?;
    let mut rows = select.query([code::number(ticket)])?;
    rows.next()?.map(|row| code::required(row, 0, State::from_code)).transpose()
}

/// Which issue of PIN and key is valid.
pub fn key_version(connection: &Connection, ticket: Ticket) -> Result<Option<u32>, StoreError> {
    let mut select = connection.prepare_cached(
        "select key_version
         from complaint
         where ticket = ?1",
    )?;
    Ok(select.query_row([code::number(ticket)], |row| row.get(0)).optional()?)
}

/// What a receipt is made from.
pub fn slip(connection: &Connection, ticket: Ticket) -> Result<Slip, StoreError> {
    let mut select = connection.prepare_cached(
        "select key_version, received_at, due_at
         from complaint
         where ticket = ?1",
    )?;
    let mut rows = select.query([code::number(ticket)])?;
    let row = rows.next()?.ok_or_else(|| StoreError::Corrupt("a remembered complaint is gone".to_owned()))?;
    Ok(Slip { ticket, key_version: row.get(0)?, received_at: code::moment(row, 1)?, due_at: code::moment(row, 2)? })
}
