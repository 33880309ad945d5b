//! The photos of a complaint, for whoever sees the complaint.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::wire::Problem;

use super::complaint::find;
use crate::{api::photos::answer, failure::Failure, office::Office, session::SignedIn};

/// A photo of the complaint.
///
/// # Errors
/// A mistyped number; unknown and unseen alike; no such photo.
#[utoipa::path(
    get, path = "/api/desk/v1/complaints/{ticket}/photos/{id}", tag = "desk",
    security(("session" = [])),
    params(
        ("ticket" = String, Path, description = "the number, in any spelling"),
        ("id" = String, Path, description = "the photo, as the complaint calls it"),
    ),
    responses(
        (status = 200, description = "the photo; no cache keeps it", body = Vec<u8>, content_type = "image/jpeg"),
        (status = 400, description = "one digit is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown, not seen by this role, or no such photo", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    Path((typed, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = find(&office, &staff, &typed).await?;
    answer(&office, found.standing.ticket, &id).await
}
