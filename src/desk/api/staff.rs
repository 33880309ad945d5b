//! Accounts.

use browser::api::{Call, Failure};
use domain::{
    paths::desk::STAFF,
    wire::desk::{Account, Change, Issued, NewStaff},
};

use super::watched;
use crate::session::Session;

/// Everyone there is.
pub fn list(session: Session, done: impl FnOnce(Result<Vec<Account>, Failure>) + 'static) {
    Call::get(STAFF).answer(watched(session, done));
}

/// Makes an account.
pub fn add(session: Session, new: &NewStaff, done: impl FnOnce(Result<Issued, Failure>) + 'static) {
    Call::post(STAFF, new).answer_anywhere(watched(session, done));
}

/// Lets nobody in any more, or opens it again.
pub fn disable(session: Session, user: String, disabled: bool, done: impl FnOnce(Result<Account, Failure>) + 'static) {
    let change = Change { user, disabled: Some(disabled), ..Change::default() };
    Call::patch(STAFF, &change).answer_anywhere(watched(session, done));
}

/// A new one-time password, and a new second factor if there was one.
pub fn reset(session: Session, user: String, done: impl FnOnce(Result<Issued, Failure>) + 'static) {
    let change = Change { user, reset: Some(true), ..Change::default() };
    Call::patch(STAFF, &change).answer_anywhere(watched(session, done));
}
