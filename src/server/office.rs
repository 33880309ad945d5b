//! What every handler works with: the store, the clock, chance, the secret, and
//! the few settings that shape answers.

use std::sync::Arc;

use domain::{
    paths::page,
    ticket::{Ticket, TicketProblem},
    wire::Receipt,
};

use crate::{
    album::Album,
    api::statistics::Answers,
    chance::Chance,
    channels::Channels,
    clock::Clock,
    config::KeepYears,
    crowd::Crowd,
    darkroom::Darkroom,
    in_flight::InFlight,
    limits::Limits,
    metrics::{Traffic, WriterMeter},
    open311::Open311,
    outbox::Outbox,
    password::Passwords,
    qr,
    secret::Secret,
    store::{Slip, Store},
};

/// One running Sunwai.
pub struct Office {
    /// Where complaints are kept.
    pub store: Arc<dyn Store>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws ticket numbers.
    pub chance: Arc<dyn Chance>,
    /// From which PIN and key follow.
    pub secret: Secret,
    /// What stands before ticket numbers: `HR`.
    pub prefix: String,
    /// The address under which citizens reach this, without a slash at its end.
    pub public_url: String,
    /// The telephone number that stands on slips of kiosks.
    pub helpline: Option<String>,
    /// The sites that may show our pages in a frame.
    pub embed_hosts: Vec<String>,
    /// Requests that are being carried out.
    pub in_flight: InFlight,
    /// Figures that were worked out.
    pub answers: Answers,
    /// Hashes and compares passwords of the desk.
    pub passwords: Passwords,
    /// How letters go out.
    pub outbox: Outbox,
    /// Where citizens post elsewhere.
    pub channels: Channels,
    /// Where photos are cleaned.
    pub darkroom: Darkroom,
    /// Where photos are kept.
    pub album: Album,
    /// How often one address may try.
    pub limits: Limits,
    /// Those who are being served.
    pub crowd: Arc<Crowd>,
    /// What was answered so far.
    pub traffic: Traffic,
    /// What the store's writer does.
    pub writer: Arc<WriterMeter>,
    /// Which tools and departments' systems are known.
    pub open311: Open311,
    /// How long words are kept.
    pub keep_years: KeepYears,
}

impl Office {
    /// An office with nothing in flight, from which no letter goes out, and which
    /// keeps photos in the database and words for ever.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        secret: Secret,
        prefix: &str,
        public_url: &str,
    ) -> Self {
        Self {
            passwords: Passwords::new(&secret),
            store,
            clock,
            chance,
            secret,
            prefix: prefix.to_owned(),
            public_url: public_url.trim_end_matches('/').to_owned(),
            helpline: None,
            embed_hosts: Vec::new(),
            in_flight: InFlight::default(),
            answers: Answers::default(),
            outbox: Outbox::default(),
            channels: Channels::default(),
            darkroom: Darkroom::default(),
            album: Album::default(),
            limits: Limits::default(),
            crowd: Arc::default(),
            traffic: Traffic::default(),
            writer: Arc::default(),
            open311: Open311::default(),
            keep_years: KeepYears(None),
        }
    }

    /// The same office, from which letters go out.
    pub fn with_outbox(self, outbox: Outbox) -> Self {
        Self { outbox, ..self }
    }

    /// The same office, which reads and answers posts there.
    pub fn with_channels(self, channels: Channels) -> Self {
        Self { outbox: self.outbox.with_replies(&channels), channels, ..self }
    }

    /// The same office, with a telephone number on its slips.
    pub fn with_helpline(self, helpline: Option<String>) -> Self {
        Self { helpline, ..self }
    }

    /// The same office, whose pages these sites may show in a frame.
    pub fn with_embed_hosts(self, embed_hosts: Vec<String>) -> Self {
        Self { embed_hosts, ..self }
    }

    /// The same office, which counts tries.
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The same office, which serves no more than these at a time.
    pub fn with_crowd(self, crowd: Crowd) -> Self {
        Self { crowd: Arc::new(crowd), ..self }
    }

    /// The same office, whose store counts there what it writes.
    pub fn with_writer(self, writer: Arc<WriterMeter>) -> Self {
        Self { writer, ..self }
    }

    /// The same office, which knows these tools and departments' systems.
    pub fn with_open311(self, open311: Open311) -> Self {
        Self { open311, ..self }
    }

    /// The same office, which keeps words for so long.
    pub fn with_keep_years(self, keep_years: KeepYears) -> Self {
        Self { keep_years, ..self }
    }

    /// The same office, which keeps photos there.
    pub fn with_album(self, album: Album) -> Self {
        Self { album, ..self }
    }

    /// Reads a ticket number as people type it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn ticket(&self, typed: &str) -> Result<Ticket, TicketProblem> {
        Ticket::parse(typed, &self.prefix)
    }

    /// The receipt of a filed complaint. It follows from the secret, so it is
    /// the same each time.
    pub fn receipt(&self, slip: &Slip) -> Receipt {
        let ticket = slip.ticket;
        let credentials = self.secret.credentials(ticket, slip.key_version);
        let link = format!("{}/{ticket}#k={}", page::TICKET, credentials.key);
        Receipt {
            ticket,
            display: ticket.display(&self.prefix),
            pin: credentials.pin,
            qr: qr::svg(&format!("{}{link}", self.public_url)),
            key: credentials.key,
            link,
            received_at: slip.received_at,
            due_at: slip.due_at,
        }
    }
}
