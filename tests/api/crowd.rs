//! More come than can be served: they are told so at once, those who look something
//! up are answered, and afterwards all is as before.

use std::{io::Write as _, net::TcpStream, sync::Arc, thread, time::Duration};

use domain::time::Timestamp;
use server::{
    clock::FixedClock,
    crowd::Crowd,
    limits::{Limits, TrustedProxies},
};

use crate::{
    client::{Answer, Request, connect},
    office::{START, TestOffice, form},
};

/// A submission whose last bytes do not come yet.
fn begun(office: &TestOffice, number: u32) -> (TcpStream, Vec<u8>) {
    let written =
        Request::post("/api/v1/complaints", number, &form()).header("x-forwarded-for", "203.0.113.1").written();
    let (begun, rest) = written.split_at(written.len() - 20);
    let mut socket = connect(office.address);
    socket.write_all(begun).unwrap();
    (socket, rest.to_vec())
}

fn assert_busy(answer: &Answer) {
    assert_eq!((answer.status, answer.problem().as_str()), (503, "server.busy"));
    assert_eq!(answer.header("retry-after"), Some("2"));
}

#[test]
fn changes_beyond_so_many_are_told_to_come_again_and_look_ups_are_answered() {
    let office = TestOffice::start_for(Crowd::of(100, 2));
    let filed = office.file(1);
    let waiting = [begun(&office, 2), begun(&office, 3)];
    thread::sleep(Duration::from_millis(300));

    let refused = office.send(&Request::post("/api/v1/complaints", 4, &form()));
    let looked_up = office.get(&format!("/api/v1/tickets/{}", filed.ticket));

    assert_busy(&refused);
    let plain = Request::new("POST", "/complain?lang=en").header("content-type", "application/x-www-form-urlencoded");
    let page = office.send(&plain.header("accept", "text/html,*/*").body(b"step=1"));
    assert_eq!((page.status, page.header("retry-after")), (503, Some("2")));
    assert!(page.text().contains("<html"), "a person is told on a page");
    assert_eq!(looked_up.status, 200);
    for (mut socket, rest) in waiting {
        socket.write_all(&rest).unwrap();
        assert_eq!(Answer::read(&mut socket).status, 201, "who was let in is served");
    }
    assert_eq!(office.send(&Request::post("/api/v1/complaints", 4, &form())).status, 201);
    assert_eq!((office.stored(), office.office.crowd.turned_away()), (4, 2));
}

#[test]
fn one_address_leaves_room_for_the_changes_of_others() {
    let clock = Arc::new(FixedClock::new(Timestamp::parse(START).unwrap()));
    let office = TestOffice::start_on(clock, |office| {
        office.with_crowd(Crowd::of(100, 8)).with_limits(Limits::new(TrustedProxies::default()))
    });
    let file = |address: &str, number| {
        office.send(&Request::post("/api/v1/complaints", number, &form()).header("x-forwarded-for", address))
    };
    let waiting = [begun(&office, 1), begun(&office, 2)];
    thread::sleep(Duration::from_millis(300));

    assert_busy(&file("203.0.113.1", 3));
    assert_eq!(file("203.0.113.2", 4).status, 201);
    drop(waiting);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(file("203.0.113.1", 3).status, 201);
    assert_eq!(office.office.crowd.changing(), 0);
}

#[test]
fn connections_beyond_so_many_are_told_to_come_again() {
    let office = TestOffice::start_for(Crowd::of(3, 3));
    let held: Vec<_> = (0..3).map(|_| connect(office.address)).collect();
    thread::sleep(Duration::from_millis(300));

    let refused = office.get("/healthz");
    assert_busy(&refused);
    assert_eq!(refused.header("connection"), Some("close"));
    assert!(refused.header("content-language").is_some() && refused.header("cache-control") == Some("no-store"));
    drop(held);
    thread::sleep(Duration::from_millis(300));

    assert_eq!(office.get("/healthz").status, 200);
    assert_eq!(office.office.crowd.turned_away(), 1);
}

#[test]
fn a_head_without_end_is_not_read() {
    let office = TestOffice::start();
    let long = Request::get("/healthz").header("x-long", &"x".repeat(200_000));

    let answer = office.send(&long);

    assert_eq!(answer.status, 431);
}
