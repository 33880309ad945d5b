//! Signing in and out, and who one is.

use browser::api::{Call, Failure};
use domain::{
    paths::desk::{ME, PASSWORD, SESSION, SESSIONS},
    wire::desk::{Me, NewPassword, SignIn},
};

/// Opens a session.
pub fn open(asked: &SignIn, done: impl FnOnce(Result<(), Failure>) + 'static) {
    Call::post(SESSION, asked).answer_anywhere(done);
}

/// Ends this session.
pub fn end(done: impl FnOnce(Result<(), Failure>) + 'static) {
    Call::delete(SESSION).answer_anywhere(done);
}

/// Ends every session of whoever asks.
pub fn end_all(done: impl FnOnce(Result<(), Failure>) + 'static) {
    Call::delete(SESSIONS).answer_anywhere(done);
}

/// Who is signed in.
pub fn me(done: impl FnOnce(Result<Me, Failure>) + 'static) {
    Call::get(ME).answer_anywhere(done);
}

/// Puts a new password in place of the old one.
pub fn change_password(asked: &NewPassword, done: impl FnOnce(Result<(), Failure>) + 'static) {
    Call::post(PASSWORD, asked).answer_anywhere(done);
}
