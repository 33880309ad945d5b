//! Stopping while something is in flight.

use std::{io::Write as _, net::TcpStream, thread, time::Duration};

use crate::{
    client::{Answer, Request, connect},
    office::{TestOffice, form},
};

#[test]
fn a_request_in_flight_is_finished_and_no_new_one_begins() {
    let mut office = TestOffice::start();
    let written = Request::post("/api/v1/complaints", 1, &form()).written();
    let (begun, rest) = written.split_at(written.len() - 20);
    let mut socket = connect(office.address);
    socket.write_all(begun).unwrap();
    thread::sleep(Duration::from_millis(200));

    office.stop();
    thread::sleep(Duration::from_millis(200));
    assert!(TcpStream::connect(office.address).is_err(), "no new connection");
    socket.write_all(rest).unwrap();
    let answer = Answer::read(&mut socket);

    assert_eq!(answer.status, 201, "{}", answer.text());
    office.wait_until_stopped();
    assert_eq!(office.stored(), 1);
}

#[test]
fn a_connection_without_a_request_does_not_hold_the_server_up() {
    let mut office = TestOffice::start();
    let _idle = connect(office.address);
    thread::sleep(Duration::from_millis(100));

    office.stop();

    office.wait_until_stopped();
}
