//! Three servers on one PostgreSQL, one of which is killed in the middle of a burst: the
//! others go on, and what was answered by any of them is there once.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use server::demo::draw::Draw;

use crate::{
    BINARY, Fault,
    book::Book,
    burst::{send, send_again},
    check_with, desk,
    lookup::{assert_there, received},
    postgres,
    sunwai::Sunwai,
};

/// How often one of three is killed, in the default run.
const ROUNDS: u64 = 6;

/// So long all that are left are under load afterwards.
const AFTERWARDS: Duration = Duration::from_millis(500);

#[test]
fn one_of_three_servers_is_killed_and_the_others_go_on() {
    let fault = Fault::of(ROUNDS);
    let folder = tempfile::tempdir().unwrap();
    let (database, secret) = (postgres::database(), folder.path().join("sunwai.secret"));
    let secret = secret.to_str().unwrap();
    let serve = || Sunwai::serve_at(Path::new(BINARY), &database, &[("SUNWAI_SECRET_FILE", secret)]).unwrap();
    let options = ["--database", &database, "--secret-file", secret];
    let (mut book, mut draw, begun) = (Book::new(fault.seed), Draw::new(fault.seed, 0), Instant::now());
    let milliseconds = move || begun.elapsed().as_millis() as u64;
    book.keep_time(milliseconds);
    let mut servers = [serve(), serve(), serve()];
    book.open_desk(desk::sign_in(&options, servers[0].address));

    for round in 0..fault.rounds {
        let (life, addresses) =
            (Duration::from_millis(draw.between(100..=700).unsigned_abs()), servers.each_ref().map(|one| one.address));
        let victim = draw.below(3) as usize;
        let killed = thread::scope(|scope| {
            let victim = &mut servers[victim];
            let killing = scope.spawn(move || {
                thread::sleep(life);
                victim.process.kill().unwrap();
                victim.process.wait().unwrap();
                milliseconds()
            });
            send(&mut book, &addresses, life + AFTERWARDS, || {});
            killing.join().unwrap()
        });
        assert!(book.done_since(killed) > 10, "round {round}: the others went on");
        let (one, other) = (addresses[(victim + 1) % 3], addresses[(victim + 2) % 3]);
        let kept = received(one);
        assert!((book.receipts()..=book.complaints.len()).contains(&kept), "round {round}: {kept}");

        send_again(&mut book, one);

        assert!(book.wrong.is_empty(), "{:?}", book.wrong);
        assert_eq!(received(other), book.complaints.len(), "round {round}: each is there once");
        assert_eq!(postgres::run(&database, "select count(*) from complaint"), book.complaints.len().to_string());
        assert_there(other, &book, 0..book.complaints.len());
        check_with(&options).unwrap();
        servers[victim] = serve();
    }
    for server in servers {
        server.stop().unwrap();
    }
}
