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

/// A whole answer.
pub struct Reply<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The lines before the body.
    head: &'a str,
    /// The body.
    pub body: &'a [u8],
}

impl<'a> Reply<'a> {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    fn length(&self) -> io::Result<usize> {
        self.header("content-length")
            .map_or(Ok(0), |value| value.parse().map_err(|_| broken("the length is no number")))
    }
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
        let body = loop {
            self.read_more().await?;
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let end = body + reply(&self.read, body)?.length()?;
        while self.read.len() < end {
            self.read_more().await?;
        }
        reply(&self.read[..end], body)
    }

    async fn read_more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(broken("the server closed the connection")),
            _ => Ok(()),
        }
    }
}

fn reply(read: &[u8], body: usize) -> io::Result<Reply<'_>> {
    let (head, body) = read.split_at(body);
    let head = std::str::from_utf8(head).map_err(|_| broken("the head is no text"))?;
    let status = head.get(9..12).and_then(|digits| digits.parse().ok()).ok_or_else(|| broken("there is no status"))?;
    Ok(Reply { status, head, body })
}

fn broken(what: &str) -> io::Error {
    io::Error::other(what)
}
