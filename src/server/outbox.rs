//! Sends the letters that wait in the store, each way for itself, so that a
//! gateway that is down delays its own letters and nothing else.
//!
//! - [`sms`], [`email`], [`crate::channels`] and [`department`] the ways; one without its settings is off, and then no
//!   letter is written for it
//! - [`words`] what a letter says; [`pause`] when it is tried again
//! - [`setup`] which ways there are; [`lane`] takes letters out, sends them and writes down what became of them
//!
//! A letter goes out at least once. Whoever sends it may stop before it is
//! written down that it went, and then it goes out once more, with the same
//! [`reference`](fn@reference): gateways and mailboxes that look at it keep one of both.

use std::sync::Arc;

use domain::letter::Way;

pub mod department;
pub mod email;
pub mod lane;
pub mod pause;
pub mod setup;
mod shown;
pub mod sms;
pub mod words;

use department::DepartmentSystem;
use email::Email;
use lane::Lane;
use sms::Sms;

use crate::{
    channels::{Channels, answer},
    office::Office,
    secret::Secret,
    store::outbox::{Due, LetterId},
};

/// The ways that are set up.
#[derive(Default)]
pub struct Outbox {
    sms: Option<Sms>,
    email: Option<Email>,
    departments: Vec<DepartmentSystem>,
    ways: Vec<Way>,
}

/// Why a letter did not go out. The word is for the desk; nothing personal is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// This letter will never be taken.
    Refused(&'static str),
    /// Nothing is taken now, whatever the letter; for so many seconds, if that
    /// was said.
    Down(&'static str, Option<i64>),
}

impl Unsent {
    /// Why nothing is taken now, and for how many seconds.
    fn down(self) -> Option<(&'static str, Option<i64>)> {
        match self {
            Self::Down(error, seconds) => Some((error, seconds)),
            Self::Refused(_) => None,
        }
    }
}

impl Outbox {
    /// The outbox with these ways.
    pub fn new(sms: Option<Sms>, email: Option<Email>) -> Self {
        let ways = [sms.as_ref().map(|_| Way::Sms), email.as_ref().map(|_| Way::Email)];
        Self { sms, email, departments: Vec::new(), ways: ways.into_iter().flatten().collect() }
    }

    /// The same outbox, which also sends what is forwarded to the systems of
    /// departments.
    pub fn with_departments(mut self, departments: Vec<DepartmentSystem>) -> Self {
        self.ways.extend(departments.iter().map(|system| Way::Department(system.department())));
        Self { departments, ..self }
    }

    /// The same outbox, which also says things under posts.
    pub fn with_replies(mut self, channels: &Channels) -> Self {
        self.ways.extend(channels.all().map(|channel| Way::Reply(channel.kind())));
        self
    }

    /// The ways that are set up.
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// Why it did not go out.
    pub async fn send(&self, office: &Office, letter: &Due) -> Result<(), Unsent> {
        let Some(address) = &letter.address else { return Err(Unsent::Refused("no_address")) };
        let reference = reference(&office.secret, letter.id);
        if let Way::Reply(kind) = letter.id.way {
            let channel = office.channels.get(kind).ok_or(Unsent::Down("off", None))?;
            let words = words::say_under_post(office, letter).ok_or(Unsent::Refused("does_not_fit"))?;
            return answer::send(office, &**channel, letter, &words, &reference).await;
        }
        if let Way::Department(department) = letter.id.way {
            let system = self.departments.iter().find(|system| system.department() == department);
            return system.ok_or(Unsent::Down("off", None))?.send(office, letter, &reference).await;
        }
        let said = words::say(office, letter);
        match (letter.id.way, &self.sms, &self.email) {
            (Way::Sms, Some(sms), _) => sms.send(address, letter, &said, &reference).await,
            (Way::Email, _, Some(email)) => email.send(address, &said, &reference).await,
            _ => Err(Unsent::Down("off", None)),
        }
    }
}

/// A letter's name towards the world: the same each time it is tried, and it
/// tells nothing. As a UUID (RFC 9562, version 8), because gateways expect one.
pub fn reference(secret: &Secret, id: LetterId) -> String {
    let mut bytes = secret.letter(id.ticket, id.version, id.way.code());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = crate::history::hex(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Sends what waits by all ways until `stop` comes; what is being sent then is
/// finished.
pub async fn run(office: Arc<Office>, stop: tokio::sync::watch::Receiver<bool>) {
    let lanes: Vec<_> = office.outbox.ways().iter().map(|&way| Lane::new(way)).collect();
    let running = lanes.into_iter().map(|lane| tokio::spawn(lane.run(Arc::clone(&office), stop.clone())));
    for lane in running.collect::<Vec<_>>() {
        if let Err(error) = lane.await {
            tracing::error!(%error, "a way out has stopped");
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::ticket::Ticket;

    use super::*;
    use crate::chance::SeededChance;

    #[test]
    fn a_reference_is_a_uuid_that_is_the_same_each_time_and_no_other_letters() {
        let secret = Secret::from_chance(&SeededChance::new(1));
        let id = LetterId { ticket: Ticket::from_chance(1), version: 2, way: Way::Sms };

        let first = reference(&secret, id);

        assert_eq!(first, reference(&secret, id));
        assert_ne!(first, reference(&secret, LetterId { version: 3, ..id }));
        assert_ne!(first, reference(&secret, LetterId { way: Way::Email, ..id }));
        assert_eq!((first.len(), &first[14..15]), (36, "8"), "{first}");
    }
}
