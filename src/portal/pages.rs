//! The pages: they fetch and keep what is typed, `ui::pages` draws.

pub mod complain;
pub mod home;
pub mod mine;
pub mod results;
pub mod status;
pub mod ticket;
