//! The words of a step that is being written, kept in this window until it is
//! sent: a reload loses nothing. A personal number is never kept.

use browser::memory::Memory;
use domain::{masking::mask, ticket::Ticket, wire::desk::DeskAction};

fn name(ticket: Ticket) -> String {
    ["sunwai.desk.draft.", &ticket.to_string()].concat()
}

/// What was being written about this complaint.
pub fn read(ticket: Ticket) -> Option<DeskAction> {
    Memory::Window.read(&name(ticket))
}

/// Keeps it, personal numbers hidden.
pub fn keep(ticket: Ticket, action: &DeskAction) {
    let hidden = |words: &Option<String>| words.as_deref().map(mask);
    let kept = DeskAction { text: hidden(&action.text), note: hidden(&action.note), ..action.clone() };
    Memory::Window.keep(&name(ticket), &kept);
}

/// Forgets it: it was sent, or given up.
pub fn erase(ticket: Ticket) {
    Memory::Window.erase(&name(ticket));
}
