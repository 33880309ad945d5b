//! The health of what goes out. Officers have no part in it: for them the
//! address does not exist.

use std::sync::Arc;

use axum::{Json, extract::State};
use domain::{
    complaint::Channel as Kind,
    letter::Way,
    staff::{Role, Sight, Staff},
    wire::{
        FieldProblem, Problem,
        desk::{Channels, Failed, IntakeHealth, OutboxHealth, TryAgain},
    },
};

use crate::{
    body::JsonBody,
    failure::Failure,
    office::Office,
    session::SignedIn,
    store::{
        StoreError,
        outbox::{GIVE_UP_DAYS, Outgoing},
    },
};

/// So many letters that were given up are looked at for each way.
const LOOKED_AT: u32 = 50;

/// How each way is doing, and the letters that were given up last.
///
/// The counts are those of the way, whoever asks; a complaint is named only to
/// whom it exists.
///
/// # Errors
/// Officers.
#[utoipa::path(
    get, path = "/api/desk/v1/channels", tag = "channels",
    security(("session" = [])),
    responses(
        (status = 200, description = "each way in and out", body = Channels),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "an officer", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(State(office): State<Arc<Office>>, SignedIn(staff): SignedIn) -> Result<Json<Channels>, Failure> {
    refuse_officers(&staff)?;
    Ok(Json(channels(&office, &staff.sight()).await?))
}

/// Lets the letters of a way that were given up within the last week be tried
/// again; the channels after it.
///
/// # Errors
/// Officers; a way that is none.
#[utoipa::path(
    post, path = "/api/desk/v1/channels/retry", tag = "channels",
    security(("session" = [])),
    request_body = TryAgain,
    responses(
        (status = 200, description = "the channels after it", body = Channels),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "an officer", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "no such way", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn try_again(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    body: Result<JsonBody<TryAgain>, Failure>,
) -> Result<Json<Channels>, Failure> {
    refuse_officers(&staff)?;
    let JsonBody(asked) = body?;
    let unknown = || Failure::BodyInvalid(vec![FieldProblem::new("/by", "channel.unknown")]);
    let way = Way::from_code(&asked.by).ok_or_else(unknown)?;
    let now = office.clock.now();
    office.store.try_again(way, now.plus_days(-GIVE_UP_DAYS), now).await?;
    Ok(Json(channels(&office, &staff.sight()).await?))
}

fn refuse_officers(staff: &Staff) -> Result<(), Failure> {
    if staff.role == Role::Officer { Err(Failure::NotFound) } else { Ok(()) }
}

async fn channels(office: &Office, sight: &Sight) -> Result<Channels, StoreError> {
    let mut channels = Channels { intake: Vec::new(), outbox: Vec::new(), failed: Vec::new() };
    for kind in Way::ALL.into_iter().filter_map(Way::channel) {
        channels.intake.push(intake(office, kind).await?);
    }
    for way in Way::ALL.into_iter().chain(Way::to_departments()) {
        let health = health(office, way).await?;
        // Few departments have a system of their own.
        let is_unused = !health.on && health.waiting == 0 && health.failed == 0;
        if matches!(way, Way::Department(_)) && is_unused {
            continue;
        }
        channels.outbox.push(health);
        for letter in office.store.given_up(way, LOOKED_AT).await? {
            let case = office.store.find(letter.id.ticket).await?;
            if case.is_some_and(|case| sight.sees(&case.standing)) {
                channels.failed.push(failed(letter));
            }
        }
    }
    channels.failed.sort_by_key(|failed| std::cmp::Reverse(failed.at));
    Ok(channels)
}

async fn intake(office: &Office, kind: Kind) -> Result<IntakeHealth, StoreError> {
    let state = office.store.intake(kind).await?;
    let channel = office.channels.get(kind);
    let spent = office.store.spent(kind, office.clock.now().day().month()).await?;
    let budget = channel.and_then(|channel| channel.price().budget);
    Ok(IntakeHealth {
        channel: kind.code().to_owned(),
        on: channel.is_some(),
        last_success: state.last_success,
        last_post: state.last_post,
        last_post_at: state.last_post_at,
        cursor: state.place,
        error: state.error,
        error_since: state.error_since,
        errors: state.errors,
        note: state.note,
        limit_left: state.limit.left,
        limit_reset: state.limit.reset,
        spent: channel.map(|_| spent),
        budget_left: budget.map(|budget| budget.saturating_sub(spent)),
        gap: state.gap,
        waiting: state.waiting,
        oldest: state.oldest,
    })
}

async fn health(office: &Office, way: Way) -> Result<OutboxHealth, StoreError> {
    let health = office.store.health(way).await?;
    Ok(OutboxHealth {
        by: way.code().to_owned(),
        on: office.outbox.ways().contains(&way),
        waiting: health.waiting,
        oldest: health.oldest,
        failed: health.failed,
        last_sent: health.last_sent,
        error: health.error,
    })
}

fn failed(letter: Outgoing) -> Failed {
    Failed {
        ticket: letter.id.ticket,
        by: letter.id.way.code().to_owned(),
        at: letter.at,
        error: letter.error.unwrap_or_default(),
    }
}
