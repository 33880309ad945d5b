//! What was filed at a terminal today.

use std::sync::Arc;

use axum::{Json, extract::State};
use domain::wire::{
    Problem,
    kiosk::{Today, TodayItem},
};

use crate::{
    failure::Failure,
    office::Office,
    terminal::{Terminal, today},
};

/// No terminal files so many in a day; whoever did gets the newest.
const MOST: u32 = 500;

/// Number, state and due date of each, newest first: no text and no person.
///
/// # Errors
/// No terminal, or a disabled one.
#[utoipa::path(
    get, path = "/api/kiosk/v1/today", tag = "kiosk",
    security(("enrolment" = [])),
    responses(
        (status = 200, description = "those of this Indian calendar day", body = Today),
        (status = 401, description = "no terminal, or a disabled one", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(State(office): State<Arc<Office>>, Terminal(kiosk): Terminal) -> Result<Json<Today>, Failure> {
    let since = today(office.clock.now());
    let filed = office.store.filed_here(kiosk.id, since, MOST).await?;
    let items = filed.into_iter().map(|filed| TodayItem {
        ticket: filed.ticket,
        display: filed.ticket.display(&office.prefix),
        status: filed.state,
        received_at: filed.received_at,
        due_at: filed.due_at,
    });
    Ok(Json(Today { items: items.collect() }))
}
