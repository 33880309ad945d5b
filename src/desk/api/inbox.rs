//! The inbox: what waits, what is decided, and what is taken in by hand.

use browser::api::{Call, Failure};
use domain::{
    paths::desk::{INBOX, INBOX_IMPORT},
    wire::desk::{Imported, Inbox, InboxAction, InboxOutcome, PastedPost},
};

use super::watched;
use crate::session::Session;

/// A page of what waits: `limit` messages after the cursor.
pub fn list(session: Session, cursor: Option<&str>, limit: usize, done: impl FnOnce(Result<Inbox, Failure>) + 'static) {
    Call::get(&address(cursor, limit)).answer(watched(session, done));
}

/// The first page, for whoever waits for it on every page of the desk.
pub fn first(session: Session, limit: usize, done: impl FnOnce(Result<Inbox, Failure>) + 'static) {
    Call::get(&address(None, limit)).answer_anywhere(watched(session, done));
}

fn address(cursor: Option<&str>, limit: usize) -> String {
    let after = cursor.map(|cursor| ["&cursor=", cursor].concat()).unwrap_or_default();
    [INBOX, "?limit=", &limit.to_string(), &after].concat()
}

/// Decides on a message, or takes that back.
pub fn act(
    session: Session,
    id: &str,
    action: &InboxAction,
    done: impl FnOnce(Result<InboxOutcome, Failure>) + 'static,
) {
    Call::post(&[INBOX, "/", id, "/actions"].concat(), action).answer_anywhere(watched(session, done));
}

/// Takes in a post that someone copied.
pub fn paste(session: Session, post: &PastedPost, done: impl FnOnce(Result<InboxOutcome, Failure>) + 'static) {
    Call::post(INBOX, post).answer_anywhere(watched(session, done));
}

/// Takes in a table of posts.
pub fn import(session: Session, table: String, done: impl FnOnce(Result<Imported, Failure>) + 'static) {
    Call::post_text(INBOX_IMPORT, "text/csv", table).answer_anywhere(watched(session, done));
}
