//! The citizens' pages, given their data. The app fetches and routes; the
//! server can draw the same pages.

pub mod complain;
pub mod home;
pub mod receipt;
pub mod unknown;
