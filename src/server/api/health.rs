//! Whether the server lives, and whether it can work.

use std::{sync::Arc, time::Duration};

use axum::extract::State;
use tokio::time;

use crate::{failure::Failure, office::Office};

/// A store that is ready has written something by then.
const PATIENCE: Duration = Duration::from_secs(5);

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
    // A disk that hangs lets the writer wait without an end.
    let ready = time::timeout(PATIENCE, office.store.ready()).await;
    ready.map_err(|_| Failure::Unavailable("the store does not answer".to_owned()))??;
    Ok("ready\n")
}
