//! Who is signed in.

use axum::Json;
use domain::wire::{Problem, desk::Me};

use crate::session::SignedIn;

/// Whoever is signed in.
#[utoipa::path(
    get, path = "/api/desk/v1/me", tag = "session",
    security(("session" = [])),
    responses(
        (status = 200, description = "name, role and place", body = Me),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(SignedIn(staff): SignedIn) -> Json<Me> {
    Json(Me { user: staff.user, role: staff.role, departments: staff.departments, district: staff.district })
}
