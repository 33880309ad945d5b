//! The server is killed (SIGKILL) at random moments under load, and started again, on
//! one database that grows.

use std::{path::Path, process::Stdio, thread, time::Duration};

use server::demo::draw::Draw;

use crate::{
    BINARY, Fault, assert_whole,
    book::Book,
    burst::{send_again, send_until_killed},
    desk,
    lookup::{assert_there, received},
    sunwai::{self, Sunwai},
};

/// How often the server is killed, in the default run.
const ROUNDS: u64 = 200;

/// After so many rounds all is looked at, and not only what was sent last.
const ALL: u64 = 100;

fn milliseconds(draw: &mut Draw, most: i64) -> Duration {
    Duration::from_millis(draw.between(0..=most).unsigned_abs())
}

#[test]
fn every_receipt_that_was_answered_is_there_once_however_often_the_server_is_killed() {
    let fault = Fault::of(ROUNDS);
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let serve = || Sunwai::serve(Path::new(BINARY), &database).unwrap();
    let (mut book, mut draw) = (Book::new(fault.seed), Draw::new(fault.seed, 0));
    let mut server = serve();
    book.open_desk(desk::sign_in(&["--database", &sunwai::url(&database)], server.address));

    for round in 0..fault.rounds {
        let before = book.complaints.len();
        send_until_killed(&mut book, server, milliseconds(&mut draw, 100));
        if draw.is_in(10) {
            // Once more while it starts.
            let mut starting =
                Sunwai::start(Path::new(BINARY), &sunwai::url(&database), &[], Stdio::inherit()).unwrap();
            thread::sleep(milliseconds(&mut draw, 100));
            starting.process.kill().unwrap();
        }
        server = serve();

        let kept = received(server.address);
        assert!((book.receipts()..=book.complaints.len()).contains(&kept), "round {round}: {kept}");
        send_again(&mut book, server.address);
        assert_eq!(received(server.address), book.complaints.len(), "round {round}: each is there once");
        assert_there(server.address, &book, before..book.complaints.len());
        if round % ALL == ALL - 1 {
            assert_whole(&server, &database, &book);
        }
    }

    assert!(book.done() as u64 > 10 * fault.rounds, "it was under load: {} steps", book.done());
    assert_eq!(book.refused, 0, "and never said that it could not write");
    assert_whole(&server, &database, &book);
    server.stop().unwrap();
}
