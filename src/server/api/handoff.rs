//! Handing a complaint over to whoever posted it: they prove that the handle is
//! theirs by saying a word there, and get PIN and key here.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    handoff::HandoffWord,
    time::{DAY, Timestamp},
    wire::{Claim, HandedOver, Handoff, Problem},
};

use super::tickets;
use crate::{
    body::JsonBody,
    chance::draw,
    failure::Failure,
    history::Digest,
    limits::Kind,
    office::Office,
    store::handoff::{Begun, Claimed, NewHandoff},
};

/// A word is good for so many seconds: posts are read every minute, and a channel
/// may be down for some hours.
const GOOD_FOR: i64 = DAY;

/// Gives out a word for a complaint that came by a post.
///
/// # Errors
/// An unknown number; a complaint that came otherwise; too many words.
#[utoipa::path(
    post, path = "/api/v1/tickets/{ticket}/handoff", tag = "tickets",
    params(("ticket" = String, Path, description = "the number, in any spelling")),
    responses(
        (status = 201, description = "the word to be said where it was posted", body = Handoff),
        (status = 400, description = "one digit of the number is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "no such ticket", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "it did not come by a post", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many words wait", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn begin(State(office): State<Arc<Office>>, Path(typed): Path<String>) -> Result<Response, Failure> {
    let answer = give_out(&office, &typed).await?;
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

/// A word for the ticket as it was typed, and what proves that it was given out.
///
/// # Errors
/// As [`begin`].
pub async fn give_out(office: &Office, typed: &str) -> Result<Handoff, Failure> {
    let now = office.clock.now();
    office.limits.check(Kind::Submission, now)?;
    let ticket = tickets::find(office, typed).await?.standing.ticket;
    let claim: [u8; 16] = draw(&*office.chance);
    let word = HandoffWord::from_chance(office.chance.bits());
    let good_until = Timestamp(now.0 + GOOD_FOR);
    let handoff = NewHandoff { ticket, claim: digest(office, &claim), word: word.clone(), good_until };
    let channel = match office.store.begin_handoff(handoff, now).await? {
        Begun::Done(channel) => {
            office.limits.count(Kind::Submission, now);
            channel
        }
        Begun::NoPost => return Err(Failure::NoPost),
        Begun::TooMany(until) => return Err(Failure::TooMany((until.0 - now.0).max(1))),
    };
    Ok(Handoff {
        word: word.display(),
        claim: URL_SAFE_NO_PAD.encode(claim),
        channel: channel.code().to_owned(),
        until: good_until,
    })
}

/// PIN and key, once the word was said by whoever posted.
///
/// # Errors
/// An unknown claim, or one that is too old; a word that was not said yet.
#[utoipa::path(
    post, path = "/api/v1/tickets/{ticket}/handoff/claim", tag = "tickets",
    params(("ticket" = String, Path, description = "the number, in any spelling")),
    request_body = Claim,
    responses(
        (status = 200, description = "what opens it", body = HandedOver),
        (status = 400, description = "one digit of the number is wrong, or malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "no such claim, or too old", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the word was not said yet; try again in a while", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many claims that are none", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = i64, description = "seconds"))),
    ),
)]
pub async fn claim(
    State(office): State<Arc<Office>>,
    Path(typed): Path<String>,
    JsonBody(sent): JsonBody<Claim>,
) -> Result<Response, Failure> {
    let answer = hand_over(&office, &typed, &sent.claim).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

/// What opens the ticket as it was typed, for whoever has this claim.
///
/// # Errors
/// As [`claim`].
pub async fn hand_over(office: &Office, typed: &str, claim: &str) -> Result<HandedOver, Failure> {
    let ticket = tickets::read(office, typed).map_err(|failure| match failure {
        Failure::UnknownTicket => Failure::UnknownClaim,
        other => other,
    })?;
    let claim = URL_SAFE_NO_PAD.decode(claim).map_err(|_| Failure::UnknownClaim)?;
    let now = office.clock.now();
    office.limits.check(Kind::Miss, now)?;
    match office.store.claimed(ticket, digest(office, &claim), now).await? {
        Claimed::Unknown => {
            office.limits.count(Kind::Miss, now);
            return Err(Failure::UnknownClaim);
        }
        Claimed::Waiting => return Err(Failure::ClaimWaits),
        Claimed::Proven => {}
    }
    let version = office.store.key_version(ticket).await?.ok_or(Failure::UnknownClaim)?;
    let credentials = office.secret.credentials(ticket, version);
    Ok(HandedOver { pin: credentials.pin, key: credentials.key })
}

fn digest(office: &Office, claim: &[u8]) -> Digest {
    office.secret.digest_body(&[b"handoff ", claim].concat())
}
