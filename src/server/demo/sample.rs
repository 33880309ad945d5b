//! Tickets to look up, one of each state that the demo ends in.

use std::{collections::BTreeMap, fmt};

use domain::{life::State, paths, ticket::Ticket};

use super::plan::Plan;
use crate::secret::{Credentials, Secret};

/// A ticket with what opens it.
pub struct Sample {
    state: State,
    display: String,
    credentials: Credentials,
    link: String,
}

impl Sample {
    /// The first complaint of each state, in the order of the states.
    pub fn of_each_state(plan: &Plan, secret: &Secret, prefix: &str, public_url: &str) -> Vec<Self> {
        let mut first = BTreeMap::new();
        for made_up in plan.complaints() {
            first.entry(made_up.ends).or_insert_with(|| Ticket::from_chance(made_up.chance));
        }
        let sample = |(state, ticket): (State, Ticket)| {
            let credentials = secret.credentials(ticket, super::fill::KEY_VERSION);
            let page = paths::page::TICKET;
            let link = format!("{public_url}{page}/{ticket}#k={}", credentials.key);
            Self { state, display: ticket.display(prefix), credentials, link }
        };
        first.into_iter().map(sample).collect()
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { state, display, credentials, link } = self;
        write!(formatter, "  {:<13} {display}  PIN {}  {link}", state.code(), credentials.pin)
    }
}
