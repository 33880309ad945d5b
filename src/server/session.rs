//! Who asks: the session of a request.
//!
//! A session is an opaque token of 256 bits in a cookie; the store has only its
//! digest. It ends after half an hour without use, after twelve hours in any
//! case, and at once when its account is disabled, reset or gets another
//! password: account and session are read anew for every request.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use domain::{
    staff::{Role, Staff},
    time::Timestamp,
};

use crate::{failure::Failure, office::Office, store::Session};

pub mod cookie;
mod token;

pub use token::Token;

/// Seconds after which an unused session is over.
pub const IDLE: i64 = 30 * 60;

/// Seconds after which any session is over.
pub const LONGEST: i64 = 12 * 60 * 60;

/// The use of a session is written down at most this often, in seconds.
const NOTED: i64 = 60;

/// Whoever is signed in. No session, no handler.
pub struct SignedIn(pub Staff);

/// An admin who is signed in. For everybody else the address does not exist.
pub struct SignedInAdmin(pub Staff);

impl FromRequestParts<Arc<Office>> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Failure> {
        signed_in(office, &parts.headers).await.map(Self)
    }
}

impl FromRequestParts<Arc<Office>> for SignedInAdmin {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Failure> {
        let staff = signed_in(office, &parts.headers).await?;
        if staff.role == Role::Admin { Ok(Self(staff)) } else { Err(Failure::NotFound) }
    }
}

async fn signed_in(office: &Office, headers: &HeaderMap) -> Result<Staff, Failure> {
    let token = cookie::DESK.token(&office.public_url, headers).ok_or(Failure::SessionMissing)?.digest();
    let now = office.clock.now();
    let found = office.store.session(&token).await?;
    let session = found.filter(|session| lasts(session, now)).ok_or(Failure::SessionMissing)?;
    if now.0 - session.seen_at.0 >= NOTED
        && let Err(error) = office.store.touch_session(&token, now).await
    {
        // Reading must be possible while nothing can be written.
        tracing::warn!(%error, "the use of a session was not noted");
    }
    Ok(session.staff)
}

/// Neither too long ago nor so far ahead that the clock must have been wrong.
fn lasts(session: &Session, now: Timestamp) -> bool {
    now.0.abs_diff(session.seen_at.0) < IDLE.unsigned_abs()
        && now.0.abs_diff(session.created_at.0) < LONGEST.unsigned_abs()
}
