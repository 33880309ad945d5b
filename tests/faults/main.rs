//! What may go wrong goes wrong, under load and at random moments, and afterwards every
//! complaint that was acknowledged is there once, the figures equal a recount, every
//! history is whole, and the server serves again by itself.
//!
//! - [`killing`]: it is killed (SIGKILL), and in the middle of what happens by itself
//!   ([`waking`]);
//! - [`power`]: the power is cut, and only what was synced is left;
//! - [`disk`]: the disk is full;
//! - [`database`]: PostgreSQL is stopped, crashes, or says nothing more;
//! - [`clock`]: the clock is moved;
//! - [`cluster`]: one of three servers on one PostgreSQL is killed.
//!
//! Citizens file and add, and the desk forwards and notes ([`burst`]); what was sent and
//! not answered is sent again as a phone or a person would, and in the end everything was
//! done once ([`book`]). Reading and answering posts has a test of its own (`posts.rs`), so
//! that neither takes the other's time.
//!
//! `SUNWAI_FAULT_ROUNDS=1000` for more than fits into every run, `SUNWAI_FAULT_SEED=7` for
//! other moments; what a test failed with is printed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod book;
mod burst;
mod clock;
mod cluster;
#[path = "../load/connection.rs"]
mod connection;
mod database;
mod desk;
mod disk;
mod killing;
mod lookup;
#[path = "../fixtures/postgres.rs"]
mod postgres;
mod power;
mod recording;
#[path = "../load/sunwai.rs"]
mod sunwai;
mod waking;
mod world;

use std::{error::Error, path::Path, process::Command};

use book::Book;
use sunwai::Sunwai;

type Answer<T> = Result<T, Box<dyn Error>>;

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// How often something goes wrong, and when.
struct Fault {
    rounds: u64,
    seed: u64,
}

impl Fault {
    /// So often unless it is said otherwise.
    fn of(rounds: u64) -> Self {
        let said = |name: &str| std::env::var(name).ok().map(|value| value.parse().expect("a number"));
        let fault = Self {
            rounds: said("SUNWAI_FAULT_ROUNDS").unwrap_or(rounds),
            seed: said("SUNWAI_FAULT_SEED").unwrap_or(1),
        };
        println!("SUNWAI_FAULT_ROUNDS={} SUNWAI_FAULT_SEED={}", fault.rounds, fault.seed);
        fault
    }
}

/// Fails unless everything in the book was done once, and nothing else.
fn assert_whole(server: &Sunwai, database: &Path, book: &Book) {
    assert!(book.wrong.is_empty(), "{:?}", book.wrong);
    lookup::assert_there(server.address, book, 0..book.complaints.len());
    assert_eq!(lookup::received(server.address), book.complaints.len(), "each is there once");
    check(database).unwrap();
}

/// `sunwai check`: the figures equal a recount, and every chain is whole.
fn check(database: &Path) -> Answer<()> {
    check_with(&["--database", &sunwai::url(database)])
}

/// As [`check`], of the database that these options name.
fn check_with(options: &[&str]) -> Answer<()> {
    let output = Command::new(BINARY).arg("check").args(options).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(said.into()) }
}
