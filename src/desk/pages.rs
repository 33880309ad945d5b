//! The pages: they fetch and keep what is typed, `ui::desk` draws.

pub mod account;
pub mod board;
pub mod channels;
pub mod complaint;
pub mod file;
pub mod held;
pub mod inbox;
pub mod paste;
pub mod queue;
pub mod sign_in;
pub mod staff;
pub mod unknown;
