//! Asks over many connections at the same time for some seconds, and counts.

use std::{
    cell::RefCell,
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::task::{JoinSet, LocalSet};

use crate::{Answer, connection::Connection, options::Options, requests::Requests, sunwai::Sunwai};

/// Connections, caches and the processor's clock settle before anything counts.
const WARM_UP: Duration = Duration::from_secs(1);

/// What came out.
pub struct Measured {
    /// Right answers a second.
    pub rate: f64,
    /// Wrong answers and broken connections.
    pub failures: u64,
    /// Microseconds from request to answer, sorted.
    waits: Vec<u32>,
}

impl Measured {
    /// So many milliseconds passed at most in `percent` of the answers.
    pub fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.waits.len() * percent).div_ceil(100).max(1) - 1;
        self.waits.get(rank).map_or(f64::NAN, |wait| f64::from(*wait) / 1_000.0)
    }
}

struct Count {
    begin: Instant,
    end: Instant,
    waits: Vec<u32>,
    failures: u64,
}

impl Count {
    fn add(&mut self, asked: Instant, right: bool) {
        if !right {
            self.failures += 1;
        } else if asked >= self.begin {
            self.waits.push(u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX));
        }
    }
}

/// Measures one kind of request.
pub fn measure<R: Requests + 'static>(
    server: &Sunwai,
    options: &Options,
    requests: &Rc<RefCell<R>>,
) -> Answer<Measured> {
    // One thread: the server needs the others.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let begin = Instant::now() + WARM_UP;
    let end = begin + Duration::from_secs(options.seconds);
    let count = Rc::new(RefCell::new(Count { begin, end, waits: Vec::new(), failures: 0 }));

    runtime.block_on(LocalSet::new().run_until(async {
        let mut asking = JoinSet::new();
        for _ in 0..options.connections {
            asking.spawn_local(ask_until_end(server.address, Rc::clone(requests), Rc::clone(&count)));
        }
        asking.join_all().await
    }));

    let mut count = count.borrow_mut();
    count.waits.sort_unstable();
    let rate = count.waits.len() as f64 / options.seconds as f64;
    Ok(Measured { rate, failures: count.failures, waits: std::mem::take(&mut count.waits) })
}

/// Asks over one connection, opened anew when it breaks.
async fn ask_until_end<R: Requests>(address: SocketAddr, requests: Rc<RefCell<R>>, count: Rc<RefCell<Count>>) {
    let end = count.borrow().end;
    let mut request = Vec::with_capacity(4 * 1024);
    while Instant::now() < end {
        let Ok(mut connection) = Connection::open(address).await else {
            count.borrow_mut().failures += 1;
            return;
        };
        while Instant::now() < end {
            request.clear();
            requests.borrow_mut().write_next(&mut request);
            let asked = Instant::now();
            match connection.ask(&request).await {
                Ok(reply) => count.borrow_mut().add(asked, requests.borrow_mut().is_right(&reply)),
                Err(_) => {
                    count.borrow_mut().failures += 1;
                    break;
                }
            }
        }
    }
}
