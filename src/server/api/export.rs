//! Everything that is kept of a complaint, for whoever filed it, to take along.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    action::Actor,
    event::{Event, EventKind},
    wire::{Export, ExportedEvent, Problem, TicketStatus},
};

use super::details::open;
use crate::{failure::Failure, office::Office, store::photo::PhotoLine};

/// Everything that is kept, as a file: what the citizen wrote with nothing masked,
/// every step with the words written to them, who looked at the contact and when,
/// what was sent to them. The team's notes to itself are not theirs.
///
/// # Errors
/// No key; unknown number and wrong key alike.
#[utoipa::path(
    get, path = "/api/v1/tickets/{ticket}/export", tag = "tickets",
    params(("ticket" = String, Path, description = "the number, in any spelling")),
    security(("key" = [])),
    responses(
        (status = 200, description = "for whoever holds the key", body = Export,
            headers(("Content-Disposition" = String, description = "a name for the file"))),
        (status = 400, description = "one digit is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no key", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown number or wrong key", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many tries from this address", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = open(&office, &typed, &headers).await?;
    let ticket = found.standing.ticket;
    let letters = office.store.letters_of(ticket).await?;
    let history: Vec<Event> = found.history.into_iter().map(|sealed| sealed.event).collect();
    let wrote = found.particulars;
    let export = Export {
        as_of: office.clock.now(),
        status: TicketStatus::private(&found.standing, &history, &office.prefix),
        erased_at: found.standing.erased_at,
        text: wrote.text,
        place: wrote.place,
        name: wrote.name,
        mobile: wrote.mobile.map(|mobile| mobile.as_str().to_owned()),
        email: wrote.email,
        language: wrote.language,
        notice: wrote.notice,
        photos: found.photos.iter().map(PhotoLine::shown).collect(),
        history: history.into_iter().filter_map(exported).collect(),
        messages: letters.into_iter().map(|letter| office.outbox.shown(letter, &[])).collect(),
    };
    let name = format!("attachment; filename=\"{}{ticket}.json\"", office.prefix);
    Ok(([(header::CACHE_CONTROL, "no-store".to_owned()), (header::CONTENT_DISPOSITION, name)], Json(export))
        .into_response())
}

fn exported(event: Event) -> Option<ExportedEvent> {
    let is_theirs = event.kind.is_reply() || event.by == Actor::Citizen;
    (event.kind != EventKind::InternalNote).then(|| ExportedEvent {
        at: event.at,
        event: event.kind.code().to_owned(),
        by: event.by,
        department: event.department,
        reason: event.reason,
        due: event.due,
        text: event.text.filter(|_| is_theirs),
    })
}
