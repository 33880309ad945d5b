//! More come than can be served: they are told so at once, those who look something
//! up are answered, and afterwards all is as before.

use std::{io::Write as _, net::TcpStream, thread, time::Duration};

use server::crowd::Crowd;

use crate::{
    client::{Answer, Request, connect},
    office::{TestOffice, form},
};

/// A submission whose last bytes do not come yet.
fn begun(office: &TestOffice, number: u32) -> (TcpStream, Vec<u8>) {
    let written = Request::post("/api/v1/complaints", number, &form()).written();
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
    assert_eq!(looked_up.status, 200);
    for (mut socket, rest) in waiting {
        socket.write_all(&rest).unwrap();
        assert_eq!(Answer::read(&mut socket).status, 201, "who was let in is served");
    }
    assert_eq!(office.send(&Request::post("/api/v1/complaints", 4, &form())).status, 201);
    assert_eq!((office.stored(), office.office.crowd.turned_away()), (4, 1));
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
