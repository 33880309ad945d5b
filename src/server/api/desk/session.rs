//! Signing in and out.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::wire::{Problem, desk::SignIn};

use crate::{
    body::JsonBody,
    failure::Failure,
    office::Office,
    session::{SignedIn, cookie},
    sign_in::sign_in,
};

/// Opens a session and gives the browser its cookie. An earlier session of the
/// same browser ends.
///
/// # Errors
/// Wrong name, password or code alike; locked; a one-time password.
#[utoipa::path(
    post, path = "/api/desk/v1/session", tag = "session",
    request_body = SignIn,
    responses(
        (status = 204, description = "signed in",
            headers(("Set-Cookie" = String, description = "the session: HttpOnly, SameSite=Strict"))),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "wrong name, password or code; or a code is needed", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "a one-time password, or another site", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "locked after wrong tries", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn open(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    JsonBody(asked): JsonBody<SignIn>,
) -> Result<Response, Failure> {
    let replaced = cookie::DESK.token(&office.public_url, &headers).map(|token| token.digest());
    let token = sign_in(&office, &asked, replaced).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::DESK.set(&office.public_url, &token))]).into_response())
}

/// Ends this session.
///
/// # Errors
/// No session.
#[utoipa::path(
    delete, path = "/api/desk/v1/session", tag = "session",
    security(("session" = [])),
    responses(
        (status = 204, description = "signed out",
            headers(("Set-Cookie" = String, description = "takes the cookie away"))),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end(
    State(office): State<Arc<Office>>,
    _someone: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(token) = cookie::DESK.token(&office.public_url, &headers) {
        office.store.end_session(&token.digest()).await?;
    }
    Ok(signed_out(&office))
}

/// Ends every session of whoever asks, on all their devices.
///
/// # Errors
/// No session.
#[utoipa::path(
    delete, path = "/api/desk/v1/sessions", tag = "session",
    security(("session" = [])),
    responses(
        (status = 204, description = "signed out everywhere",
            headers(("Set-Cookie" = String, description = "takes the cookie away"))),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end_all(State(office): State<Arc<Office>>, SignedIn(staff): SignedIn) -> Result<Response, Failure> {
    office.store.end_sessions(&staff.user).await?;
    Ok(signed_out(&office))
}

fn signed_out(office: &Office) -> Response {
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::DESK.clear(&office.public_url))]).into_response()
}
