//! A database of made-up complaints, served with everything set up that a real
//! one has: nobody gets a letter about them.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::{
    client::Request,
    office::form,
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// Nobody listens there.
const GATEWAY: [(&str, &str); 1] = [("SUNWAI_SMS_URL", "http://127.0.0.1:9/sms")];

fn count(database: &Path, what: &str) -> u32 {
    Connection::open(database)
        .unwrap()
        .query_row(&format!("select count(*) from {what}"), [], |row| row.get(0))
        .unwrap()
}

/// How many letters are written when a complaint with a mobile number is filed.
fn letters_after_filing(database: &Path) -> u32 {
    let server = Sunwai::serve_with(Path::new(BINARY), database, &GATEWAY).unwrap();
    let filed = Request::post("/api/v1/complaints", 1, &form()).send(server.address);
    assert_eq!(filed.status, 201, "{}", filed.text());
    let letters = count(database, "outbox");
    server.stop().unwrap();
    letters
}

#[test]
fn no_letter_goes_to_a_made_up_number_whatever_is_set_up() {
    let folder = tempfile::tempdir().unwrap();
    let [real, made_up] = ["real.db", "made_up.db"].map(|name| folder.path().join(name));
    let demo = "demo --received 60 --resolved 40 --not-tenable 10 --from 2020-01-01 --to 2020-02-01 --database";
    let output = Command::new(BINARY).args(demo.split(' ')).arg(sunwai::url(&made_up)).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let of_the_clock = "event where actor = 'job' and kind = 'closed'";
    let before = count(&made_up, of_the_clock);

    assert_eq!(letters_after_filing(&real), 1, "or this proves nothing");
    assert_eq!(letters_after_filing(&made_up), 0);

    let server = Sunwai::serve_with(Path::new(BINARY), &made_up, &GATEWAY).unwrap();
    let begun = Instant::now();
    while count(&made_up, of_the_clock) == before && begun.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(count(&made_up, of_the_clock) > before, "years later the solved ones close by themselves");
    assert_eq!(count(&made_up, "outbox"), 0);
    server.stop().unwrap();
}
