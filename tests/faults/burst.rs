//! Citizens and the desk, many at once, for as long as the server lets them.

use std::{
    cell::{Cell, RefCell},
    iter,
    net::SocketAddr,
    time::Duration,
};

use futures_util::future::{join, join_all};
use tokio::{
    runtime::{Builder, Runtime},
    time::{Instant, sleep, timeout},
};

use crate::{
    book::{Book, Heard},
    connection::Connection,
    sunwai::Sunwai,
};

/// So many at the same time: the writer's groups are full when it is killed.
const CONNECTIONS: usize = 16;

/// Whoever is refused comes again after a while.
const REFUSED: Duration = Duration::from_millis(20);

/// No answer comes later than this, whatever has failed: a proxy would have given up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What was not answered is sent again and again for so long.
const AGAIN: Duration = Duration::from_secs(60);

/// One thread is enough to send.
pub fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a thread")
}

/// Sends to these servers; after `life` comes the `end`, and then nothing more is sent.
pub fn send<T>(book: &mut Book, addresses: &[SocketAddr], life: Duration, end: impl FnOnce() -> T) -> T {
    let (book, is_over) = (RefCell::new(book), Cell::new(false));
    runtime().block_on(async {
        let clients = addresses.iter().flat_map(|address| iter::repeat_n(*address, CONNECTIONS));
        let clients = clients.map(|address| send_from_one(&book, address, &is_over));
        let ending = async {
            sleep(life).await;
            let ended = end();
            is_over.set(true);
            ended
        };
        join(join_all(clients), ending).await.1
    })
}

/// Sends to a server and kills it after `life`: nothing is finished, nothing is closed.
pub fn send_until_killed(book: &mut Book, mut server: Sunwai, life: Duration) {
    send(book, &[server.address], life, || {
        server.process.kill().expect("it runs");
        server.process.wait().expect("it ends");
    });
}

async fn send_from_one(book: &RefCell<&mut Book>, address: SocketAddr, is_over: &Cell<bool>) {
    let mut own = Vec::new();
    // A server that is there no more refuses.
    while let (false, Ok(mut connection)) = (is_over.get(), Connection::open(address).await) {
        while !is_over.get() {
            let place = book.borrow_mut().next(&own);
            match send_one(book, &mut connection, place).await {
                Some(Heard::Done) if own.last().is_none_or(|&last| last < place) => own.push(place),
                Some(Heard::Refused) => sleep(REFUSED).await,
                Some(_) => {}
                None => break,
            }
        }
    }
}

/// Nothing when the answer was lost.
async fn send_one(book: &RefCell<&mut Book>, connection: &mut Connection, place: usize) -> Option<Heard> {
    let request = book.borrow_mut().request(place);
    match timeout(PATIENCE, connection.ask(request.as_bytes())).await {
        Ok(reply) => reply.ok().map(|reply| book.borrow_mut().hear(place, &reply)),
        Err(_) => {
            book.borrow_mut().wrong.push(format!("no answer within {PATIENCE:?}"));
            None
        }
    }
}

/// Sends again what was not answered, until all of it is.
pub fn send_again(book: &mut Book, address: SocketAddr) {
    let unanswered = book.unanswered();
    send_once_more(book, address, unanswered);
}

/// Sends again what was last done with these complaints, answered or not, until it is
/// answered.
pub fn send_once_more(book: &mut Book, address: SocketAddr, places: Vec<usize>) {
    let places = RefCell::new(places);
    let (book, begun) = (RefCell::new(book), Instant::now());
    runtime().block_on(join_all((0..CONNECTIONS).map(async |_| {
        let mut connection = Connection::open(address).await.expect("it serves");
        let next = || places.borrow_mut().pop();
        while let Some(place) = next() {
            while send_one(&book, &mut connection, place).await != Some(Heard::Done) {
                assert!(book.borrow().wrong.is_empty(), "{:?}", book.borrow().wrong);
                assert!(begun.elapsed() < AGAIN, "it serves again by itself");
                sleep(REFUSED).await;
                connection = Connection::open(address).await.expect("it serves");
            }
        }
    })));
}
