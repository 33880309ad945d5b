//! The citizens' API, one file a resource, and the [`desk`]'s; the table of routes
//! is [`crate::routes`].

pub mod actions;
pub mod complaints;
pub mod desk;
pub mod details;
pub mod events;
pub mod health;
pub mod openapi;
pub mod reference;
pub mod statistics;
pub mod tickets;
pub mod unlock;
