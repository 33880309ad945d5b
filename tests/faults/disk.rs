//! The disk is full: what would change something is refused with the time to come again,
//! look-ups go on, and as soon as there is room the same server writes again.

use std::{fs::File, net::SocketAddr, process::Stdio, time::Duration};

use domain::paths;
use server::demo::draw::Draw;

use crate::{
    Fault, assert_whole,
    book::{Book, Receipt},
    burst::{send, send_again},
    desk,
    lookup::{Told, ask, assert_there, get},
    sunwai::Sunwai,
    world::World,
};

/// How often the disk fills.
const ROUNDS: u64 = 6;

/// Submissions, a citizen's step, a PIN, a sign-in: all of them are written down.
fn changes(book: &mut Book, receipt: &Receipt) -> Vec<String> {
    let place = book.next(&[]);
    let Receipt { ticket, .. } = receipt;
    let pin = r#"{"pin":"000000"}"#;
    let unlock = format!(
        "POST {}/{ticket}/unlock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{pin}",
        paths::TICKETS,
        pin.len()
    );
    vec![book.request(place), unlock, desk::signing_in()]
}

/// What whoever looks something up asks for.
fn look_ups(receipt: &Receipt) -> [String; 6] {
    let Receipt { ticket, .. } = receipt;
    [
        "/".to_owned(),
        format!("/t/{ticket}"),
        format!("{}/{ticket}", paths::TICKETS),
        paths::STATISTICS.to_owned(),
        paths::REFERENCE.to_owned(),
        "/healthz".to_owned(),
    ]
}

fn assert_refused(told: &Told, what: &str) {
    let body = String::from_utf8_lossy(&told.body);
    assert_eq!(told.status, 503, "{what}: {body}");
    assert!(told.retry_after.is_some(), "{what}: when to come again");
    assert!(body.contains("server.unavailable"), "{what}: {body}");
}

fn assert_only_reads(address: SocketAddr, book: &mut Book, receipt: &Receipt) {
    for change in changes(book, receipt) {
        assert_refused(&ask(address, &change).unwrap(), change.lines().next().unwrap());
    }
    assert_refused(&get(address, "/readyz"), "readyz");
    for path in look_ups(receipt) {
        assert_eq!(get(address, &path).status, 200, "{path}");
    }
}

#[test]
fn a_full_disk_keeps_nobody_from_looking_up_and_as_soon_as_there_is_room_it_writes() {
    let fault = Fault::of(ROUNDS);
    let world = World::new();
    let (mut book, mut draw) = (Book::new(fault.seed), Draw::new(fault.seed, 0));
    // The log is on the disk that is full.
    let log = File::create(world.disk().join("sunwai.log")).unwrap();
    let server = world.serve_to(log.into());
    book.open_desk(world.sign_in(&server));

    for round in 0..fault.rounds {
        let life = Duration::from_millis(draw.between(50..=400).unsigned_abs());
        send(&mut book, &[server.address], life, || world.fill());
        fill_what_is_left(&mut book, &server);
        let known = book.complaints.iter().filter_map(|known| known.receipt()).next_back();
        let known = known.expect("something was filed").clone();
        assert_only_reads(server.address, &mut book, &known);

        world.make_room();
        send_again(&mut book, server.address);
        assert_eq!(get(server.address, "/readyz").status, 200, "round {round}");
        assert_there(server.address, &book, 0..book.complaints.len());
    }

    assert!(book.refused > 0, "it said so");
    assert_whole(&server, &world.database(), &book);
    server.stop().unwrap();
}

/// SQLite writes its log over from the beginning when all of it is in the database, and what
/// did not fit as a whole leaves room for something small: it takes a while until nothing is
/// left of a disk that is full.
fn fill_what_is_left(book: &mut Book, server: &Sunwai) {
    for _ in 0..100 {
        if (0..20).any(|_| get(server.address, "/readyz").status == 503) {
            return;
        }
        send(book, &[server.address], Duration::from_millis(100), || {});
    }
    panic!("a full disk refuses");
}

#[test]
fn a_server_that_is_killed_on_a_full_disk_comes_back_when_there_is_room() {
    let world = World::new();
    let mut book = Book::new(Fault::of(1).seed);
    let server = world.serve_to(Stdio::null());
    send(&mut book, &[server.address], Duration::from_millis(300), || world.fill());
    fill_what_is_left(&mut book, &server);

    drop(server);
    world.make_room();
    let server = world.serve();

    send_again(&mut book, server.address);
    assert_whole(&server, &world.database(), &book);
    server.stop().unwrap();
}
