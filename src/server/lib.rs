//! HTTP, store, channels, jobs.

pub mod chance;
pub mod clock;
pub mod history;
pub mod pin_lock;
pub mod secret;
pub mod store;
