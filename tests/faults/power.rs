//! The power is cut: of what the server wrote only what it synced is left, and it comes
//! back on that.
//!
//! The server runs once on a disk that remembers; then the power is cut at many moments of
//! what it remembers ([`crate::recording`]), most of them while a log grows, half of them
//! where something rarer happens: a first start, a checkpoint, a stop.

use std::{path::Path, time::Duration};

use server::demo::draw::Draw;

use crate::{
    BINARY, Fault, assert_whole,
    book::Book,
    burst::{send, send_again, send_until_killed},
    recording::{Disk, Entry},
    sunwai::Sunwai,
    world::World,
};

/// How often the power is cut.
const ROUNDS: u64 = 24;

/// The server is under load until the disk has taken so many bytes, before it stops and
/// after: SQLite's log is full with 16 MB, and is then begun anew.
const BYTES: u64 = 24_000_000;

/// It is looked at this often.
const LIFE: Duration = Duration::from_millis(200);

/// A server with a disk that remembers: started, stopped, started again and killed.
fn live(book: &mut Book) -> Vec<Entry> {
    let world = World::recording();
    let record = world.record();
    let taken = move || record.metadata().expect("a record").len();
    book.keep_time(taken.clone());
    let server = world.serve();
    book.open_desk(world.sign_in(&server));
    while taken() < BYTES {
        send(book, &[server.address], LIFE, || {});
    }
    server.stop().unwrap();
    let server = world.serve();
    while taken() < BYTES + BYTES / 4 {
        send(book, &[server.address], LIFE, || {});
    }
    send_until_killed(book, server, LIFE);
    Entry::read(&world.record())
}

/// The places in the record after which the power is cut, in order.
fn moments(entries: &[Entry], rounds: u64, draw: &mut Draw) -> Vec<usize> {
    let rare: Vec<usize> = (0..entries.len()).filter(|&place| entries[place].is_rare()).collect();
    let any = entries.len() as u64;
    let mut moments: Vec<usize> =
        (0..rounds).map(|round| if round % 2 == 0 { *draw.pick(&rare) } else { draw.below(any) as usize }).collect();
    moments.sort_unstable();
    moments
}

#[test]
fn what_was_acknowledged_is_there_once_after_the_power_was_cut() {
    let fault = Fault::of(ROUNDS);
    let (mut book, mut draw) = (Book::new(fault.seed), Draw::new(fault.seed, 0));
    let entries = live(&mut book);
    let logs = entries.iter().filter(|entry| entry.begins_log()).count();
    assert!(logs > 2, "its log was begun anew while it served, and after it was stopped: {logs}");
    let (mut disk, mut followed, mut acknowledged) = (Disk::default(), 0, 0);

    for moment in moments(&entries, fault.rounds, &mut draw) {
        entries[followed..=moment].iter().for_each(|entry| disk.follow(entry));
        followed = moment + 1;
        let folder = tempfile::tempdir().unwrap();
        disk.cut(&mut draw, folder.path());
        let mut then = book.at(entries[moment].moment);
        acknowledged = acknowledged.max(then.receipts());

        let database = folder.path().join("sunwai.db");
        let server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
        send_again(&mut then, server.address);
        assert_whole(&server, &database, &then);
        server.stop().unwrap();
    }

    assert!(acknowledged > 100, "many were acknowledged: {acknowledged}");
}
