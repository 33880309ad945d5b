//! The citizens' API, one file a resource, those of the [`desk`] and the [`kiosk`],
//! and the standard that neighbours speak ([`open311`]); the table of routes is
//! [`crate::routes`].

pub mod actions;
pub mod complaints;
pub mod desk;
pub mod details;
pub mod events;
pub mod export;
pub mod handoff;
pub mod health;
pub mod kiosk;
pub mod open311;
pub mod openapi;
pub mod photos;
pub mod reference;
pub mod statistics;
pub mod tickets;
pub mod unlock;
