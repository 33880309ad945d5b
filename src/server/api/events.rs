//! The public event files, one a day: from all of them anyone can work out every
//! public figure.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    ticket::Ticket,
    time::{Day, Timestamp},
    wire::{EventDays, Problem},
};
use http_body_util::channel::{Channel, Sender};

use crate::{failure::Failure, headers::is_unchanged, ledger, office::Office, store::StoreError};

/// A step that was decided on before midnight is written down within so many
/// seconds; a file that was sent once never changes.
const SETTLED: i64 = 300;

/// The list grows once a day.
const LIST_CACHING: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// A file does not change while the program does not.
const FILE_CACHING: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// A file is sent in pieces of about so many bytes, and so many wait for a slow
/// reader, however large it is.
const PIECE: usize = 32 * 1024;
const PIECES: usize = 2;

/// The first day of which there is no file yet.
fn end(now: Timestamp) -> Day {
    Timestamp(now.0 - SETTLED).day()
}

/// The days of which there is a file.
///
/// # Errors
/// The store's.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "events",
    responses(
        (status = 200, description = "the days of which there is a file", body = EventDays,
            headers(("ETag" = String, description = "changes with the list"))),
        (status = 304, description = "as it was (If-None-Match)"),
    ),
)]
pub async fn list(State(office): State<Arc<Office>>, headers: HeaderMap) -> Result<Response, Failure> {
    let days = office.store.days_before(end(office.clock.now())).await?;
    let tag = format!("\"{}-{}\"", days.len(), days.last().map_or(0, |last| last.0));
    let sent = [
        (header::ETAG, HeaderValue::try_from(&tag).expect("a tag is made of digits")),
        (header::CACHE_CONTROL, LIST_CACHING),
    ];
    if is_unchanged(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, sent).into_response());
    }
    Ok((sent, axum::Json(EventDays { days })).into_response())
}

/// What happened on a day, a line each.
///
/// The last line of each complaint in all files says what it counts as; so every
/// figure of `/statistics` can be worked out from them. `hash` is the SHA-256 of
/// the complaint's hash before it, a comma, and the line up to `hash`.
///
/// # Errors
/// A day that is not over, or on which nothing happened.
#[utoipa::path(
    get, path = "/api/v1/events/{day}.csv", tag = "events",
    params(("day" = String, Path, description = "an Indian calendar day", example = "2026-11-24")),
    responses(
        (status = 200, description = "RFC 4180: complaint (a pseudonym), version, at, event, from, to, kind, received, \
            category, district, department, channel, reason, confirmed, reopened, tenths (of a day until it was solved), \
            seal, hash", body = String, content_type = "text/csv"),
        (status = 404, description = "the day is not over, or nothing happened", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(State(office): State<Arc<Office>>, Path(name): Path<String>) -> Result<Response, Failure> {
    let day = name.strip_suffix(".csv").and_then(Day::parse).ok_or(Failure::NotFound)?;
    if day >= end(office.clock.now()) {
        return Err(Failure::NotFound);
    }
    let mut tickets = office.store.touched_on(day).await?;
    if tickets.is_empty() {
        return Err(Failure::NotFound);
    }
    ledger::shuffle(&office.secret, &mut tickets);
    let (sender, body) = Channel::new(PIECES);
    tokio::spawn(write(office, day, tickets, sender));
    let name = format!("attachment; filename=\"sunwai-events-{day}.csv\"");
    let sent = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(name).expect("a day is made of digits")),
        (header::CACHE_CONTROL, FILE_CACHING),
    ];
    Ok((sent, Body::new(body)).into_response())
}

/// Writes the file as fast as it is read. One that cannot be written to its end
/// is broken off, so that nobody takes it for whole.
async fn write(office: Arc<Office>, day: Day, tickets: Vec<Ticket>, mut sender: Sender<Bytes, StoreError>) {
    let mut piece = ledger::heading();
    for ticket in tickets {
        match office.store.trace(ticket, Day(day.0 + 1)).await {
            Ok(trace) => trace.iter().for_each(|trace| ledger::write(&office.secret, trace, day, &mut piece)),
            Err(error) => {
                tracing::error!(%error, %day, "an event file was broken off");
                return sender.abort(error);
            }
        }
        if piece.len() >= PIECE && sender.send_data(std::mem::take(&mut piece).into()).await.is_err() {
            return;
        }
    }
    // Whoever asked may have gone.
    let _gone = sender.send_data(piece.into()).await;
}
