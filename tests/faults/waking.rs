//! Killed in the middle of what happens by itself.

use std::{collections::BTreeSet, path::Path, process::Command, thread, time::Duration};

use rusqlite::Connection;
use server::demo::draw::Draw;

use super::{Answer, BINARY, check, sunwai, sunwai::Sunwai};

/// So many complaints are years late when the server starts.
const COMPLAINTS: &str = "3000";

/// How often the server is killed.
const ROUNDS: u64 = 6;

fn count(database: &Path, what: &str) -> Answer<u32> {
    let connection = Connection::open(database)?;
    Ok(connection.query_row(&format!("select count(*) from {what}"), [], |row| row.get(0))?)
}

/// The complaints to which something has yet to happen by itself.
const ASLEEP: &str = "complaint where wakes_at is not null and wakes_at < 1700000000";

#[test]
fn what_happens_by_itself_happens_once_however_often_the_server_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let demo =
        format!("demo --received {COMPLAINTS} --resolved 1500 --not-tenable 500 --from 2020-01-01 --to 2020-03-01");
    let made =
        Command::new(BINARY).args(demo.split(' ')).args(["--database", &sunwai::url(&database)]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut draw = Draw::new(2, 0);
    let mut left = BTreeSet::from([count(&database, ASLEEP).unwrap()]);

    for _ in 0..ROUNDS {
        let mut server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
        thread::sleep(Duration::from_millis(draw.between(0..=250) as u64));
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        left.insert(count(&database, ASLEEP).unwrap());
        check(&database).unwrap();
    }
    assert!(left.len() > 2, "it was killed in the middle: {left:?}");

    let server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
    for _ in 0..600 {
        if count(&database, ASLEEP).unwrap() == 0 {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    server.stop().unwrap();
    check(&database).unwrap();
    assert_eq!(count(&database, ASLEEP).unwrap(), 0, "and in the end all has happened");
    let twice = "(select ticket, level from event where kind = 'escalated' group by ticket, level having count(*) > 1)";
    assert_eq!(count(&database, twice).unwrap(), 0, "nobody is brought before a level twice");
    let closings = "(select ticket from event where kind = 'closed' and actor = 'job' group by ticket having count(*) > \
         1 + (select count(*) from event again where again.ticket = event.ticket and again.kind = 'reopened'))";
    assert_eq!(count(&database, closings).unwrap(), 0, "nor closed twice");
}
