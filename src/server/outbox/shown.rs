//! A letter as the desk sees it.

use domain::{letter::Way, wire::desk::Message};

use super::Outbox;
use crate::store::{
    open311::DepartmentCopy,
    outbox::{LetterState, Outgoing},
};

/// What a letter that waits for a way without settings is.
const OFF: &str = "off";

impl Outbox {
    /// A letter as the desk sees it, with the number that a department's system gave.
    pub fn shown(&self, letter: Outgoing, copies: &[DepartmentCopy]) -> Message {
        let copy = copies
            .iter()
            .find(|copy| copy.version == letter.id.version && letter.id.way == Way::Department(copy.department));
        let is_off = letter.state == LetterState::Waiting && !self.ways().contains(&letter.id.way);
        Message {
            by: letter.id.way.code().to_owned(),
            template: letter.template.code().to_owned(),
            state: if is_off { OFF } else { letter.state.code() }.to_owned(),
            tries: letter.tries,
            created_at: letter.created_at,
            at: (!is_off).then_some(letter.at),
            error: letter.error,
            number: copy.and_then(|copy| copy.foreign_id.clone()),
        }
    }
}
