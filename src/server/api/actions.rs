//! What a citizen does with a complaint: confirm, reopen, add, remind, withdraw,
//! erase.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    action::{Action, By},
    complaint::check_text,
    ticket::Ticket,
    wire::{ActionRequest, Details, FieldProblem, Problem},
};

use super::{complaints::compose, details};
use crate::{
    body::JsonBody, failure::Failure, idempotency::IdempotencyKey, office::Office, store::Once, take_step::take_step,
};

/// How often a step is tried anew when someone else was faster.
const TRIES: usize = 5;

/// Reads what is asked for.
fn read(request: &ActionRequest) -> Result<Action, FieldProblem> {
    let wrong = |pointer, key| Err(FieldProblem::new(pointer, key));
    let needs_text = matches!(request.action.as_str(), "reopen" | "add_details");
    let text = match (&request.text, needs_text) {
        (Some(_), false) => return wrong("/text", "text.not_wanted"),
        (None, true) => return wrong("/text", "text.missing"),
        (Some(typed), true) => check_text(typed, compose).map_err(|key| FieldProblem::new("/text", key))?,
        (None, false) => String::new(),
    };
    match request.action.as_str() {
        "confirm" => Ok(Action::Confirm),
        "reopen" => Ok(Action::Reopen { text }),
        "add_details" => Ok(Action::AddDetails { text }),
        "remind" => Ok(Action::Remind),
        "withdraw" => Ok(Action::Withdraw),
        "erase" => Ok(Action::Erase),
        _ => wrong("/action", "action.unknown"),
    }
}

/// Carries out what the citizen asks for; the details after it.
///
/// # Errors
/// No key or a wrong one; wrong fields; a step that the complaint's life forbids.
#[utoipa::path(
    post, path = "/api/v1/tickets/{ticket}/actions", tag = "tickets",
    params(
        ("ticket" = String, Path, description = "the number, in any spelling"),
        ("Idempotency-Key" = String, Header, description = "a UUID drawn once for this action"),
    ),
    security(("key" = [])),
    request_body = ActionRequest,
    responses(
        (status = 200, description = "the complaint after it; the same for a repeated request", body = Details),
        (status = 400, description = "malformed body or number, or no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no key", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown number or wrong key", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "not from this state, or under way", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong, or the key belongs to another request", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "busy; try again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn act(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    headers: HeaderMap,
    once: Result<IdempotencyKey, Failure>,
    asked: Result<JsonBody<ActionRequest>, Failure>,
) -> Result<Response, Failure> {
    // Who may not ask is told nothing else.
    let key = details::key_of(&headers)?;
    let (once, JsonBody(asked)) = (once?, asked?);
    act_once(&office, &typed, key, &once, &asked).await.map(details::answer)
}

/// Carries out, once for `once`, what whoever holds the key asks for.
///
/// # Errors
/// As for [`act`].
pub async fn act_once(
    office: &Office,
    typed: &str,
    key: &str,
    once: &IdempotencyKey,
    asked: &ActionRequest,
) -> Result<Details, Failure> {
    let ticket = details::open_with(office, typed, key).await?.standing.ticket;
    let once = once.once(ticket.number(), asked, &office.secret, office.clock.now());
    let _flight = office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight)?;
    match office.store.recall(&once).await? {
        Some(before) if before != once.digest => return Err(Failure::KeyReused),
        Some(_) => {}
        None => {
            let action = read(asked).map_err(|problem| Failure::BodyInvalid(vec![problem]))?;
            carry_out(office, ticket, &action, once).await?;
        }
    }
    let after = details::open_with(office, typed, key).await?;
    Ok(details::details(office, &after, office.clock.now()))
}

/// A citizen does not compare versions: when the desk was faster, the step is
/// decided anew on what is there now.
async fn carry_out(office: &Office, ticket: Ticket, action: &Action, once: Once) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let found = office.store.open(ticket).await?.ok_or(Failure::UnknownTicketOrKey)?;
        let head = found.head();
        let now = office.clock.now();
        match take_step(office, &found.standing, &head, action, &By::citizen(), Some(once.clone()), now).await {
            Err(Failure::Stale) => continue,
            other => other.map(|_| ())?,
        }
        if *action == Action::Erase {
            office.album.remove(found.photos.iter().map(|photo| photo.id).collect()).await;
        }
        return Ok(());
    }
    Err(Failure::Stale)
}
