//! Whether everything works, as far as the server can tell.

use std::sync::Arc;

use axum::{Json, extract::State};
use domain::wire::{Problem, kiosk::KioskHealth};

use crate::{
    failure::Failure,
    office::Office,
    terminal::{Terminal, today},
};

/// The store can be read and written, and so much has come through.
///
/// # Errors
/// No terminal, or a disabled one; the store's.
#[utoipa::path(
    get, path = "/api/kiosk/v1/health", tag = "kiosk",
    security(("enrolment" = [])),
    responses(
        (status = 200, description = "the store answers", body = KioskHealth),
        (status = 401, description = "no terminal, or a disabled one", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(State(office): State<Arc<Office>>, Terminal(kiosk): Terminal) -> Result<Json<KioskHealth>, Failure> {
    office.store.ready().await?;
    let tally = office.store.tally(kiosk.id, today(office.clock.now())).await?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Ok(Json(KioskHealth { version, sent_today: tally.since, last_at: tally.last_at }))
}
