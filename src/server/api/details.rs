//! The private part of a complaint, for whoever holds the key.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    action::Actor,
    event::Event,
    time::Timestamp,
    wire::{Details, Problem, Reply, TicketStatus},
};

use super::tickets;
use crate::{
    failure::Failure,
    file_complaint::FIRST_KEY_VERSION,
    limits::Kind,
    office::Office,
    store::{Dossier, photo::PhotoLine},
};

/// The complaint that the key of the request opens.
///
/// # Errors
/// No key; unknown number and wrong key alike.
pub async fn open(office: &Office, typed: &str, headers: &HeaderMap) -> Result<Dossier, Failure> {
    open_with(office, typed, key_of(headers)?).await
}

/// The key that a request carries.
///
/// # Errors
/// There is none.
pub fn key_of(headers: &HeaderMap) -> Result<&str, Failure> {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    sent.and_then(|sent| sent.strip_prefix("Bearer ")).ok_or(Failure::NoKey)
}

/// The complaint that this key opens.
///
/// # Errors
/// Unknown number and wrong key alike.
pub async fn open_with(office: &Office, typed: &str, key: &str) -> Result<Dossier, Failure> {
    let ticket = tickets::read(office, typed).map_err(|failure| match failure {
        Failure::UnknownTicket => Failure::UnknownTicketOrKey,
        other => other,
    })?;
    let now = office.clock.now();
    office.limits.check(Kind::Miss, now)?;
    let found = office.store.open(ticket).await?;
    let version = found.as_ref().map_or(FIRST_KEY_VERSION, |found| found.particulars.key_version);
    let has_key = office.secret.credentials(ticket, version).has_key(key.trim());
    let opened = found.filter(|_| has_key);
    if opened.is_none() {
        office.limits.count(Kind::Miss, now);
    }
    opened.ok_or(Failure::UnknownTicketOrKey)
}

/// What the holder of the key sees at `now`.
pub fn details(office: &Office, found: &Dossier, now: Timestamp) -> Details {
    let events: Vec<Event> = found.history.iter().map(|sealed| sealed.event.clone()).collect();
    let replies = events.iter().filter(|event| event.kind.is_reply()).filter_map(|event| {
        Some(Reply {
            at: event.at,
            event: event.kind.code().to_owned(),
            own: event.by == Actor::Citizen,
            text: event.text.clone()?,
        })
    });
    let wrote = &found.particulars;
    Details {
        status: TicketStatus::private(&found.standing, &events, &office.prefix),
        text: wrote.text.clone(),
        place: wrote.place.clone(),
        name: wrote.name.clone(),
        mobile: wrote.mobile.as_ref().map(|mobile| mobile.masked()),
        photos: found.photos.iter().map(PhotoLine::shown).collect(),
        replies: replies.collect(),
        actions: found.standing.offers(Actor::Citizen, now),
        erased_at: found.standing.erased_at,
    }
}

/// The details as an answer that no cache keeps.
pub fn answer(details: Details) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(details)).into_response()
}

/// The status and the private part.
///
/// # Errors
/// No key; unknown number and wrong key alike.
#[utoipa::path(
    get, path = "/api/v1/tickets/{ticket}/details", tag = "tickets",
    params(("ticket" = String, Path, description = "the number, in any spelling")),
    security(("key" = [])),
    responses(
        (status = 200, description = "for whoever holds the key", body = Details),
        (status = 400, description = "one digit is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no key", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown number or wrong key", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many tries from this address", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = open(&office, &typed, &headers).await?;
    Ok(answer(details(&office, &found, office.clock.now())))
}
