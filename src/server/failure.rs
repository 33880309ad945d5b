//! Why a request was not answered with a success, and the only place where that
//! becomes a number.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{standing::Refusal, wire::FieldProblem};

use crate::{api::statistics::asked::TELLS_TOO_MUCH, photo::Unfit, store::StoreError};

/// Everything that can go wrong with a request.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The body is no JSON.
    BodyMalformed,
    /// The body is not sent as JSON.
    BodyNotJson,
    /// The body is not sent as a form.
    BodyNotForm,
    /// The body is not sent as a table.
    TableNotCsv,
    /// The table is too large.
    TableTooLarge,
    /// The body is larger than 64 KiB.
    BodyTooLarge,
    /// The body did not arrive in time.
    BodyTooSlow,
    /// What was sent is no photo that can be kept.
    PhotoUnfit(Unfit),
    /// No such photo with this complaint.
    UnknownPhoto,
    /// Fields of a body are missing, unknown or of a wrong type or kind.
    BodyInvalid(Vec<FieldProblem>),
    /// Fields of a complaint are wrong.
    Invalid(Vec<FieldProblem>),
    /// Parameters of the address are wrong.
    Parameters(Vec<FieldProblem>),
    /// Parameters of the queue are wrong.
    Filters(Vec<FieldProblem>),
    /// No Idempotency-Key, or none that is a UUID.
    KeyMissing,
    /// The Idempotency-Key belongs to another request.
    KeyReused,
    /// A request with this Idempotency-Key is under way.
    KeyInFlight,
    /// A ticket number with one wrong digit.
    CheckDigit,
    /// No such ticket, or no ticket number at all.
    UnknownTicket,
    /// Unknown ticket or wrong PIN; not to be told apart.
    UnknownTicketOrPin,
    /// The PIN is locked for so many seconds.
    PinLocked(i64),
    /// No key was sent.
    NoKey,
    /// Unknown ticket or wrong key; not to be told apart.
    UnknownTicketOrKey,
    /// The life of the complaint forbids the step.
    Refused(Refusal),
    /// Someone was faster than a citizen, again and again.
    Stale,
    /// Someone at the desk was faster: the version that was seen is not the last.
    Overtaken,
    /// A change without the version that was seen.
    PreconditionMissing,
    /// No session, or one that is over.
    SessionMissing,
    /// Wrong name, password or code; not to be told apart.
    SignInWrong,
    /// The password is right, and a code is needed beside it.
    CodeNeeded,
    /// The password is right, but opens nothing until another is chosen.
    PasswordMustChange,
    /// The password is right, but was for one time and is too old.
    PasswordExpired,
    /// The name is locked for so many seconds.
    SignInLocked(i64),
    /// No terminal of a centre.
    KioskMissing,
    /// The kiosk was disabled.
    KioskDisabled,
    /// An enrolment code that is unknown, used or too old; not to be told apart.
    CodeWrong,
    /// Enrolment codes that begin so are refused for so many seconds.
    CodeLocked(i64),
    /// What a terminal sealed does not open.
    SealBroken,
    /// No complaint of this terminal, or one that is too long ago.
    UnknownSlip,
    /// Another site sent the request, or may have.
    OriginWrong,
    /// The name of a new account is taken.
    NameTaken,
    /// No such account.
    UnknownStaff,
    /// Nobody would be left who keeps accounts.
    LastAdmin,
    /// An admin's own account is another admin's business.
    OwnAccount,
    /// One address, or all together, tried too often; not before so many seconds.
    TooMany(i64),
    /// The complaint did not come by a post.
    NoPost,
    /// No such claim, or its word is no longer good.
    UnknownClaim,
    /// The word of the claim was not said yet.
    ClaimWaits,
    /// No such message.
    UnknownMessage,
    /// Something was decided on the message before.
    MessageDecided,
    /// It is too late to undo what was decided, or somebody else decided.
    UndoTooLate,
    /// No such address.
    NotFound,
    /// No such method at this address.
    WrongMethod,
    /// More waits than can be taken on.
    Busy,
    /// The store cannot be used now; the words are for the log only.
    Unavailable(String),
    /// Something broke; the words are for the log only.
    Broken(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            StoreError::Unavailable(reason) => Self::Unavailable(reason),
            StoreError::Corrupt(reason) => Self::Broken(reason),
        }
    }
}

