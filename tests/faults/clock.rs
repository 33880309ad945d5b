//! Somebody moves the clock while the server serves: by hours and by days, forwards and
//! back. What was acknowledged stays, requests are still told apart by their keys, and what
//! happens by itself happens once.

use std::time::Duration;

use domain::time::{DAY, Timestamp};
use server::{
    clock::{Clock as _, SystemClock},
    demo::draw::Draw,
};

use crate::{
    Fault, assert_whole,
    book::Book,
    burst::{send, send_once_more},
    check, desk,
    lookup::received,
    waking::{assert_nothing_happened_twice, wait_until_awake},
    world::World,
};

/// How often the clock is moved, in the default run.
const ROUNDS: u64 = 12;

/// So long everybody works before and after.
const LIFE: Duration = Duration::from_millis(150);

/// So many of the last requests are sent once more after the clock was moved, as if their
/// answers had been lost.
const REPEATED: usize = 100;

const HOUR: i64 = 3_600;

/// Within this of the right time nothing is due yet: three days are the shortest.
const MOVES: [i64; 7] = [-DAY, -5 * HOUR, -60, 0, 60, 5 * HOUR, DAY];

/// So far ahead everything is late, and is brought before every level.
const LATE: i64 = 100 * DAY;

#[test]
fn a_clock_that_is_moved_loses_nothing_and_doubles_nothing() {
    let fault = Fault::of(ROUNDS);
    let world = World::new();
    let database = world.database();
    let (mut book, mut draw) = (Book::new(fault.seed), Draw::new(fault.seed, 0));
    let mut server = world.serve();
    world.sign_in(&server);

    for _ in 0..fault.rounds {
        book.open_desk(desk::sign_in_again(server.address));
        send(&mut book, &[server.address], LIFE, || {});
        // A session does not last over every jump.
        book.close_desk();
        send(&mut book, &[server.address], LIFE, || world.move_clock(*draw.pick(&MOVES)));
        send(&mut book, &[server.address], LIFE, || {});
        if draw.is_in(30) {
            server.stop().unwrap();
            server = world.serve();
        }
        book.open_desk(desk::sign_in_again(server.address));
        let last = book.complaints.len().saturating_sub(REPEATED)..book.complaints.len();
        send_once_more(&mut book, server.address, last.collect());
        book.close_desk();
        assert_whole(&server, &database, &book);
    }
    for ahead in [LATE, -LATE, LATE / 2, LATE, 2 * LATE] {
        // It looks for what is late once a minute, and when it starts.
        server.stop().unwrap();
        world.move_clock(ahead);
        server = world.serve();
        send(&mut book, &[server.address], LIFE, || {});
        wait_until_awake(&database, Timestamp(SystemClock.now().0 + ahead));
        assert!(book.wrong.is_empty(), "{:?}", book.wrong);
        assert_eq!(received(server.address), book.complaints.len(), "each is there once");
        assert_nothing_happened_twice(&database);
        check(&database).unwrap();
    }
    server.stop().unwrap();
}
