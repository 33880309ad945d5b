//! The server is killed (SIGKILL) in the middle of a burst of submissions and
//! started again, several times on one database: every receipt that was answered
//! is there, once, and the figures equal a recount. It is killed in the middle of
//! what happens by itself as well ([`waking`]), and two of three on one PostgreSQL
//! ([`cluster`]). Reading and answering posts has a
//! test of its own (`posts.rs`), so that neither takes the other's time.
//!
//! What was sent and not answered is sent again under its Idempotency-Key, as a
//! phone would do; afterwards there are exactly as many complaints as were sent.

mod burst;
mod cluster;
#[path = "../load/connection.rs"]
mod connection;
#[path = "../fixtures/postgres.rs"]
mod postgres;
#[path = "../load/sunwai.rs"]
mod sunwai;
mod waking;

use std::{error::Error, path::Path, process::Command, time::Duration};

use burst::{Burst, Sent};
use connection::Connection;
use server::demo::draw::Draw;
use sunwai::Sunwai;

type Answer<T> = Result<T, Box<dyn Error>>;

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// How often the server is killed, in the default run.
const ROUNDS: u64 = 4;

#[test]
fn every_receipt_that_was_answered_is_there_once_after_the_server_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let mut draw = Draw::new(1, 0);
    let mut all: Vec<Sent> = Vec::new();

    for round in 0..ROUNDS {
        let server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
        let life = Duration::from_millis(draw.between(150..=900) as u64);
        let mut sent = Burst::new(round).send_until_killed(server, life).unwrap();
        assert!(sent.iter().any(|sent| sent.receipt.is_some()), "round {round}: the burst came through in part");

        let server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
        let answered = sent.iter().filter(|sent| sent.receipt.is_some()).count();
        let before = received(&server).unwrap();
        assert!((all.len() + answered..=all.len() + sent.len()).contains(&before), "round {round}");
        burst::send_again(&server, &mut sent).unwrap();
        all.append(&mut sent);

        assert_eq!(received(&server).unwrap(), all.len(), "round {round}: each is there once");
        burst::assert_all_open_with_their_keys(&server, &all).unwrap();
        server.stop().unwrap();
        check(&database).unwrap();
    }
}

/// How many complaints the public figures count.
fn received(server: &Sunwai) -> Answer<usize> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let mut connection = Connection::open(server.address).await?;
        let reply = connection.ask(b"GET /api/v1/statistics HTTP/1.1\r\nHost: localhost\r\n\r\n").await?;
        let figures: serde_json::Value = serde_json::from_slice(reply.body)?;
        Ok(figures["received"].as_u64().ok_or("there is no figure")? as usize)
    })
}

/// `sunwai check`: the figures equal a recount, and every chain is whole.
fn check(database: &Path) -> Answer<()> {
    let output = Command::new(BINARY).args(["check", "--database", &sunwai::url(database)]).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(said.into()) }
}
