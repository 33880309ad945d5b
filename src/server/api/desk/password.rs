//! A password of one's own.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use domain::wire::{Problem, desk::NewPassword};

use crate::{body::JsonBody, failure::Failure, office::Office, session::cookie, sign_in::change_password};

/// Puts a password in the place of an old or a one-time one; needs no session,
/// and ends all others.
///
/// # Errors
/// As signing in; a new password that will not do.
#[utoipa::path(
    post, path = "/api/desk/v1/password", tag = "session",
    request_body = NewPassword,
    responses(
        (status = 204, description = "changed; all other sessions are over"),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "wrong name, password or code; or a code is needed", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "locked after wrong tries", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn change(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    JsonBody(asked): JsonBody<NewPassword>,
) -> Result<StatusCode, Failure> {
    let own = cookie::DESK.token(&office.public_url, &headers).map(|token| token.digest());
    change_password(&office, &asked, own).await?;
    Ok(StatusCode::NO_CONTENT)
}
