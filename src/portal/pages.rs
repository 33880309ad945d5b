//! The pages: they fetch and keep what is typed, `ui::pages` draws.

pub mod complain;
