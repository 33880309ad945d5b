//! An office with a gateway or a mail server, and the lane between them.

use std::sync::Mutex;

use domain::{letter::Way, ticket::Ticket};
use server::{outbox::lane::Lane, store::outbox::Outgoing};
use tokio::runtime::Runtime;

use crate::{
    gateway::Gateway,
    mailbox::Mailbox,
    office::{Filed, TestOffice},
};

/// An office that sends to `T`.
pub struct Sending<T> {
    pub office: TestOffice,
    pub there: T,
    lane: Mutex<Lane>,
    /// On which the other side lives.
    pub elsewhere: Runtime,
}

impl Sending<Gateway> {
    /// By SMS.
    pub fn start() -> Self {
        let elsewhere = Runtime::new().unwrap();
        let there = Gateway::start(&elsewhere);
        let office = TestOffice::start_with(there.outbox());
        Self { office, there, lane: Mutex::new(Lane::new(Way::Sms)), elsewhere }
    }

    pub fn texts(&self) -> Vec<String> {
        self.there.received().iter().map(|received| received.text().to_owned()).collect()
    }
}

impl Sending<Mailbox> {
    /// By mail.
    pub fn start() -> Self {
        let there = Mailbox::start();
        let office = TestOffice::start_with(there.outbox());
        Self { office, there, lane: Mutex::new(Lane::new(Way::Email)), elsewhere: Runtime::new().unwrap() }
    }
}

impl<T> Sending<T> {
    /// Sends a handful of what is due; how many letters that were.
    pub fn turn(&self) -> usize {
        let mut lane = self.lane.lock().unwrap();
        self.office.runtime.block_on(lane.turn(&self.office.office)).unwrap()
    }

    pub fn letters(&self, filed: &Filed) -> Vec<Outgoing> {
        self.office.letters(filed)
    }
}

impl TestOffice {
    /// The letters of a complaint, newest first.
    pub fn letters(&self, filed: &Filed) -> Vec<Outgoing> {
        let ticket = Ticket::parse(&filed.ticket, "HR").unwrap();
        self.runtime.block_on(self.office.store.letters_of(ticket)).unwrap()
    }
}
