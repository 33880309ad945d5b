//! Three servers on one PostgreSQL, two of which are killed in the middle of a burst:
//! the third goes on, and what was answered by any of them is there once.

use std::{path::Path, process::Command, thread, time::Duration};

use server::demo::draw::Draw;

use crate::{
    Answer, BINARY,
    burst::{self, Burst, Sent},
    postgres, received,
    sunwai::Sunwai,
};

/// How often two of three are killed, in the default run.
const ROUNDS: u64 = 3;

fn serve(database: &str, secret: &Path) -> Sunwai {
    let settings = [("SUNWAI_SECRET_FILE", secret.to_str().expect("the name of a folder of tests"))];
    Sunwai::serve_at(Path::new(BINARY), database, &settings).expect("it starts")
}

fn check(database: &str, secret: &Path) -> Answer<()> {
    let output = Command::new(BINARY).args(["check", "--database", database, "--secret-file"]).arg(secret).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(said.into()) }
}

/// Sends to a server of its own until that one is killed.
fn send_until_killed(server: Sunwai, seed: u64, life: i64) -> Vec<Sent> {
    Burst::new(seed).send_until_killed(server, Duration::from_millis(life.unsigned_abs())).expect("it is killed")
}

#[test]
fn every_receipt_of_three_servers_is_there_once_after_two_of_them_were_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (database, secret) = (postgres::database(), folder.path().join("sunwai.secret"));
    let mut draw = Draw::new(2, 0);
    let mut all: Vec<Sent> = Vec::new();
    let stays = serve(&database, &secret);

    for round in 0..ROUNDS {
        let (one, other) = (serve(&database, &secret), serve(&database, &secret));
        let lives = (draw.between(300..=900), draw.between(300..=900));
        let mut sent = thread::scope(|scope| {
            let one = scope.spawn(move || send_until_killed(one, 100 + 2 * round, lives.0));
            let other = scope.spawn(move || send_until_killed(other, 101 + 2 * round, lives.1));
            let mut sent = one.join().unwrap();
            sent.extend(other.join().unwrap());
            sent
        });
        assert!(sent.iter().any(|sent| sent.receipt.is_some()), "round {round}: the bursts came through in part");
        let answered = sent.iter().filter(|sent| sent.receipt.is_some()).count();
        let before = received(&stays).unwrap();
        assert!((all.len() + answered..=all.len() + sent.len()).contains(&before), "round {round}: {before}");

        burst::send_again(&stays, &mut sent).unwrap();

        all.append(&mut sent);
        assert_eq!(received(&stays).unwrap(), all.len(), "round {round}: each is there once");
        assert_eq!(postgres::run(&database, "select count(*) from complaint"), all.len().to_string());
        burst::assert_all_open_with_their_keys(&stays, &all).unwrap();
        check(&database, &secret).unwrap();
    }
    stays.stop().unwrap();
}
