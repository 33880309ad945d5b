//! The board.

use std::sync::Arc;

use axum::{Json, extract::State};
use domain::wire::{Problem, desk::Board};

use super::complaints::sight;
use crate::{failure::Failure, office::Office, session::SignedIn};

/// How old the open complaints are, by department and by district, and where
/// many are alike.
///
/// # Errors
/// For those who see no complaint it does not exist.
#[utoipa::path(
    get, path = "/api/desk/v1/board", tag = "desk",
    security(("session" = [])),
    responses(
        (status = 200, description = "what the role may see of what is open", body = Board),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "an admin", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(State(office): State<Arc<Office>>, SignedIn(staff): SignedIn) -> Result<Json<Board>, Failure> {
    let sight = sight(&staff)?;
    Ok(Json(office.store.board(&sight, office.clock.now()).await?))
}
