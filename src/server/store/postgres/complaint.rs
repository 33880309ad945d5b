//! A complaint's row, and what is written with it in one transaction: its
//! history, its photos, its figure, its letters, the key of the request, its place
//! in the order of filing.

use domain::{event::EventKind, joining::check_join, life::State, ticket::Ticket, time::Timestamp};

use super::{
    code,
    desk::words,
    dossier, erase, event,
    fault::Fault,
    idempotency::{self, Earlier},
    inbox, kiosk,
    link::{Link, Value},
    outbox, photo, standing,
    unit::Unit,
};
use crate::store::{Filed, Filing, Slip, Step, Stepped, StoreError, inbox::UNDO_SECONDS};

/// Writes a new complaint down.
pub async fn file(unit: &mut Unit, filing: &Filing) -> Result<Filed, Fault> {
    let filed = try_to_file(unit.link(), filing).await?;
    if filed == Filed::New {
        unit.count_up(filing.standing.ticket, filing.standing.facet());
        unit.put_last(filing.standing.ticket);
    } else {
        unit.take_back();
    }
    Ok(filed)
}

async fn try_to_file(link: &Link, filing: &Filing) -> Result<Filed, Fault> {
    let ticket = filing.standing.ticket;
    if let Some(once) = &filing.once {
        match idempotency::remember(link, once, ticket).await? {
            Earlier::Nothing => {}
            Earlier::Same(ticket) => return slip(link, ticket).await.map(Filed::Repeated),
            Earlier::Other => return Ok(Filed::Reused),
        }
    }
    if let Some(message) = &filing.message
        && !inbox::is_waiting(link, &message.id).await?
    {
        return Ok(Filed::MessageTaken);
    }
    if insert(link, filing).await? == 0 {
        return Ok(Filed::TicketTaken);
    }
    event::append(link, ticket, &filing.first).await?;
    for came in &filing.photos {
        event::append(link, ticket, &came.event).await?;
        photo::add(link, ticket, came.event.event.version, &came.photo).await?;
    }
    let filed_at = filing.standing.received_at;
    if let Some(message) = &filing.message {
        inbox::mark_filed(link, message, ticket, filed_at).await?;
    }
    // Nobody is told of what may still be undone.
    let not_before = filing.message.as_ref().map_or(filed_at, |_| Timestamp(filed_at.0 + UNDO_SECONDS + 1));
    outbox::write(link, ticket, &filing.first.event, &filing.letters, not_before).await?;
    if let Some(id) = filing.kiosk {
        kiosk::remember(link, id, ticket, filed_at).await?;
    }
    Ok(Filed::New)
}

/// Writes a step down, unless someone else was faster.
pub async fn step(unit: &mut Unit, step: &Step) -> Result<Stepped, Fault> {
    let stepped = try_to_step(unit.link(), step).await?;
    if stepped == Stepped::Done {
        unit.count_down(step.standing.ticket, step.before);
        unit.count_up(step.standing.ticket, step.standing.facet());
    } else {
        unit.take_back();
    }
    Ok(stepped)
}

async fn try_to_step(link: &Link, step: &Step) -> Result<Stepped, Fault> {
    let ticket = step.standing.ticket;
    if let Some(once) = &step.once {
        match idempotency::remember(link, once, ticket).await? {
            Earlier::Nothing => {}
            Earlier::Same(_) => return Ok(Stepped::Repeated),
            Earlier::Other => return Ok(Stepped::Reused),
        }
    }
    if let Some(other) = step.event.event.merged_into
        && let Err(refusal) = check_join(ticket, other, lock_both(link, ticket, other).await?)
    {
        return Ok(Stepped::Refused(refusal));
    }
    if update(link, step).await? != 1 {
        return Ok(Stepped::Overtaken);
    }
    event::append(link, ticket, &step.event).await?;
    if let Some(photo) = &step.photo {
        photo::add(link, ticket, step.event.event.version, photo).await?;
    }
    outbox::write(link, ticket, &step.event.event, &step.letters, step.event.event.at).await?;
    if step.before.department != step.standing.department {
        words::move_on(link, ticket, step.standing.department).await?;
    }
    if step.event.event.kind == EventKind::Erased {
        erase::scrub(link, ticket, step.event.event.at).await?;
    }
    Ok(Stepped::Done)
}

/// Writes steps down that follow each other, unless someone else was faster.
pub async fn steps(unit: &mut Unit, steps: &[Step]) -> Result<Stepped, Fault> {
    for (place, next) in steps.iter().enumerate() {
        match step(unit, next).await? {
            Stepped::Done => {}
            first if place == 0 => return Ok(first),
            // An error, so that those before it are taken back.
            _ => return Err(StoreError::Corrupt("steps that do not follow each other".to_owned()).into()),
        }
    }
    Ok(Stepped::Done)
}

