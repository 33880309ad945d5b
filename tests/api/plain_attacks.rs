//! What a plain form with photos could cost everybody else.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use crate::{
    client::{Request, connect},
    office::TestOffice,
    photo::jpeg,
};

const KIND: &str = "multipart/form-data; boundary=b";

/// The words of a complaint, and one photo.
fn form(photo: &[u8]) -> Vec<u8> {
    let fields = [
        ("step", "6"),
        ("group", "ration"),
        ("category", "PDS_NOT_RECEIVED"),
        ("district", "bhiwani"),
        ("text", "no ration for two months"),
    ];
    let part = |(name, value): (&str, &str)| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let words: String = fields.into_iter().map(part).collect();
    [words.as_bytes(), FILE.as_bytes(), photo, b"\r\n--b--\r\n"].concat()
}

const FILE: &str = "--b\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n";

fn request(body: &[u8]) -> Request {
    Request::new("POST", "/complain?lang=en").header("content-type", KIND).body(body)
}

/// Sends two photos of twelve megabytes and stays, with more to come.
fn stay(office: &TestOffice, address: &str) -> TcpStream {
    let photo = vec![0xff; 12 * 1024 * 1024 - 1];
    let body = [FILE.as_bytes(), &photo, b"\r\n", FILE.as_bytes(), &photo, b"\r\n"].concat();
    let head = format!(
        "POST /complain HTTP/1.1\r\nhost: sunwai.test\r\ncontent-type: {KIND}\r\nx-forwarded-for: {address}\r\n\
         content-length: {}\r\n\r\n",
        body.len() + 1_000
    );
    let mut socket = connect(office.address);
    socket.write_all(head.as_bytes()).unwrap();
    socket.write_all(&body).unwrap();
    socket
}

#[test]
fn photos_that_one_address_never_finishes_keep_nobody_else_out() {
    let office = TestOffice::start();

    let staying: Vec<_> = (0..5).map(|_| stay(&office, "203.0.113.1")).collect();
    std::thread::sleep(Duration::from_secs(1));
    let another = office.send(&request(&form(&jpeg(64, 48))).header("x-forwarded-for", "203.0.113.2"));

    assert_eq!(another.status, 200, "{}", another.text());
    let same = office.send(&request(&form(&jpeg(64, 48))).header("x-forwarded-for", "203.0.113.1"));
    assert_eq!(same.status, 503);
    drop(staying);
    std::thread::sleep(Duration::from_secs(1));
    let same = office.send(&request(&form(&jpeg(64, 48))).header("x-forwarded-for", "203.0.113.1"));
    assert_eq!(same.status, 200, "room is given back");
}

#[test]
fn what_stands_before_a_part_without_end_is_not_read_again_and_again() {
    let office = TestOffice::start();
    let whole = form(&jpeg(64, 48));
    let long = vec![b'x'; 1024 * 1024];
    let preamble = [&long, b"\r\n".as_slice(), &whole].concat();
    let head = [b"--b\r\ncontent-disposition: form-data; name=\"text\"\r\nx: ", long.as_slice(), b"\r\n\r\n"].concat();
    let head = [&head, b"no ration\r\n".as_slice(), &whole].concat();
    let padding = [b"--b".as_slice(), &vec![b' '; 1024 * 1024], &whole[3..]].concat();

    for (what, body) in [("preamble", preamble), ("head", head), ("padding", padding)] {
        assert_eq!(office.send(&request(&body)).status, 400, "{what}");
    }
    let short = [b"\r\n".as_slice(), &whole].concat();
    assert_eq!(office.send(&request(&short)).status, 200, "some write a line end before");
}

#[test]
fn parts_without_end_and_a_boundary_without_end_are_refused() {
    let office = TestOffice::start();
    let part = b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n\r\n";
    let many = [part.repeat(100_000).as_slice(), b"--b--\r\n"].concat();
    let boundary = "b".repeat(5_000);
    let kind = format!("multipart/form-data; boundary={boundary}");

    assert_eq!(office.send(&request(&many)).status, 413);
    assert_eq!(office.send(&request(b"x").header("content-type", &kind)).status, 400);
}

#[test]
fn small_pieces_are_read_as_one_form() {
    let office = TestOffice::start();
    let written = request(&form(&jpeg(64, 48))).written();
    let mut socket = connect(office.address);

    for piece in written.chunks(37) {
        socket.write_all(piece).unwrap();
        std::thread::sleep(Duration::from_micros(300));
    }

    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{}", &answer[..200]);
}
