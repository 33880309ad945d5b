//! Filing a complaint.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    action::By,
    complaint::{self, Channel},
    paths,
    wire::{ComplaintForm, Problem, Receipt},
};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use crate::{
    body::JsonBody,
    failure::Failure,
    file_complaint::{Brought, Door, file_complaint},
    idempotency::IdempotencyKey,
    limits::Kind,
    office::Office,
    store::FILING,
};

/// Composes characters (Unicode normalization form C), as browsers do.
pub fn compose(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}

/// Files a complaint; answered once it is durable.
///
/// # Errors
/// Every problem with the form at once; those of the Idempotency-Key.
#[utoipa::path(
    post, path = "/api/v1/complaints", tag = "complaints",
    params(("Idempotency-Key" = String, Header, description = "a UUID drawn once for this complaint")),
    request_body = ComplaintForm,
    responses(
        (status = 201, description = "durable on disk; the same for a repeated request", body = Receipt,
            headers(("Location" = String, description = "the ticket's status"))),
        (status = 400, description = "malformed body, or no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the same request is under way", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong, or the key belongs to another request", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many tries from this address", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
        (status = 503, description = "busy; try again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    State(office): State<Arc<Office>>,
    key: IdempotencyKey,
    JsonBody(form): JsonBody<ComplaintForm>,
) -> Result<Response, Failure> {
    office.limits.check(Kind::Submission, office.clock.now())?;
    let receipt = file_once(&office, &key, &form, Channel::Portal).await?;
    office.limits.count(Kind::Submission, office.clock.now());
    Ok(created(&receipt))
}

/// Files what a citizen has written, once for this key; the receipt is the same
/// each time.
///
/// # Errors
/// As for [`file()`].
pub async fn file_once(
    office: &Office,
    key: &IdempotencyKey,
    form: &ComplaintForm,
    door: impl Into<Door>,
) -> Result<Receipt, Failure> {
    file_with_photos(office, key, form, &[], door).await
}

/// As [`file_once`], with photos as they were sent.
///
/// # Errors
/// As for [`file()`]; more than three photos, or one that cannot be kept.
pub async fn file_with_photos(
    office: &Office,
    key: &IdempotencyKey,
    form: &ComplaintForm,
    sent: &[Vec<u8>],
    door: impl Into<Door>,
) -> Result<Receipt, Failure> {
    let now = office.clock.now();
    // The words alone: whoever lost the answer to a form with photos may ask again
    // without them, and needs the receipt.
    let once = key.once(FILING, form, &office.secret, now);
    let _flight = office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight)?;
    let complaint = complaint::check(form, now.day(), compose).map_err(Failure::Invalid)?;
    // Cleaning takes seconds, which a repeated request need not wait for.
    let is_known = !sent.is_empty() && office.store.recall(&once).await?.is_some();
    let mut photos = Vec::with_capacity(sent.len());
    for photo in sent.iter().filter(|_| !is_known) {
        photos.push(office.darkroom.clean(photo.clone()).await?);
    }
    let by = By::citizen();
    let brought = Brought { complaint: &complaint, photos, door: door.into(), by: &by, once: Some(once) };
    let slip = file_complaint(office, brought, &*office.chance, now).await?;
    Ok(office.receipt(&slip))
}

/// The receipt as an answer that no cache keeps.
pub fn created(receipt: &Receipt) -> Response {
    let location = format!("{}/{}", paths::TICKETS, receipt.ticket);
    let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, "no-store".to_owned())];
    (StatusCode::CREATED, headers, Json(receipt)).into_response()
}
