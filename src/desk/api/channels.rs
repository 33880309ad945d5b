//! The health of what comes in and goes out.

use browser::api::{Call, Failure};
use domain::{
    paths::desk::{CHANNELS, CHANNELS_RETRY},
    wire::desk::{Channels, TryAgain},
};

use super::watched;
use crate::session::Session;

/// All channels.
pub fn show(session: Session, done: impl FnOnce(Result<Channels, Failure>) + 'static) {
    Call::get(CHANNELS).answer(watched(session, done));
}

/// Lets what was given up be tried again.
pub fn try_again(session: Session, by: String, done: impl FnOnce(Result<Channels, Failure>) + 'static) {
    Call::post(CHANNELS_RETRY, &TryAgain { by }).answer_anywhere(watched(session, done));
}
