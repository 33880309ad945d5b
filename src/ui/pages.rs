//! The citizens' pages, given their data. The app fetches and routes; the
//! server can draw the same pages.

pub mod accessibility;
pub mod complain;
pub mod home;
pub mod mine;
pub mod privacy;
pub mod receipt;
pub mod results;
pub mod status;
pub mod ticket;
pub mod trouble;
pub mod unknown;
