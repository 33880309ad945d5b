//! The body of a form on its way to the parser.
//!
//! The parser keeps what it cannot use yet, and looks through all of it again with
//! every piece: a preamble or a part's head of megabytes would cost minutes of a
//! core. So it is never given more of these than any browser sends, and a piece at a
//! time. Whoever sends next to nothing is cut off.

use std::{
    error::Error,
    fmt,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::time::{Instant, Sleep, sleep};

/// Browsers write less than a kilobyte before a part, and nothing before the first.
const UNUSED_MAX: usize = 8 * 1024;

/// In each such time …
const WINDOW: Duration = Duration::from_secs(30);

/// … so much arrives, or it is too slow: a fifth of what a weak signal carries.
const LEAST: usize = 16 * 1024;

/// Why no more is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// It came too slowly.
    TooSlow,
    /// A preamble or a head is too long.
    TooMuchUnused,
    /// The client went away.
    Lost,
}

impl fmt::Display for Halt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self:?}")
    }
}

impl Error for Halt {}

/// How much the parser was given since it last had a use for something.
#[derive(Clone, Debug, Default)]
pub struct Unused(Arc<AtomicUsize>);

impl Unused {
    /// It had a use for all before this.
    pub fn forget(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// A body that is watched.
pub struct Arriving<'a> {
    body: &'a mut Body,
    unused: Unused,
    has_given: bool,
    in_window: usize,
    window: Pin<Box<Sleep>>,
}

impl<'a> Arriving<'a> {
    /// Watches from now on; whoever uses what comes tells `unused`.
    pub fn new(body: &'a mut Body, unused: &Unused) -> Self {
        let window = Box::pin(sleep(WINDOW));
        Self { body, unused: unused.clone(), has_given: false, in_window: 0, window }
    }

    /// True when a window ended in which too little came.
    fn is_too_slow(&mut self, context: &mut Context<'_>) -> bool {
        while self.window.as_mut().poll(context).is_ready() {
            if self.in_window < LEAST {
                return true;
            }
            self.in_window = 0;
            self.window.as_mut().reset(Instant::now() + WINDOW);
        }
        false
    }
}

impl HttpBody for Arriving<'_> {
    type Data = Bytes;
    type Error = Halt;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if std::mem::take(&mut self.has_given) {
            // The parser takes all that is there: it shall look at each piece first.
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.is_too_slow(context) {
            return Poll::Ready(Some(Err(Halt::TooSlow)));
        }
        let frame = ready!(Pin::new(&mut *self.body).poll_frame(context));
        let Some(Ok(frame)) = frame else { return Poll::Ready(frame.map(|_| Err(Halt::Lost))) };
        let bytes = frame.data_ref().map_or(0, Bytes::len);
        if self.unused.0.fetch_add(bytes, Ordering::Relaxed) > UNUSED_MAX {
            return Poll::Ready(Some(Err(Halt::TooMuchUnused)));
        }
        self.in_window += bytes;
        self.has_given = true;
        Poll::Ready(Some(Ok(frame)))
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::{BodyExt as _, Channel};

    use super::*;

    async fn read(body: &mut Body) -> Result<usize, Halt> {
        let unused = Unused::default();
        let mut arriving = Arriving::new(body, &unused);
        let mut read = 0;
        while let Some(frame) = arriving.frame().await {
            read += frame?.into_data().unwrap().len();
            unused.forget();
        }
        Ok(read)
    }

    /// So many pieces of this size, with this much time before each.
    fn sent(pieces: usize, size: usize, pause: Duration) -> Body {
        let (mut to, body) = Channel::<Bytes, Halt>::new(1);
        tokio::spawn(async move {
            for _ in 0..pieces {
                sleep(pause).await;
                if to.send_data(Bytes::from(vec![b'x'; size])).await.is_err() {
                    return;
                }
            }
        });
        Body::new(body)
    }

    #[tokio::test(start_paused = true)]
    async fn a_weak_signal_is_waited_for() {
        let weak = Duration::from_secs(1);

        assert_eq!(read(&mut sent(300, 2_500, weak)).await, Ok(750_000));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_sends_next_to_nothing_is_cut_off_in_half_a_minute() {
        let begun = Instant::now();

        let trickle = read(&mut sent(300, 100, Duration::from_secs(1))).await;

        assert_eq!(trickle, Err(Halt::TooSlow));
        assert_eq!(begun.elapsed().as_secs(), 30);
        assert_eq!(read(&mut sent(1, 100, Duration::from_secs(3_600))).await, Err(Halt::TooSlow));
    }

    #[tokio::test]
    async fn what_nobody_has_a_use_for_is_not_piled_up() {
        let mut body = sent(1_000, 1_000, Duration::ZERO);
        let unused = Unused::default();
        let mut arriving = Arriving::new(&mut body, &unused);
        let mut given = 0;

        let halt = loop {
            match arriving.frame().await.unwrap() {
                Ok(frame) => given += frame.into_data().unwrap().len(),
                Err(halt) => break halt,
            }
        };

        assert_eq!(halt, Halt::TooMuchUnused);
        assert!((UNUSED_MAX..UNUSED_MAX + 2_000).contains(&given), "{given}");
    }
}
