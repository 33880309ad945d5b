//! Tickets to look up, one of each state that the demo ends in.

use std::{collections::BTreeMap, fmt};

use domain::{life::State, paths, ticket::Ticket};

use super::plan::Plan;
use crate::{file_complaint::FIRST_KEY_VERSION, office::Office, secret::Credentials};

/// A ticket with what opens it.
pub struct Sample {
    state: State,
    display: String,
    credentials: Credentials,
    link: String,
}

impl Sample {
    /// The first complaint of each state, in the order of the states.
    pub fn of_each_state(plan: &Plan, office: &Office) -> Vec<Self> {
        let mut first = BTreeMap::new();
        for made_up in plan.complaints() {
            first.entry(made_up.ends).or_insert_with(|| Ticket::from_chance(made_up.chance));
        }
        let sample = |(state, ticket): (State, Ticket)| {
            let credentials = office.secret.credentials(ticket, FIRST_KEY_VERSION);
            let link = format!("{}{}/{ticket}#k={}", office.public_url, paths::page::TICKET, credentials.key);
            Self { state, display: ticket.display(&office.prefix), credentials, link }
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
