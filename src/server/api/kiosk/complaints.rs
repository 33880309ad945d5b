//! Filing at a terminal: at once, or sealed while the line was down. Both are the
//! same request with the same Idempotency-Key, so that one whose answer was lost
//! may be sent again as the other.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::wire::{ComplaintForm, Problem, Receipt, kiosk::Sealed};

use crate::{
    api::complaints::{created, file_once},
    body::{JsonBody, parse},
    failure::Failure,
    file_complaint::Door,
    idempotency::{HEADER, IdempotencyKey},
    office::Office,
    store::kiosk::Kiosk,
    terminal::Terminal,
};

/// Files a complaint for a citizen; the receipt is theirs.
///
/// # Errors
/// No terminal, or a disabled one; every problem with the form at once; those of
/// the Idempotency-Key.
#[utoipa::path(
    post, path = "/api/kiosk/v1/complaints", tag = "kiosk",
    security(("enrolment" = [])),
    params(("Idempotency-Key" = String, Header, description = "a UUID drawn once for this complaint")),
    request_body = ComplaintForm,
    responses(
        (status = 201, description = "durable on disk; the same for a repeated request", body = Receipt,
            headers(("Location" = String, description = "the ticket's status"))),
        (status = 400, description = "malformed body, or no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no terminal, or a disabled one", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the same request is under way", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong, or the key belongs to another request", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    State(office): State<Arc<Office>>,
    Terminal(kiosk): Terminal,
    key: Result<IdempotencyKey, Failure>,
    body: Result<JsonBody<ComplaintForm>, Failure>,
) -> Result<Response, Failure> {
    take(&office, &kiosk, &key?, &body?.0).await
}

/// Files a complaint that was sealed at this terminal.
///
/// # Errors
/// As [`fn@file`]; what does not open.
#[utoipa::path(
    post, path = "/api/kiosk/v1/sealed", tag = "kiosk",
    security(("enrolment" = [])),
    params(("Idempotency-Key" = String, Header, description = "the UUID that was sealed along")),
    request_body = Sealed,
    responses(
        (status = 201, description = "durable on disk; the same for a repeated request", body = Receipt,
            headers(("Location" = String, description = "the ticket's status"))),
        (status = 400, description = "malformed body, or no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no terminal, or a disabled one", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the same request is under way", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong, or the key belongs to another request; or it does not open", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file_sealed(
    State(office): State<Arc<Office>>,
    Terminal(kiosk): Terminal,
    key: Result<IdempotencyKey, Failure>,
    headers: HeaderMap,
    body: Result<JsonBody<Sealed>, Failure>,
) -> Result<Response, Failure> {
    let key = key?;
    let JsonBody(sealed) = body?;
    let written = headers.get(HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let opened = office.secret.unseal(&sealed, written).ok_or(Failure::SealBroken)?;
    take(&office, &kiosk, &key, &parse(&opened)?).await
}

/// By the citizens' own door, with the terminal's name on it.
async fn take(office: &Office, kiosk: &Kiosk, key: &IdempotencyKey, form: &ComplaintForm) -> Result<Response, Failure> {
    file_once(office, key, form, Door::kiosk(kiosk.id)).await.map(|receipt| created(&receipt))
}
