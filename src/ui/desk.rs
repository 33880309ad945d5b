//! What only the desk shows: its components and pages, given their data. No
//! citizen fetches any of it, nor its texts (`texts/desk`).
//!
//! - [`page`] which page an address names

pub mod page;
