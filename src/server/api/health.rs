//! Whether the server lives, and whether it can work.

use std::sync::Arc;

use axum::extract::State;

use crate::{failure::Failure, office::Office};

/// Alive.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "alive", body = String)))]
pub async fn is_alive() -> &'static str {
    "alive\n"
}

/// The store answers.
///
/// # Errors
/// When it does not.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses(
        (status = 200, description = "the store answers", body = String),
        (status = 503, description = "it does not", body = domain::wire::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn is_ready(State(office): State<Arc<Office>>) -> Result<&'static str, Failure> {
    office.store.ready().await?;
    Ok("ready\n")
}
