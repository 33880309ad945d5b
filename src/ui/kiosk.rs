//! What only the kiosk shows: its components and pages, given their data. No
//! citizen fetches any of it, nor its texts (`texts/kiosk`).
//!
//! - [`page`] which page an address names; [`layout`] around every page;
//!   [`first_screen`] before the app is there
//! - [`enrol`] once; [`form`](mod@form) for each citizen, then [`slip`], to be
//!   printed; [`today`] and [`health`] for the operator
//! - [`idle`] the warning before all is erased

pub mod enrol;
pub mod first_screen;
pub mod form;
pub mod health;
pub mod idle;
pub mod layout;
pub mod page;
pub mod slip;
pub mod today;