/// Takes a complaint back as if it had never been filed: on the day on which it
/// was filed, before anything happened to it and before anybody was told. False
/// where it is too late for that.
pub async fn unfile(unit: &mut Unit, ticket: Ticket, now: Timestamp) -> Result<bool, Fault> {
    let number = code::number(ticket);
    let link = unit.link();
    // Whoever takes a step or takes its letter out waits from here on, or was first.
    link.query("select 1 from complaint where ticket = $1 for update", &[&number]).await?;
    let letters = link.query("select tries from outbox where ticket = $1 for update", &[&number]).await?;
    let Some(found) = dossier::find(link, ticket).await? else { return Ok(false) };
    let standing = found.standing;
    let mut is_known = false;
    for letter in &letters {
        is_known |= letter.try_get::<_, i64>(0)? > 0;
    }
    is_known |= link.first("select 1 from complaint where merged_into = $1", &[&number]).await?.is_some();
    if standing.version != 1 || is_known || standing.received_at.day() != now.day() {
        return Ok(false);
    }
    words::take_back(link, ticket).await?;
    for statement in [
        "delete from outbox where ticket = $1",
        "delete from idempotency where ticket = $1",
        "delete from event where ticket = $1",
        "delete from complaint where ticket = $1",
    ] {
        link.execute(statement, &[&number]).await?;
    }
    unit.count_down(ticket, standing.facet());
    Ok(true)
}

async fn insert(link: &Link, filing: &Filing) -> Result<u64, Fault> {
    let particulars = &filing.particulars;
    let values = standing::Values::of(&filing.standing);
    let mobile = particulars.mobile.as_ref().map(|mobile| mobile.as_str());
    let language = particulars.language.code();
    let key_version = i64::from(particulars.key_version);
    let wakes_at = filing.standing.wakes_at().map(|at| at.0);
    let written: [Value<'_>; 9] = [
        &particulars.place,
        &particulars.text,
        &particulars.name,
        &mobile,
        &particulars.email,
        &language,
        &particulars.notice,
        &key_version,
        &wakes_at,
    ];
    link.execute(
        "insert into complaint
           (ticket, version, state, category, district, department, channel, received_at, updated_at, due_at,
            promised_at, resolved_at, closed_at, reason, confirmed, reopened, merged_into, asks, asked_at,
            transfers, forwarded, reminded_at, level, photos, erased_at, place, text, name, mobile, email, language,
            notice, key_version, wakes_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)
         on conflict (ticket) do nothing",
        &[values.all().as_slice(), &written].concat(),
    )
    .await
}

async fn update(link: &Link, step: &Step) -> Result<u64, Fault> {
    let values = standing::Values::of(&step.standing);
    let wakes_at = step.standing.wakes_at().map(|at| at.0);
    let before = i64::from(step.standing.version) - 1;
    let beside: [Value<'_>; 3] = [&wakes_at, &step.handler, &before];
    link.execute(
        "update complaint
         set version = $2, state = $3, category = $4, district = $5, department = $6, channel = $7,
             received_at = $8, updated_at = $9, due_at = $10, promised_at = $11, resolved_at = $12,
             closed_at = $13, reason = $14, confirmed = $15, reopened = $16, merged_into = $17, asks = $18,
             asked_at = $19, transfers = $20, forwarded = $21, reminded_at = $22, level = $23, photos = $24,
             erased_at = $25, wakes_at = $26, handler = coalesce($27, handler)
         where ticket = $1
         and version = $28",
        &[values.all().as_slice(), &beside].concat(),
    )
    .await
}

/// Where the other of two complaints stands, which stays so until the end of the
/// transaction. Both are locked in the order of their numbers, so that two that are
/// joined with each other at the same moment do not wait for each other for ever.
async fn lock_both(link: &Link, one: Ticket, other: Ticket) -> Result<Option<State>, Fault> {
    let rows = link
        .query(
            "select ticket, state
             from complaint
             where ticket in ($1, $2)
             order by ticket
             for update",
            &[&code::number(one), &code::number(other)],
        )
        .await?;
    for row in &rows {
        if code::ticket_of(row, 0)? == other {
            return code::required(row, 1, State::from_code).map(Some);
        }
    }
    Ok(None)
}

/// Which issue of PIN and key is valid.
pub async fn key_version(link: &Link, ticket: Ticket) -> Result<Option<u32>, Fault> {
    let row = link
        .first(
            "select key_version
             from complaint
             where ticket = $1",
            &[&code::number(ticket)],
        )
        .await?;
    row.map(|row| code::small(&row, 0)).transpose()
}

/// What a receipt is made from.
pub async fn slip(link: &Link, ticket: Ticket) -> Result<Slip, Fault> {
    let row = link
        .first(
            "select key_version, received_at, due_at
             from complaint
             where ticket = $1",
            &[&code::number(ticket)],
        )
        .await?;
    let row = row.ok_or_else(|| StoreError::Corrupt("a remembered complaint is gone".to_owned()))?;
    Ok(Slip {
        ticket,
        key_version: code::small(&row, 0)?,
        received_at: code::moment(&row, 1)?,
        due_at: code::moment(&row, 2)?,
    })
}
