//! What is asked of the server, a file for each noun.

pub mod complaints;
pub mod statistics;
pub mod tickets;
