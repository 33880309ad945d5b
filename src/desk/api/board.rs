//! The board.

use browser::api::{Call, Failure};
use domain::{paths::desk::BOARD, wire::desk::Board};

use super::watched;
use crate::session::Session;

/// What the role may see of what is open.
pub fn show(session: Session, done: impl FnOnce(Result<Board, Failure>) + 'static) {
    Call::get(BOARD).answer(watched(session, done));
}
