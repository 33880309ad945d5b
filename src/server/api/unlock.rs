//! Exchanging the PIN for the key.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use domain::wire::{FieldProblem, Key, Problem, Unlock};

use super::tickets;
use crate::{
    body::JsonBody, failure::Failure, file_complaint::FIRST_KEY_VERSION, limits::Kind, office::Office, secret::Pin,
    store::PinTry,
};

/// The key for the PIN. An unknown number and a wrong PIN cannot be told apart:
/// both derive a PIN, compare it, and count a try in the store.
///
/// # Errors
/// Unknown or wrong; locked after wrong tries.
#[utoipa::path(
    post, path = "/api/v1/tickets/{ticket}/unlock", tag = "tickets",
    params(("ticket" = String, Path, description = "the number, in any spelling")),
    request_body = Unlock,
    responses(
        (status = 200, description = "the key", body = Key),
        (status = 400, description = "one digit of the number is wrong, or malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown number or wrong PIN", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "locked after wrong tries", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
        (status = 503, description = "busy; try again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn unlock(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    JsonBody(unlock): JsonBody<Unlock>,
) -> Result<Response, Failure> {
    let key = key_for(&office, &typed, &unlock.pin).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Key { key })).into_response())
}

/// The key for the PIN, as both were typed.
///
/// # Errors
/// As for [`unlock`].
pub async fn key_for(office: &Office, typed: &str, pin: &str) -> Result<String, Failure> {
    let ticket = tickets::read(office, typed).map_err(|failure| match failure {
        Failure::UnknownTicket => Failure::UnknownTicketOrPin,
        other => other,
    })?;
    let pin = Pin::parse(pin).ok_or_else(|| Failure::BodyInvalid(vec![FieldProblem::new("/pin", "pin.shape")]))?;
    let now = office.clock.now();
    office.limits.check(Kind::Pin, now)?;
    let version = office.store.key_version(ticket).await?;
    let credentials = office.secret.credentials(ticket, version.unwrap_or(FIRST_KEY_VERSION));
    let has_pin = credentials.has_pin(&pin);
    match office.store.try_pin(ticket, has_pin & version.is_some(), now).await? {
        PinTry::Open => Ok(credentials.key),
        PinTry::Wrong => {
            office.limits.count(Kind::Pin, now);
            Err(Failure::UnknownTicketOrPin)
        }
        PinTry::Locked(until) => Err(Failure::PinLocked((until.0 - now.0).max(1))),
    }
}
