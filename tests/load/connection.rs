//! One keep-alive connection: writes a request, reads its answer, no more.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An open connection and what was read of the answer.
pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

/// Status and body.
pub struct Reply<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(16 * 1024) })
    }

    /// Sends a whole request and reads the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<Reply<'_>> {
        self.stream.write_all(request).await?;
        self.read.clear();
        let (head, status, length) = loop {
            self.read_more().await?;
            if let Some(head) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                let text = std::str::from_utf8(&self.read[..head]).map_err(|_| broken("the head is no text"))?;
                break (head + 4, status(text)?, length(text)?);
            }
        };
        while self.read.len() < head + length {
            self.read_more().await?;
        }
        Ok(Reply { status, body: &self.read[head..head + length] })
    }

    async fn read_more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(broken("the server closed the connection")),
            _ => Ok(()),
        }
    }
}

fn status(head: &str) -> io::Result<u16> {
    head.get(9..12).and_then(|digits| digits.parse().ok()).ok_or_else(|| broken("there is no status"))
}

fn length(head: &str) -> io::Result<usize> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(Ok(0), |(_, value)| value.trim().parse().map_err(|_| broken("the length is no number")))
}

fn broken(what: &str) -> io::Error {
    io::Error::other(what)
}
