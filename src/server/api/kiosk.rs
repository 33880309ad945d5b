//! The kiosk's API, one file a resource. Every handler but enrolling takes the
//! [terminal](crate::terminal::Terminal) that asks; every change passes
//! [`crate::origin`].

pub mod complaints;
pub mod enrol;
pub mod health;
pub mod me;
pub mod slip;
pub mod today;
