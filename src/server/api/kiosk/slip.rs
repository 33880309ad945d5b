//! The slip of a complaint that was sealed while the line was down and has been
//! filed since: the citizen comes back for the real number. So no terminal keeps
//! a PIN.

use std::sync::Arc;

use axum::{Json, extract::State};
use domain::wire::{Problem, Receipt};

use crate::{failure::Failure, idempotency::IdempotencyKey, office::Office, terminal::Terminal};

/// Until so many days later.
const DAYS: i64 = 7;

/// The receipt of what this terminal filed with this Idempotency-Key.
///
/// # Errors
/// No terminal, or a disabled one; nothing was filed so.
#[utoipa::path(
    get, path = "/api/kiosk/v1/slip", tag = "kiosk",
    security(("enrolment" = [])),
    params(("Idempotency-Key" = String, Header, description = "the one with which the complaint was filed")),
    responses(
        (status = 200, description = "as when it was filed", body = Receipt),
        (status = 400, description = "no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no terminal, or a disabled one", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "nothing was filed so here, or it is a week ago", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    Terminal(kiosk): Terminal,
    key: Result<IdempotencyKey, Failure>,
) -> Result<Json<Receipt>, Failure> {
    let since = office.clock.now().plus_days(-DAYS);
    let slip = office.store.slip_of(kiosk.id, key?.0, since).await?.ok_or(Failure::UnknownSlip)?;
    Ok(Json(office.receipt(&slip)))
}
