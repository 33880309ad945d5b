//! What travels between the apps and the server: the JSON of the API.
//!
//! Both sides use these types, so they cannot drift apart. The server reads and
//! writes them with serde, the apps with [`json::Json`], which weighs less; a test
//! holds each against the other.
//!
//! Requests refuse unknown fields, so that a typing mistake is never silently
//! lost. Codes in requests are plain strings, because a wrong one is a person's
//! mistake and is answered with the place of the field.

mod codes;
mod complaints;
pub mod desk;
mod events;
mod export;
pub mod kiosk;
mod photo;
mod problem;
mod samples;
mod statistics;
mod tickets;
#[cfg(test)]
mod travels;

pub use complaints::{ComplaintForm, Receipt};
pub use events::EventDays;
pub use export::{Export, ExportedEvent};
pub use photo::Photo;
pub use problem::{FieldProblem, Problem};
pub use statistics::{Grouping, Hundredths, StatisticsAnswer, StatisticsGroup, Tenths};
pub use tickets::{ActionRequest, Claim, Details, HandedOver, Handoff, Key, PublicEvent, Reply, TicketStatus, Unlock};