impl Failure {
    /// Status, the end of the problem's address, and the key of its sentence.
    pub fn told(&self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as Code;
        match self {
            Self::BodyMalformed => (Code::BAD_REQUEST, "malformed-body", "body.malformed"),
            Self::BodyNotJson => (Code::UNSUPPORTED_MEDIA_TYPE, "not-json", "body.not_json"),
            Self::BodyNotForm => (Code::UNSUPPORTED_MEDIA_TYPE, "not-a-form", "body.not_form"),
            Self::TableNotCsv => (Code::UNSUPPORTED_MEDIA_TYPE, "not-csv", "table.not_csv"),
            Self::TableTooLarge => (Code::PAYLOAD_TOO_LARGE, "table-too-large", "table.too_large"),
            Self::BodyTooLarge => (Code::PAYLOAD_TOO_LARGE, "body-too-large", "body.too_large"),
            Self::BodyTooSlow => (Code::REQUEST_TIMEOUT, "body-too-slow", "body.too_slow"),
            Self::PhotoUnfit(Unfit::TooLarge) => (Code::PAYLOAD_TOO_LARGE, "photo-too-large", "photo.too_large"),
            Self::PhotoUnfit(Unfit::WrongType) => (Code::UNSUPPORTED_MEDIA_TYPE, "no-photo", "photo.wrong_type"),
            Self::PhotoUnfit(Unfit::TooManyPixels) => {
                (Code::UNPROCESSABLE_ENTITY, "photo-too-many-pixels", "photo.too_many_pixels")
            }
            Self::PhotoUnfit(Unfit::Broken) => (Code::UNPROCESSABLE_ENTITY, "photo-broken", "photo.broken"),
            Self::UnknownPhoto => (Code::NOT_FOUND, "unknown-photo", "photo.unknown"),
            Self::BodyInvalid(_) => (Code::UNPROCESSABLE_ENTITY, "invalid-body", "body.invalid"),
            Self::Invalid(_) => (Code::UNPROCESSABLE_ENTITY, "invalid-complaint", "complaint.invalid"),
            Self::Parameters(fields) if fields.iter().any(|field| field.key == TELLS_TOO_MUCH) => {
                (Code::UNPROCESSABLE_ENTITY, "withheld", TELLS_TOO_MUCH)
            }
            Self::Parameters(_) => (Code::UNPROCESSABLE_ENTITY, "invalid-parameters", "statistics.invalid"),
            Self::Filters(_) => (Code::UNPROCESSABLE_ENTITY, "invalid-parameters", "queue.invalid"),
            Self::KeyMissing => (Code::BAD_REQUEST, "idempotency-key-missing", "idempotency.missing"),
            Self::KeyReused => (Code::UNPROCESSABLE_ENTITY, "idempotency-key-reused", "idempotency.reused"),
            Self::KeyInFlight => (Code::CONFLICT, "idempotency-key-in-flight", "idempotency.in_flight"),
            Self::CheckDigit => (Code::BAD_REQUEST, "check-digit", "ticket.check_digit"),
            Self::UnknownTicket => (Code::NOT_FOUND, "unknown-ticket", "ticket.unknown"),
            Self::UnknownTicketOrPin => (Code::NOT_FOUND, "unknown-ticket-or-pin", "ticket.unknown_or_pin"),
            Self::PinLocked(_) => (Code::TOO_MANY_REQUESTS, "pin-locked", "pin.locked"),
            Self::NoKey => (Code::UNAUTHORIZED, "key-missing", "key.missing"),
            Self::UnknownTicketOrKey => (Code::NOT_FOUND, "unknown-ticket-or-key", "ticket.unknown_or_key"),
            Self::Refused(Refusal::NotYours) => (Code::FORBIDDEN, "action-refused", Refusal::NotYours.key()),
            Self::Refused(refusal) => (Code::CONFLICT, "action-refused", refusal.key()),
            Self::Stale => (Code::CONFLICT, "changed-meanwhile", "action.stale"),
            Self::Overtaken => (Code::PRECONDITION_FAILED, "changed-meanwhile", "action.stale"),
            Self::PreconditionMissing => (Code::PRECONDITION_REQUIRED, "precondition-missing", "precondition.missing"),
            Self::SessionMissing => (Code::UNAUTHORIZED, "session-missing", "session.missing"),
            Self::SignInWrong => (Code::UNAUTHORIZED, "sign-in-wrong", "session.wrong"),
            Self::CodeNeeded => (Code::UNAUTHORIZED, "code-needed", "session.code_needed"),
            Self::PasswordMustChange => (Code::FORBIDDEN, "password-must-change", "session.password_must_change"),
            Self::PasswordExpired => (Code::FORBIDDEN, "password-expired", "session.password_expired"),
            Self::SignInLocked(_) => (Code::TOO_MANY_REQUESTS, "sign-in-locked", "session.locked"),
            Self::KioskMissing => (Code::UNAUTHORIZED, "kiosk-missing", "kiosk.missing"),
            Self::KioskDisabled => (Code::UNAUTHORIZED, "kiosk-disabled", "kiosk.disabled"),
            Self::CodeWrong => (Code::UNAUTHORIZED, "code-wrong", "code.wrong"),
            Self::CodeLocked(_) => (Code::TOO_MANY_REQUESTS, "code-locked", "code.locked"),
            Self::SealBroken => (Code::UNPROCESSABLE_ENTITY, "seal-broken", "kiosk.seal_broken"),
            Self::UnknownSlip => (Code::NOT_FOUND, "unknown-slip", "kiosk.unknown_slip"),
            Self::OriginWrong => (Code::FORBIDDEN, "wrong-origin", "origin.wrong"),
            Self::NameTaken => (Code::CONFLICT, "name-taken", "staff.name_taken"),
            Self::UnknownStaff => (Code::NOT_FOUND, "unknown-staff", "staff.unknown"),
            Self::LastAdmin => (Code::CONFLICT, "last-admin", "staff.last_admin"),
            Self::OwnAccount => (Code::CONFLICT, "own-account", "staff.own_account"),
            Self::TooMany(_) => (Code::TOO_MANY_REQUESTS, "too-many", "limit.reached"),
            Self::NoPost => (Code::CONFLICT, "no-post", "handoff.no_post"),
            Self::UnknownClaim => (Code::NOT_FOUND, "unknown-claim", "handoff.unknown"),
            Self::ClaimWaits => (Code::CONFLICT, "claim-waits", "handoff.waiting"),
            Self::UnknownMessage => (Code::NOT_FOUND, "unknown-message", "message.unknown"),
            Self::MessageDecided => (Code::CONFLICT, "message-decided", "message.decided"),
            Self::UndoTooLate => (Code::CONFLICT, "undo-too-late", "undo.too_late"),
            Self::NotFound => (Code::NOT_FOUND, "not-found", "page.unknown"),
            Self::WrongMethod => (Code::METHOD_NOT_ALLOWED, "wrong-method", "method.wrong"),
            Self::Busy => (Code::SERVICE_UNAVAILABLE, "busy", "server.busy"),
            Self::Unavailable(_) => (Code::SERVICE_UNAVAILABLE, "unavailable", "server.unavailable"),
            Self::Broken(_) => (Code::INTERNAL_SERVER_ERROR, "broken", "server.broken"),
        }
    }

