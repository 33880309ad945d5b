//! The queue, a complaint, what is done to it, and filing for someone.

use browser::api::{Call, Failure};
use domain::{
    paths::desk::COMPLAINTS,
    ticket::Ticket,
    wire::{
        Receipt,
        desk::{DeskAction, DeskComplaint, DeskForm, Queue},
    },
};
use ui::desk::queue::asked::Asked;

use super::watched;
use crate::session::Session;

fn address(ticket: Ticket, rest: &str) -> String {
    [COMPLAINTS, "/", &ticket.to_string(), rest].concat()
}

/// A page of the queue: `limit` lines after the cursor.
pub fn list(
    session: Session,
    asked: &Asked,
    cursor: Option<&str>,
    limit: usize,
    done: impl FnOnce(Result<Queue, Failure>) + 'static,
) {
    Call::get(&asked.list(cursor, limit)).answer(watched(session, done));
}

/// Everything that the role may see of a complaint.
pub fn show(session: Session, ticket: Ticket, done: impl FnOnce(Result<DeskComplaint, Failure>) + 'static) {
    Call::get(&address(ticket, "")).answer(watched(session, done));
}

/// Takes a step, unless the complaint has another version by now.
pub fn act(
    session: Session,
    ticket: Ticket,
    version: u32,
    action: &DeskAction,
    done: impl FnOnce(Result<DeskComplaint, Failure>) + 'static,
) {
    let version = ["\"", &version.to_string(), "\""].concat();
    Call::post(&address(ticket, "/actions"), action)
        .header("If-Match", &version)
        .answer_anywhere(watched(session, done));
}

/// Files for someone; the same `key` never files twice.
pub fn file(session: Session, form: &DeskForm, key: &str, done: impl FnOnce(Result<Receipt, Failure>) + 'static) {
    Call::post(COMPLAINTS, form).header("Idempotency-Key", key).answer_anywhere(watched(session, done));
}
