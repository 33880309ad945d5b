//! The pages: each fetches and holds, `ui::kiosk` draws.

pub mod enrol;
pub mod form;
pub mod health;
pub mod slip;
pub mod today;
