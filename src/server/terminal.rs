//! The terminal of a centre: how it becomes one, and who it is with each request.
//!
//! As with a session of the desk, the browser has an opaque token in a cookie and
//! the store its digest. It does not run out; it ends when its kiosk is disabled,
//! which is looked up anew for every request, and the terminal is told.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use domain::{enrolment::EnrolmentCode, time::Timestamp, wire::FieldProblem};

use crate::{
    failure::Failure,
    office::Office,
    session::{Token, cookie},
    store::kiosk::{Enrolling, Enrolment, Kiosk},
};

/// The use of a kiosk is written down at most this often, in seconds.
const NOTED: i64 = 60;

/// The kiosk that asks. No enrolment, no handler.
pub struct Terminal(pub Kiosk);

impl FromRequestParts<Arc<Office>> for Terminal {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Failure> {
        enrolled(office, &parts.headers).await.map(Self)
    }
}

async fn enrolled(office: &Office, headers: &HeaderMap) -> Result<Kiosk, Failure> {
    let token = cookie::KIOSK.token(&office.public_url, headers).ok_or(Failure::KioskMissing)?;
    let kiosk = office.store.kiosk_of(&token.digest()).await?.ok_or(Failure::KioskMissing)?;
    if kiosk.disabled_at.is_some() {
        return Err(Failure::KioskDisabled);
    }
    let now = office.clock.now();
    if kiosk.seen_at.is_none_or(|seen| now.0 - seen.0 >= NOTED)
        && let Err(error) = office.store.touch_kiosk(kiosk.id, now).await
    {
        // Reading must be possible while nothing can be written.
        tracing::warn!(%error, "the use of a kiosk was not noted");
    }
    Ok(kiosk)
}

/// Makes the browser that asks the terminal for which the code was made.
///
/// An unknown code, a used one and one that is too old are answered alike. Wrong
/// tries lock all codes that begin alike, of kiosks that exist or not, as wrong
/// passwords lock a name ([`crate::lock::PASSWORD`]).
///
/// # Errors
/// [`Failure::BodyInvalid`] for what cannot be a code, [`Failure::CodeWrong`],
/// [`Failure::CodeLocked`].
pub async fn enrol(office: &Office, typed: &str) -> Result<Token, Failure> {
    let code = EnrolmentCode::parse(typed)
        .ok_or_else(|| Failure::BodyInvalid(vec![FieldProblem::new("/code", "code.shape")]))?;
    let now = office.clock.now();
    let token = Token::from_chance(&*office.chance);
    let enrolling = Enrolling {
        code: office.secret.digest_enrolment(&code),
        // No name of an account has a space in it.
        counted_as: ["kiosk ", code.beginning()].concat(),
        token: token.digest(),
    };
    match office.store.enrol_kiosk(enrolling, now).await? {
        Enrolment::Done(id) => {
            tracing::info!(id, "a kiosk was enrolled");
            Ok(token)
        }
        Enrolment::Wrong => Err(Failure::CodeWrong),
        Enrolment::Locked(until) => Err(Failure::CodeLocked(until.0 - now.0)),
    }
}

/// What provisional numbers of a kiosk begin with.
pub fn code(kiosk: &Kiosk) -> String {
    format!("K{}", kiosk.id)
}

/// The beginning of the Indian day.
pub fn today(now: Timestamp) -> Timestamp {
    now.day().start()
}
