//! What an event makes of a standing: a step is its event, followed. So a standing
//! can be told out of its history, which `sunwai check` compares with the row that
//! is kept, and the public event file tells for each day.

use super::Standing;
use crate::{
    action::Actor,
    event::{Event, EventKind},
    life::State,
};

impl Standing {
    /// This complaint as it was filed, before the first event of its history.
    pub fn at_the_beginning(&self) -> Self {
        let (mut standing, _) = Self::file(self.ticket, self.category, self.district, self.channel, self.received_at);
        standing.version = 0;
        standing
    }

    /// Follows one event of the history.
    pub fn follow(&mut self, event: &Event) {
        self.version = event.version;
        self.updated_at = event.at;
        self.state = event.to;
        match event.kind {
            EventKind::Entered(state) => self.enter(state, event),
            EventKind::InterimReply => self.promised_at = event.due,
            EventKind::DetailsAdded => self.asks = 0,
            EventKind::PhotoAdded => {
                self.asks = 0;
                self.photos = self.photos.saturating_add(1);
            }
            EventKind::Reminder => self.reminded_at = Some(event.at),
            EventKind::Escalated => self.level = event.level.unwrap_or(self.level),
            EventKind::Erased => self.erased_at = Some(event.at),
            EventKind::InternalNote | EventKind::ContactRevealed => {}
        }
    }

    fn enter(&mut self, state: State, event: &Event) {
        match state {
            State::NeedInfo => {
                self.asks = self.asks.saturating_add(1);
                self.asked_at = Some(event.at);
            }
            State::Forwarded => {
                let is_transfer = event.department.is_some_and(|to| self.is_transfer(to));
                self.transfers = self.transfers.saturating_add(u8::from(is_transfer));
                self.forwarded = true;
                self.department = event.department;
            }
            // Sent back: the team has it again.
            State::UnderReview if matches!(event.from, Some(State::Forwarded | State::InProgress)) => {
                self.department = None;
            }
            State::UnderReview if event.from == Some(State::Duplicate) => self.merged_into = None,
            State::Duplicate => self.merged_into = event.merged_into,
            State::Resolved => self.resolved_at = Some(event.at),
            State::NotTenable => {
                self.reason = event.reason;
                self.closed_at = Some(event.at);
            }
            State::Closed => {
                self.confirmed = Some(event.by == Actor::Citizen);
                self.closed_at = Some(event.at);
            }
            State::Reopened => {
                self.reopened = true;
                self.resolved_at = None;
                self.closed_at = None;
                self.reason = None;
                self.confirmed = None;
            }
            State::Received | State::UnderReview | State::InProgress | State::Withdrawn => {}
        }
    }
}
