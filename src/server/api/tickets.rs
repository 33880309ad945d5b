//! A complaint's public status.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    ticket::{Ticket, TicketProblem},
    wire::{Problem, TicketStatus},
};

use crate::{failure::Failure, limits::Kind, office::Office, store::Case};

/// The ticket of an address.
///
/// # Errors
/// A mistyped number is told; whatever else is no number is an unknown one.
pub fn read(office: &Office, typed: &str) -> Result<Ticket, Failure> {
    office.ticket(typed).map_err(|problem| match problem {
        TicketProblem::CheckDigit => Failure::CheckDigit,
        TicketProblem::Shape => Failure::UnknownTicket,
    })
}

/// The complaint of an address.
///
/// # Errors
/// An unknown or mistyped number.
pub async fn find(office: &Office, typed: &str) -> Result<Case, Failure> {
    let (ticket, now) = (read(office, typed)?, office.clock.now());
    office.limits.check(Kind::Miss, now)?;
    let found = office.store.find(ticket).await?;
    if found.is_none() {
        office.limits.count(Kind::Miss, now);
    }
    found.ok_or(Failure::UnknownTicket)
}

/// The status, for anyone with the number.
///
/// # Errors
/// An unknown or mistyped number.
#[utoipa::path(
    get, path = "/api/v1/tickets/{ticket}", tag = "tickets",
    params(("ticket" = String, Path, description = "the number, in any spelling", example = "21482736900")),
    responses(
        (status = 200, description = "no name, mobile, place or text, ever", body = TicketStatus,
            headers(("ETag" = String, description = "changes with every step"))),
        (status = 304, description = "as it was (If-None-Match)"),
        (status = 400, description = "one digit is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many tries from this address", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let case = find(&office, &typed).await?;
    let tag = format!("\"{}\"", case.standing.version);
    let sent = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if crate::headers::is_unchanged(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, sent).into_response());
    }
    Ok((sent, Json(TicketStatus::public(&case.standing, &case.history, &office.prefix))).into_response())
}
