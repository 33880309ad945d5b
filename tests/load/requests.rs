//! What is sent, and which answer is right.

use std::io::Write as _;

use domain::{ticket::Ticket, time::Day};
use server::demo::{draw::Draw, numbers::Numbers, plan::Plan, schedule};

use crate::connection::Reply;

/// Requests of one kind.
pub trait Requests {
    /// Writes the next request.
    fn write_next(&mut self, request: &mut Vec<u8>);

    /// True if this is the answer that belongs to such a request.
    fn is_right(&mut self, reply: &Reply<'_>) -> bool;
}

/// Reads: addresses in a random order.
pub struct Gets {
    addresses: Vec<String>,
    cookie: String,
    draw: Draw,
}

impl Gets {
    /// These addresses.
    pub fn of(addresses: Vec<String>) -> Self {
        Self { addresses, cookie: String::new(), draw: Draw::new(7, 0) }
    }

    /// Asked by whoever has this cookie.
    pub fn with_cookie(self, cookie: &str) -> Self {
        Self { cookie: format!("Cookie: {cookie}\r\n"), ..self }
    }

    /// Nothing but alive.
    pub fn healthz() -> Self {
        Self::of(vec!["/healthz".to_owned()])
    }

    /// The status of every ticket that a demo of these numbers has.
    pub fn lookups(numbers: &Numbers) -> Self {
        let tickets = schedule::slots(numbers).into_iter().map(|slot| Ticket::from_chance(slot.chance));
        Self::of(tickets.map(|ticket| format!("/api/v1/tickets/{ticket}")).collect())
    }

    /// The figures, as the results page asks for them.
    pub fn figures() -> Self {
        let all = ["month", "department", "district", "category", "channel", "reason"];
        Self::of(all.into_iter().map(|by| format!("/api/v1/statistics?by={by}")).collect())
    }
}

impl Requests for Gets {
    fn write_next(&mut self, request: &mut Vec<u8>) {
        let address = self.draw.pick::<String>(&self.addresses);
        write!(request, "GET {address} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", self.cookie).expect("memory takes all");
    }

    fn is_right(&mut self, reply: &Reply<'_>) -> bool {
        reply.status == 200
    }
}

/// So many different complaints are sent in turn; the keys never repeat.
const COMPLAINTS: u32 = 20_000;

/// New complaints, each under a key of its own.
pub struct Submissions {
    bodies: Vec<Vec<u8>>,
    next: usize,
    draw: Draw,
    tickets: Vec<u64>,
}

impl Submissions {
    /// Varied complaints, as the demo makes them.
    pub fn new() -> Self {
        let day = |text| Day::parse(text).expect("it is a day");
        let (from, to) = (day("2025-12-22"), day("2026-01-21"));
        let numbers = Numbers { received: COMPLAINTS, resolved: 0, not_tenable: 0, from, to, seed: 3 };
        let form = |made_up: server::demo::plan::MadeUp| serde_json::to_vec(&made_up.form).expect("a form is JSON");
        Self {
            bodies: Plan::new(&numbers).complaints().map(form).collect(),
            next: 0,
            draw: Draw::new(std::process::id().into(), 1),
            tickets: Vec::new(),
        }
    }

    /// How many receipts carried a number that another one carried too.
    pub fn repeated_tickets(&mut self) -> u64 {
        let all = self.tickets.len();
        self.tickets.sort_unstable();
        self.tickets.dedup();
        (all - self.tickets.len()) as u64
    }
}

impl Requests for Submissions {
    fn write_next(&mut self, request: &mut Vec<u8>) {
        let body = &self.bodies[self.next % self.bodies.len()];
        self.next += 1;
        let (high, low) = (self.draw.bits(), self.draw.bits());
        write!(
            request,
            "POST /api/v1/complaints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Idempotency-Key: {:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}\r\nContent-Length: {}\r\n\r\n",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 48 & 0xfff,
            low & 0xffff_ffff_ffff,
            body.len(),
        )
        .expect("memory takes all");
        request.extend_from_slice(body);
    }

    fn is_right(&mut self, reply: &Reply<'_>) -> bool {
        let ticket = ticket_of(reply.body);
        self.tickets.extend(ticket);
        reply.status == 201 && ticket.is_some()
    }
}

/// The number on a receipt, which stands first.
fn ticket_of(receipt: &[u8]) -> Option<u64> {
    let digits = receipt.strip_prefix(b"{\"ticket\":\"")?.get(..11)?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}
