//! What the server tells: figures, and what each citizen is shown of a complaint.

use std::{net::SocketAddr, ops::Range};

use domain::paths;
use futures_util::future::try_join_all;
use serde_json::Value;

use crate::{
    Answer,
    book::{Book, Complaint, Receipt},
    burst::{PATIENCE, runtime},
    connection::Connection,
};

/// So many look at the same time.
const CONNECTIONS: usize = 4;

/// What came back, as far as it is looked at.
pub struct Told {
    /// The HTTP status.
    pub status: u16,
    /// When to come again.
    pub retry_after: Option<String>,
    /// The cookie that is set.
    pub cookie: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Asks over a connection of its own.
pub fn ask(address: SocketAddr, request: &str) -> Answer<Told> {
    runtime().block_on(async {
        let mut connection = Connection::open(address).await?;
        let reply = tokio::time::timeout(PATIENCE, connection.ask(request.as_bytes())).await??;
        let header = |name| reply.header(name).map(str::to_owned);
        let cookie = header("set-cookie").and_then(|cookie| cookie.split(';').next().map(str::to_owned));
        Ok(Told { status: reply.status, retry_after: header("retry-after"), cookie, body: reply.body.to_vec() })
    })
}

/// Asks for what is at an address of ours.
pub fn get(address: SocketAddr, path: &str) -> Told {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ask(address, &request).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// How many complaints the public figures count.
pub fn received(address: SocketAddr) -> usize {
    let figures: Value = serde_json::from_slice(&get(address, paths::STATISTICS).body).expect("figures are JSON");
    figures["received"].as_u64().expect("a figure") as usize
}

/// Fails unless each of these is shown as it was sent, with every step once.
pub fn assert_there(address: SocketAddr, book: &Book, places: Range<usize>) {
    let complaints = &book.complaints[places];
    let parts = complaints.chunks(complaints.len().div_ceil(CONNECTIONS).max(1));
    let looked = runtime().block_on(try_join_all(parts.map(|part| look_at(address, part))));
    looked.unwrap_or_else(|error| panic!("{error}"));
}

async fn look_at(address: SocketAddr, complaints: &[Complaint]) -> Answer<()> {
    let mut connection = Connection::open(address).await?;
    for complaint in complaints {
        let Receipt { ticket, key } = complaint.receipt().ok_or("a complaint was never answered")?;
        let status = format!("{}/{ticket}", paths::TICKETS);
        let public = format!("GET {status} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let reply = connection.ask(public.as_bytes()).await?;
        let tag = reply.header("etag").ok_or_else(|| format!("{status}: {}", reply.status))?.to_owned();
        let private =
            format!("GET {status}/details HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n");
        let reply = connection.ask(private.as_bytes()).await?;
        assert_eq!(reply.status, 200, "{status}");
        complaint.assert_shown(&serde_json::from_slice(reply.body)?, &tag);
    }
    Ok(())
}
