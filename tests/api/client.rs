//! A plain HTTP client: one connection a request, bytes in and out, so that what
//! is tested is what travels.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::Value;

/// A request that is being written.
#[derive(Clone)]
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    pub fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A POST of JSON with an Idempotency-Key that `number` makes.
    pub fn post(path: &str, number: u32, body: &Value) -> Self {
        Self::new("POST", path)
            .header("content-type", "application/json")
            .header("idempotency-key", &key(number))
            .body(body.to_string().as_bytes())
    }

    /// A request with JSON and nothing else.
    pub fn json(method: &str, path: &str, body: &Value) -> Self {
        Self::new(method, path).header("content-type", "application/json").body(body.to_string().as_bytes())
    }

    /// Sets a header, in the place of an earlier one.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub fn bearer(self, key: &str) -> Self {
        self.header("authorization", &format!("Bearer {key}"))
    }

    pub fn body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// The head and the body as they travel.
    pub fn written(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nconnection: close\r\n", self.method, self.path);
        if !self.headers.iter().any(|(name, _)| name == "host") {
            head += "host: sunwai.test\r\n";
        }
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("content-length: {}\r\n\r\n", self.body.len());
        [head.as_bytes(), &self.body].concat()
    }

    pub fn send(&self, address: SocketAddr) -> Answer {
        let mut socket = connect(address);
        socket.write_all(&self.written()).unwrap();
        Answer::read(&mut socket)
    }
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    socket
}

/// A body that came in pieces (RFC 9112, 7.1); one that was broken off panics.
fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("the size of a piece");
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return whole;
        }
        let piece = &rest[end + 2..];
        whole.extend(&piece[..size]);
        rest = &piece[size + 2..];
    }
}

/// A UUID that `number` makes.
pub fn key(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

impl Answer {
    /// Reads until the server closes.
    pub fn read(socket: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        socket.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap().parse().unwrap();
        let headers =
            lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<(String, String)> = headers.collect();
        let body = &bytes[end + 4..];
        let in_pieces = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        let body = if in_pieces { joined(body) } else { body.to_vec() };
        Self { status, headers, body }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What two answers that tell the same have in common: all but moment and name.
    pub fn told_alike(&self) -> Vec<(String, String)> {
        let is_own = |name: &str| name == "date" || name == "x-request-id";
        self.headers.iter().filter(|(name, _)| !is_own(name)).cloned().collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The key of the problem document that this is.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{problem}");
        assert!(problem["type"].as_str().unwrap().starts_with("/problems/"), "{problem}");
        assert!(!problem["title"].as_str().unwrap().is_empty(), "{problem}");
        problem["key"].as_str().unwrap().to_owned()
    }

    /// Pointer and key of each field that the problem names.
    pub fn fields(&self) -> Vec<(String, String)> {
        let problem = self.json();
        let fields = problem["errors"].as_array().cloned().unwrap_or_default();
        let text = |field: &Value, name| field[name].as_str().unwrap().to_owned();
        fields.iter().map(|field| (text(field, "pointer"), text(field, "key"))).collect()
    }
}
