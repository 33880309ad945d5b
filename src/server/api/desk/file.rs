//! Filing for someone who came on paper or by telephone.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use domain::{
    action::By,
    complaint::{Channel, Complaint, check, check_email},
    staff::Role,
    standing::Refusal,
    time::Day,
    wire::{FieldProblem, Problem, Receipt, desk::DeskForm},
};

use super::complaints::sight;
use crate::{
    api::complaints::{compose, created},
    body::JsonBody,
    failure::Failure,
    file_complaint::{Brought, file_complaint},
    idempotency::IdempotencyKey,
    office::Office,
    session::SignedIn,
    store::FILING,
};

/// Files a complaint for a citizen; the receipt is theirs.
///
/// # Errors
/// A role that does not file; every problem with the form at once; those of the
/// Idempotency-Key.
#[utoipa::path(
    post, path = "/api/desk/v1/complaints", tag = "desk",
    security(("session" = [])),
    params(("Idempotency-Key" = String, Header, description = "a UUID drawn once for this complaint")),
    request_body = DeskForm,
    responses(
        (status = 201, description = "durable on disk; the same for a repeated request", body = Receipt,
            headers(("Location" = String, description = "the ticket's status"))),
        (status = 400, description = "malformed body, or no Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for this role, or another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "an admin", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the same request is under way", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong, or the key belongs to another request", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    key: Result<IdempotencyKey, Failure>,
    body: Result<JsonBody<DeskForm>, Failure>,
) -> Result<Response, Failure> {
    sight(&staff)?;
    if !matches!(staff.role, Role::Tracker | Role::Supervisor) {
        return Err(Failure::Refused(Refusal::NotYours));
    }
    let by = By::staff(&staff).ok_or(Failure::NotFound)?;
    let JsonBody(form) = body?;
    let now = office.clock.now();
    let once = key?.once(FILING, &form, &office.secret, now);
    let _flight = office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight)?;
    let (complaint, channel) = read(&form, now.day()).map_err(Failure::Invalid)?;
    let brought = Brought::in_words(&complaint, channel, &by, Some(once));
    let slip = file_complaint(&office, brought, &*office.chance, now).await?;
    Ok(created(&office.receipt(&slip)))
}

/// The citizens' check, and what only this form has.
fn read(form: &DeskForm, today: Day) -> Result<(Complaint, Channel), Vec<FieldProblem>> {
    let checked = check(&form.form(), today, compose);
    let email = check_email(form.email.as_deref().unwrap_or_default());
    let channel = by_hand(&form.channel);
    match (checked, email, channel) {
        (Ok(complaint), Ok(email), Ok(channel)) => Ok((Complaint { email, ..complaint }, channel)),
        (checked, email, channel) => {
            let mut problems = checked.err().unwrap_or_default();
            problems.extend(email.err().map(|key| FieldProblem::new("/email", key)));
            problems.extend(channel.err().map(|key| FieldProblem::new("/channel", key)));
            Err(problems)
        }
    }
}

/// Other channels have doors of their own, and their figures shall stay theirs.
fn by_hand(code: &str) -> Result<Channel, &'static str> {
    match Channel::from_code(code) {
        Some(Channel::Paper) => Ok(Channel::Paper),
        Some(_) => Err("channel.not_by_hand"),
        None => Err("channel.unknown"),
    }
}
