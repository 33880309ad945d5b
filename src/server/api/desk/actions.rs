//! What someone at the desk does with a complaint.
//!
//! `read` makes a step of what was sent. Whether it is allowed is decided by
//! `domain`, on the version that whoever sent it has seen.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    action::{Action, By},
    life::Verb,
    staff::Staff,
    standing::Refusal,
    ticket::Ticket,
    wire::{
        FieldProblem, Problem,
        desk::{DeskAction, DeskComplaint},
    },
};

mod read;

use super::{
    complaint::{answer, contact, find, seen},
    if_match::IfMatch,
};
use crate::{
    body::JsonBody, failure::Failure, office::Office, session::SignedIn, store::Dossier, take_step::take_step,
};

/// Carries out what someone at the desk asks for; the complaint after it.
///
/// # Errors
/// Unknown and unseen alike; no If-Match, or another version; what the role does
/// not do; wrong fields; a step that the complaint's life forbids.
#[utoipa::path(
    post, path = "/api/desk/v1/complaints/{ticket}/actions", tag = "desk",
    security(("session" = [])),
    params(
        ("ticket" = String, Path, description = "the number, in any spelling"),
        ("If-Match" = String, Header, description = "the version that was seen, in quotes"),
    ),
    request_body = DeskAction,
    responses(
        (status = 200, description = "the complaint after it; the contact in full after `reveal_contact` only", body = DeskComplaint,
            headers(("ETag" = String, description = "the new version"))),
        (status = 400, description = "malformed body or number", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for this role, or another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown, or not seen by this role", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "not from this state", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "someone was faster; nothing was changed", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "no If-Match", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn act(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    Path(typed): Path<String>,
    if_match: Result<IfMatch, Failure>,
    body: Result<JsonBody<DeskAction>, Failure>,
) -> Result<Response, Failure> {
    let found = find(&office, &staff, &typed).await?;
    if_match?.check(found.standing.version)?;
    let JsonBody(asked) = body?;
    let by = By::staff(&staff).ok_or(Failure::UnknownTicket)?;
    let verb = read::verb(&asked).map_err(wrong)?;
    if !by.actor.may(verb) {
        return Err(Failure::Refused(Refusal::NotYours));
    }
    let action = read::action(verb, &asked, &staff, &office).map_err(Failure::BodyInvalid)?;
    if let Action::Duplicate { of } = action {
        check_other(&office, &staff, of).await?;
    }
    carry_out(&office, &staff, found, &action, &by).await
}

async fn carry_out(
    office: &Office,
    staff: &Staff,
    found: Dossier,
    action: &Action,
    by: &By,
) -> Result<Response, Failure> {
    let ticket = found.standing.ticket;
    let head = found.head();
    let now = office.clock.now();
    take_step(office, &found.standing, &head, action, by, None, now).await.map_err(|failure| match failure {
        Failure::Stale => Failure::Overtaken,
        Failure::Refused(refusal @ Refusal::NotForItself) => wrong(FieldProblem::new("/of", refusal.key())),
        other => other,
    })?;
    // The last that they see of it, when the step took it out of their sight.
    let after = office.store.open(ticket).await?.ok_or(Failure::UnknownTicket)?;
    let is_revealed = action.verb() == Verb::RevealContact;
    let contact = if is_revealed { contact::revealed(&after.particulars) } else { contact::masked(&after.particulars) };
    answer(office, staff, after, contact).await
}

/// A complaint is joined with one that they see. Whether that one may be joined
/// with is decided while it is written.
async fn check_other(office: &Office, staff: &Staff, of: Ticket) -> Result<(), Failure> {
    let is_seen = seen(office, &staff.sight(), of).await?.is_some();
    let unknown = || wrong(FieldProblem::new("/of", Failure::UnknownTicket.told().2));
    if is_seen { Ok(()) } else { Err(unknown()) }
}

fn wrong(problem: FieldProblem) -> Failure {
    Failure::BodyInvalid(vec![problem])
}
