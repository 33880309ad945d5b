//! Making a browser the terminal of a centre.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::wire::{Problem, kiosk::Enrol};

use crate::{body::JsonBody, failure::Failure, limits::Kind, office::Office, session::cookie, terminal};

/// Uses up an enrolment code and gives the browser its cookie.
///
/// # Errors
/// A code that is unknown, used or too old, all alike; locked.
#[utoipa::path(
    post, path = "/api/kiosk/v1/enrol", tag = "kiosk",
    request_body = Enrol,
    responses(
        (status = 204, description = "enrolled",
            headers(("Set-Cookie" = String, description = "the enrolment: HttpOnly, SameSite=Strict"))),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "unknown, used or too old", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "this can be no code", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "locked after wrong tries", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn enrol(State(office): State<Arc<Office>>, JsonBody(asked): JsonBody<Enrol>) -> Result<Response, Failure> {
    let now = office.clock.now();
    office.limits.check(Kind::SignIn, now)?;
    let token = terminal::enrol(&office, &asked.code).await;
    if matches!(token, Err(Failure::CodeWrong | Failure::CodeLocked(_))) {
        office.limits.count(Kind::SignIn, now);
    }
    let token = token?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::KIOSK.set(&office.public_url, &token))]).into_response())
}
