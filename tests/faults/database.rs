//! The database is away: stopped, crashed, or there and silent. Everything that needs it is
//! refused in time, look-ups too, because nobody else knows the answer; and when it is back
//! the same server serves again by itself.

use std::{path::Path, thread, time::Duration};

use domain::paths;
use server::demo::draw::Draw;

use crate::{
    BINARY, Fault,
    book::Book,
    burst::{send, send_again},
    check_with, desk,
    lookup::{Told, ask, assert_there, get, received},
    postgres::Cluster,
    sunwai::Sunwai,
};

/// How often it goes away, in each of the ways.
const ROUNDS: u64 = 1;

/// How it goes, and how it comes back.
const WAYS: [(&str, &str); 3] = [("stop", "start"), ("crash", "start"), ("freeze", "thaw")];

fn assert_refused(told: &Told, what: &str) {
    assert_eq!(told.status, 503, "{what}: {}", String::from_utf8_lossy(&told.body));
    assert!(told.retry_after.is_some(), "{what}: when to come again");
}

#[test]
fn while_the_database_is_away_everything_is_refused_in_time_and_then_it_serves_again() {
    let fault = Fault::of(ROUNDS);
    let (folder, postgres) = (tempfile::tempdir().unwrap(), Cluster::start());
    let (database, secret) = (postgres.database(), folder.path().join("sunwai.secret"));
    let secret = secret.to_str().unwrap();
    let options = ["--database", &database, "--secret-file", secret];
    // It would say of each request why it was refused.
    let settings = [("SUNWAI_SECRET_FILE", secret), ("SUNWAI_LOG", "off")];
    let server = Sunwai::serve_at(Path::new(BINARY), &database, &settings).unwrap();
    let (mut book, mut draw) = (Book::new(fault.seed), Draw::new(fault.seed, 0));
    book.open_desk(desk::sign_in(&options, server.address));

    for (away, back) in (0..fault.rounds).flat_map(|_| WAYS) {
        let life = Duration::from_millis(draw.between(100..=500).unsigned_abs());
        send(&mut book, &[server.address], life, || postgres.order(away));
        send(&mut book, &[server.address], Duration::from_millis(500), || {});
        assert_all_is_refused(&server, &mut book);

        postgres.order(back);
        send_again(&mut book, server.address);
        assert!(book.wrong.is_empty(), "{away}: {:?}", book.wrong);
        assert_eq!(received(server.address), book.complaints.len(), "{away}: each is there once");
        assert_there(server.address, &book, 0..book.complaints.len());
        check_with(&options).unwrap();
    }
    assert!(book.refused > 0, "it said so");
    server.stop().unwrap();
}

/// All at the same moment: each may wait for a while.
fn assert_all_is_refused(server: &Sunwai, book: &mut Book) {
    let (address, place) = (server.address, book.next(&[]));
    let submission = book.request(place);
    let known = book.complaints.iter().filter_map(|known| known.receipt()).next_back();
    let ticket = &known.expect("something was filed").ticket;
    thread::scope(|scope| {
        scope.spawn(move || assert_refused(&ask(address, &submission).unwrap(), "a submission"));
        for path in [format!("{}/{ticket}", paths::TICKETS), paths::STATISTICS.to_owned(), "/readyz".to_owned()] {
            scope.spawn(move || assert_refused(&get(address, &path), &path));
        }
        for path in ["/healthz", "/", paths::REFERENCE] {
            scope.spawn(move || assert_eq!(get(address, path).status, 200, "{path}"));
        }
    });
}
