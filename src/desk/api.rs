//! What is asked of the server, a file for each noun; and that nobody is signed
//! in any more, wherever that is answered.

use browser::api::Failure;

use crate::session::Session;

pub mod board;
pub mod channels;
pub mod complaints;
pub mod inbox;
pub mod session;
pub mod staff;

/// The status of an answer to someone whose session is over.
const UNAUTHORIZED: u16 = 401;

/// True if nobody is signed in any more: the session says so itself.
pub fn is_over(failure: &Failure) -> bool {
    failure.status() == Some(UNAUTHORIZED)
}

/// Hands an answer on, after the session was told if it is over.
fn watched<T>(
    session: Session,
    done: impl FnOnce(Result<T, Failure>) + 'static,
) -> impl FnOnce(Result<T, Failure>) + 'static {
    move |answer| {
        if answer.as_ref().is_err_and(is_over) {
            session.expire();
        }
        done(answer);
    }
}
