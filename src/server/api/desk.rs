//! The desk's API, one file a resource. Every handler but signing in takes whoever
//! is [signed in](crate::session::SignedIn); every change passes
//! [`crate::origin`].

pub mod actions;
pub mod board;
pub mod channels;
pub mod complaint;
pub mod complaints;
pub mod file;
pub mod if_match;
pub mod inbox;
pub mod me;
pub mod password;
pub mod photos;
pub mod session;
pub mod staff;