    /// The fields that are wrong.
    pub fn fields(&self) -> &[FieldProblem] {
        match self {
            Self::BodyInvalid(fields) | Self::Invalid(fields) | Self::Parameters(fields) | Self::Filters(fields) => {
                fields
            }
            _ => &[],
        }
    }

    /// What else a client is told: when to come again, how to prove itself.
    pub fn header(&self) -> Option<(HeaderName, HeaderValue)> {
        match self {
            Self::PinLocked(seconds)
            | Self::SignInLocked(seconds)
            | Self::CodeLocked(seconds)
            | Self::TooMany(seconds) => Some((header::RETRY_AFTER, HeaderValue::from(*seconds))),
            Self::Busy => Some((header::RETRY_AFTER, HeaderValue::from_static("2"))),
            Self::Unavailable(_) => Some((header::RETRY_AFTER, HeaderValue::from_static("30"))),
            Self::KeyInFlight => Some((header::RETRY_AFTER, HeaderValue::from_static("1"))),
            // What is left of the body is not worth reading.
            Self::BodyTooSlow | Self::BodyTooLarge | Self::TableTooLarge | Self::PhotoUnfit(Unfit::TooLarge) => {
                Some((header::CONNECTION, HeaderValue::from_static("close")))
            }
            Self::NoKey => Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            // RFC 9110 wants a challenge with every 401; there is no registered one
            // for cookies, and `Basic` would open the browser's own window.
            Self::SessionMissing | Self::SignInWrong | Self::CodeNeeded => {
                Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Cookie realm=\"desk\"")))
            }
            Self::KioskMissing | Self::KioskDisabled | Self::CodeWrong => {
                Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Cookie realm=\"kiosk\"")))
            }
            _ => None,
        }
    }
}

/// Only status and headers; `problems.rs` writes the document, because it knows
/// the language of the request.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let Self::Broken(words) | Self::Unavailable(words) = &self {
            tracing::error!(words, "a request failed");
        }
        let mut response = self.told().0.into_response();
        if let Some((name, value)) = self.header() {
            response.headers_mut().insert(name, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}
