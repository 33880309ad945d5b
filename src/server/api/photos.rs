//! The photos of a complaint, for whoever holds its key: adding one, and looking
//! at one.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    action::Actor,
    life::Verb,
    ticket::Ticket,
    wire::{Details, Problem},
};

use super::details;
use crate::{
    body::{self, Limit},
    failure::Failure,
    idempotency::IdempotencyKey,
    office::Office,
    photo::Unfit,
    store::{
        Dossier, Once, Stepped,
        photo::{NewPhoto, PhotoId},
    },
    take_step::add_photo,
};

/// How often a photo is added anew when someone else was faster.
const TRIES: usize = 5;

/// The app sends 200 kB; a page without scripts, or a phone that cannot scale
/// down, may send more. At the 20 kbit/s of a weak signal 200 kB take 80 seconds.
const PHOTO: Limit =
    Limit { largest: 1024 * 1024, patience: Duration::from_secs(120), beyond: Failure::PhotoUnfit(Unfit::TooLarge) };

/// What may be sent.
const TYPES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

/// Adds a photo to an open complaint; the details after it.
///
/// The picture is turned upright, scaled down to 1,600 pixels and 200 kB and
/// written anew: nothing that was noted beside it is kept.
///
/// # Errors
/// No key or a wrong one; no photo; a complaint that is closed or has three.
#[utoipa::path(
    post, path = "/api/v1/tickets/{ticket}/photos", tag = "tickets",
    params(
        ("ticket" = String, Path, description = "the number, in any spelling"),
        ("Idempotency-Key" = String, Header, description = "a UUID drawn once for this photo"),
    ),
    security(("key" = [])),
    request_body(content(
        (Vec<u8> = "image/jpeg"),
        (Vec<u8> = "image/png"),
        (Vec<u8> = "image/webp"),
    )),
    responses(
        (status = 201, description = "the complaint after it, durable on disk; the same for a repeated request", body = Details),
        (status = 400, description = "malformed number, or no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no key", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown number or wrong key", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the photo did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the complaint is closed or has three photos, or the same request is under way", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 1 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "neither JPEG nor PNG nor WebP", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "damaged, more than 25 million pixels, or the Idempotency-Key belongs to another request", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "busy; try again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn add(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    headers: HeaderMap,
    key: Result<IdempotencyKey, Failure>,
    request: Request,
) -> Result<Response, Failure> {
    let body = request.into_body();
    let begun = begin(&office, &typed, &headers, key).await;
    let (found, key) = match begun {
        Ok(begun) => begun,
        Err(failure) => {
            body::throw_away(body).await;
            return Err(failure);
        }
    };
    let mut room = office.darkroom.enter();
    let sent = body::read_into(body, &PHOTO, &mut |more| room.grow(more)).await?;
    let ticket = found.standing.ticket;
    let once = key.once_of(ticket.number(), &sent, &office.secret, office.clock.now());
    let _flight = office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight)?;
    // One at a time for a complaint: nobody keeps the photos of all others out.
    let _turn = office.in_flight.begin(turn_of(ticket)).ok_or(Failure::KeyInFlight)?;
    match office.store.recall(&once).await? {
        Some(before) if before != once.digest => return Err(Failure::KeyReused),
        Some(_) => {}
        None => take(&office, &found, sent, once).await?,
    }
    let after = details::open(&office, &typed, &headers).await?;
    let answer = details::answer(details::details(&office, &after, office.clock.now()));
    Ok((StatusCode::CREATED, answer).into_response())
}

/// Stands for the photos of one complaint among the requests under way; no UUID ends
/// so.
fn turn_of(ticket: Ticket) -> [u8; 16] {
    let mut turn = [0xff; 16];
    turn[..8].copy_from_slice(&ticket.number().to_le_bytes());
    turn
}

/// What can be refused before the photo is read.
async fn begin(
    office: &Office,
    typed: &str,
    headers: &HeaderMap,
    key: Result<IdempotencyKey, Failure>,
) -> Result<(Dossier, IdempotencyKey), Failure> {
    let found = details::open(office, typed, headers).await?;
    let key = key?;
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if TYPES.contains(&kind.as_str()) { Ok((found, key)) } else { Err(Failure::PhotoUnfit(Unfit::WrongType)) }
}

/// Cleans and keeps what was sent, unless the complaint takes no photo.
async fn take(office: &Office, found: &Dossier, sent: Vec<u8>, once: Once) -> Result<(), Failure> {
    let refusal = found.standing.why_not(Verb::AddPhoto, Actor::Citizen, office.clock.now());
    if let Some(refusal) = refusal {
        return Err(Failure::Refused(refusal));
    }
    let photo = office.darkroom.clean(sent).await?;
    let photo = office.album.keep(photo, &*office.chance).await?;
    let id = photo.id;
    let added = add_to_what_is_there(office, found.standing.ticket, photo, once).await;
    let is_not_needed = match &added {
        Ok(stepped) => *stepped != Stepped::Done,
        // After any other error nobody knows whether it was written down; the
        // next start does.
        Err(failure) => matches!(failure, Failure::Refused(_) | Failure::Busy),
    };
    if is_not_needed {
        office.album.remove(vec![id]).await;
    }
    match added? {
        Stepped::Done | Stepped::Repeated => Ok(()),
        Stepped::Reused => Err(Failure::KeyReused),
        Stepped::Overtaken => Err(Failure::Stale),
        Stepped::Refused(refusal) => Err(Failure::Refused(refusal)),
    }
}

/// A citizen does not compare versions: when the desk was faster, the photo is
/// added to what is there now.
async fn add_to_what_is_there(
    office: &Office,
    ticket: Ticket,
    photo: NewPhoto,
    once: Once,
) -> Result<Stepped, Failure> {
    for _ in 0..TRIES {
        let found = office.store.open(ticket).await?.ok_or(Failure::UnknownTicketOrKey)?;
        let (head, now) = (found.head(), office.clock.now());
        match add_photo(office, &found.standing, &head, photo.clone(), once.clone(), now).await? {
            Stepped::Overtaken => {}
            stepped => return Ok(stepped),
        }
    }
    Ok(Stepped::Overtaken)
}

/// A photo of the complaint.
///
/// # Errors
/// No key; unknown number and wrong key alike; no such photo.
#[utoipa::path(
    get, path = "/api/v1/tickets/{ticket}/photos/{id}", tag = "tickets",
    params(
        ("ticket" = String, Path, description = "the number, in any spelling"),
        ("id" = String, Path, description = "the photo, as the details call it"),
    ),
    security(("key" = [])),
    responses(
        (status = 200, description = "the photo; no cache keeps it", body = Vec<u8>, content_type = "image/jpeg"),
        (status = 400, description = "one digit is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no key", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown number, wrong key, or no such photo", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    Path((typed, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = details::open(&office, &typed, &headers).await?;
    answer(&office, found.standing.ticket, &id).await
}

/// The photo as an answer that no cache keeps. Should a browser take it for a
/// page after all, that page may do nothing.
///
/// # Errors
/// No such photo with this complaint.
pub async fn answer(office: &Office, ticket: Ticket, id: &str) -> Result<Response, Failure> {
    const HEADERS: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    let id = PhotoId::parse(id).ok_or(Failure::UnknownPhoto)?;
    let picture = office.album.show(&*office.store, ticket, id).await?;
    Ok((HEADERS, Body::from(picture)).into_response())
}
