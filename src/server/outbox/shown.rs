//! A letter as the desk sees it.

use domain::wire::desk::Message;

use super::Outbox;
use crate::store::outbox::{LetterState, Outgoing};

/// What a letter that waits for a way without settings is.
const OFF: &str = "off";

impl Outbox {
    /// A letter as the desk sees it.
    pub fn shown(&self, letter: Outgoing) -> Message {
        let is_off = letter.state == LetterState::Waiting && !self.ways().contains(&letter.id.way);
        Message {
            by: letter.id.way.code().to_owned(),
            template: letter.template.code().to_owned(),
            state: if is_off { OFF } else { letter.state.code() }.to_owned(),
            tries: letter.tries,
            created_at: letter.created_at,
            at: (!is_off).then_some(letter.at),
            error: letter.error,
        }
    }
}
