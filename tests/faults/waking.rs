//! Killed in the middle of what happens by itself.

use std::{collections::BTreeSet, path::Path, process::Command, thread, time::Duration};

use domain::time::Timestamp;
use rusqlite::Connection;
use server::demo::draw::Draw;

use super::{Answer, BINARY, Fault, check, sunwai, sunwai::Sunwai};

/// So many complaints are years late when the server starts.
const COMPLAINTS: &str = "3000";

/// How often the server is killed.
const ROUNDS: u64 = 6;

fn count(database: &Path, what: &str) -> Answer<u32> {
    let connection = Connection::open(database)?;
    Ok(connection.query_row(&format!("select count(*) from {what}"), [], |row| row.get(0))?)
}

/// By then everything of the demo is late.
const LATE: Timestamp = Timestamp(1_700_000_000);

/// How many complaints there are to which something should have happened by itself before
/// `now`.
pub fn asleep(database: &Path, now: Timestamp) -> u32 {
    count(database, &format!("complaint where wakes_at is not null and wakes_at < {}", now.0)).unwrap()
}

/// Waits until nothing is left that should have happened before `now`.
pub fn wait_until_awake(database: &Path, now: Timestamp) {
    for _ in 0..600 {
        if asleep(database, now) == 0 {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("in the end all has happened");
}

/// Fails if something happened twice to a complaint that happens once.
pub fn assert_nothing_happened_twice(database: &Path) {
    let twice = "(select ticket, level from event where kind = 'escalated' group by ticket, level having count(*) > 1)";
    assert_eq!(count(database, twice).unwrap(), 0, "nobody is brought before a level twice");
    let closings = "(select ticket from event where kind = 'closed' and actor = 'job' group by ticket having count(*) > \
         1 + (select count(*) from event again where again.ticket = event.ticket and again.kind = 'reopened'))";
    assert_eq!(count(database, closings).unwrap(), 0, "nor closed twice");
}

#[test]
fn what_happens_by_itself_happens_once_however_often_the_server_is_killed() {
    let fault = Fault::of(ROUNDS);
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let demo =
        format!("demo --received {COMPLAINTS} --resolved 1500 --not-tenable 500 --from 2020-01-01 --to 2020-03-01");
    let made =
        Command::new(BINARY).args(demo.split(' ')).args(["--database", &sunwai::url(&database)]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut draw = Draw::new(fault.seed, 0);
    let mut left = BTreeSet::from([asleep(&database, LATE)]);

    for _ in 0..fault.rounds {
        let mut server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
        thread::sleep(Duration::from_millis(draw.between(0..=250) as u64));
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        left.insert(asleep(&database, LATE));
        check(&database).unwrap();
    }
    assert!(left.len() > 2, "it was killed in the middle: {left:?}");

    let server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
    wait_until_awake(&database, LATE);
    server.stop().unwrap();
    check(&database).unwrap();
    assert_nothing_happened_twice(&database);
}
