//! Whose terminal it is.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    letter::Way,
    wire::{Problem, kiosk::Centre},
};

use crate::{
    failure::Failure,
    office::Office,
    session::cookie,
    terminal::{self, Terminal},
};

/// The centre, and what the terminal needs to go on without a line. The cookie
/// begins to last anew.
///
/// # Errors
/// No terminal, or a disabled one.
#[utoipa::path(
    get, path = "/api/kiosk/v1/me", tag = "kiosk",
    security(("enrolment" = [])),
    responses(
        (status = 200, description = "the centre", body = Centre,
            headers(("Set-Cookie" = String, description = "the enrolment, lasting anew"))),
        (status = 401, description = "no terminal, or a disabled one", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    Terminal(kiosk): Terminal,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let token = cookie::KIOSK.token(&office.public_url, &headers).ok_or(Failure::KioskMissing)?;
    let centre = Centre {
        code: terminal::code(&kiosk),
        name: kiosk.name,
        district: kiosk.district,
        helpline: office.helpline.clone(),
        tells_by_sms: office.outbox.ways().contains(&Way::Sms),
        site: office.public_url.clone(),
        seal: office.secret.seal_key(),
    };
    Ok(([(header::SET_COOKIE, cookie::KIOSK.set(&office.public_url, &token))], Json(centre)).into_response())
}
