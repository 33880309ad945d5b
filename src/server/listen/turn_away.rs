//! Tells whoever comes when there is no room that there is none, without reading
//! what they ask.

use std::{future::poll_fn, pin::Pin, sync::Arc, time::Duration};

use domain::language::Language;
use tokio::{
    io::AsyncWrite as _,
    net::TcpStream,
    sync::Semaphore,
    time::{Instant, timeout_at},
};

use crate::{failure::Failure, headers, texts};

/// So many are told at a time; the others wait to be let in, or told.
const AT_A_TIME: usize = 100;

/// The answer is taken within this.
const PATIENCE: Duration = Duration::from_millis(500);

/// Says it.
#[derive(Clone)]
pub struct Doorman {
    told: Arc<Semaphore>,
    answer: Arc<str>,
}

impl Default for Doorman {
    /// Speaks Hindi, because nobody has been heard yet.
    fn default() -> Self {
        Self { told: Arc::new(Semaphore::new(AT_A_TIME)), answer: answer().into() }
    }
}

impl Doorman {
    /// Begins to tell one, once fewer are being told.
    pub async fn turn_away(&self, mut stream: TcpStream) {
        let Ok(turn) = Arc::clone(&self.told).acquire_owned().await else { return };
        let answer = Arc::clone(&self.answer);
        tokio::spawn(async move {
            let _turn = turn;
            let until = Instant::now() + PATIENCE;
            let _went_away = timeout_at(until, tell(&mut stream, answer.as_bytes())).await;
        });
    }
}

/// Reads to the end what was sent: closing before would lose the answer on its way.
async fn tell(stream: &mut TcpStream, mut answer: &[u8]) -> std::io::Result<()> {
    while !answer.is_empty() {
        stream.writable().await?;
        match stream.try_write(answer) {
            Ok(written) => answer = &answer[written..],
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    poll_fn(|context| Pin::new(&mut *stream).poll_shutdown(context)).await?;
    let mut thrown_away = [0; 4_096];
    loop {
        stream.readable().await?;
        match stream.try_read(&mut thrown_away) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
}

fn answer() -> String {
    let (status, kind, key) = Failure::Busy.told();
    let problem = domain::wire::Problem {
        kind: format!("/problems/{kind}"),
        title: texts::of(Language::default()).problem(key).to_owned(),
        status: status.as_u16(),
        key: key.to_owned(),
        errors: Vec::new(),
    };
    let body = serde_json::to_string(&problem).expect("a problem is JSON");
    let headers: String = headers::of_every_answer().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\ncontent-language: {}\r\ncache-control: no-store\r\n\
         retry-after: 2\r\n{headers}connection: close\r\ncontent-length: {}\r\n\r\n{body}",
        Language::default().code(),
        body.len()
    )
}
