//! A complaint's status, its private part, and what the citizen does.

use browser::api::{Call, Failure};
use domain::{
    paths,
    ticket::Ticket,
    wire::{ActionRequest, Details, Key, TicketStatus, Unlock},
};

fn address(ticket: Ticket, rest: &str) -> String {
    [paths::TICKETS, "/", &ticket.to_string(), rest].concat()
}

fn bearer(key: &str) -> String {
    ["Bearer ", key].concat()
}

/// The public status.
pub fn status(ticket: Ticket, done: impl FnOnce(Result<TicketStatus, Failure>) + 'static) {
    Call::get(&address(ticket, "")).answer(done);
}

/// The key for a PIN.
pub fn unlock(ticket: Ticket, pin: String, done: impl FnOnce(Result<Key, Failure>) + 'static) {
    Call::post(&address(ticket, "/unlock"), &Unlock { pin }).answer(done);
}

/// Status and private part.
pub fn details(ticket: Ticket, key: &str, done: impl FnOnce(Result<Details, Failure>) + 'static) {
    Call::get(&address(ticket, "/details")).header("Authorization", &bearer(key)).answer(done);
}

/// Carries out an action; the same `request` never does it twice.
pub fn act(
    ticket: Ticket,
    key: &str,
    action: &ActionRequest,
    request: &str,
    done: impl FnOnce(Result<Details, Failure>) + 'static,
) {
    Call::post(&address(ticket, "/actions"), action)
        .header("Authorization", &bearer(key))
        .header("Idempotency-Key", request)
        .answer(done);
}
