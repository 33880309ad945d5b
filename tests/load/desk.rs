//! What someone at the desk asks for: the queue and its pages, filters one by one
//! and together, the board, and what people type into a search. One person over
//! one connection, so that what is measured is how long they wait.

use std::{io, net::SocketAddr, path::Path, process::Command};

use domain::{
    complaint::Channel,
    life::State,
    paths::desk,
    reference::{Category, Department, District},
    ticket::Ticket,
    wire::desk::{Issued, Queue},
};
use server::demo::{draw::Draw, numbers::Numbers, schedule};

use crate::{Answer, connection::Connection, options::Mode, requests::Gets, sunwai};

/// One of the team, who sees what most see.
const USER: &str = "bench";

/// Good for a database of made-up complaints.
const PASSWORD: &str = "made up for the bench";

/// So many addresses of each kind are asked in a random order.
const ADDRESSES: usize = 2_000;

/// So many pages of each order.
const PAGES: usize = 100;

/// What the made-up citizens write, and what is not yet typed to its end.
const TYPED: [&str; 16] = [
    "राशन",
    "राश",
    "पेंशन नहीं",
    "पानी की सप्लाई",
    "दो महीने से राशन",
    "नहीं",
    "न",
    "ration",
    "pension not",
    "ਰਾਸ਼ਨ",
    "ਪਾਣੀ ਨਹੀਂ",
    "बिजली बिल",
    "रिश्वत राशन",
    "police ration",
    "zzz",
    "क",
];

/// A session at a running server.
pub struct Session {
    address: SocketAddr,
    cookie: String,
}

impl Session {
    /// Signs someone of the team in, who is made or gets new access first.
    ///
    /// # Errors
    /// When the command or the server refuses.
    pub fn open(binary: &Path, database: &Path, address: SocketAddr) -> Answer<Self> {
        let issued = issue(binary, database)?;
        let (user, old) = (&issued.user, &issued.one_time_password);
        let chosen = format!(r#"{{"user":"{user}","old":"{old}","new":"{PASSWORD}"}}"#);
        ask(address, &post(desk::PASSWORD, &chosen))?;
        let cookie = ask(address, &post(desk::SESSION, &format!(r#"{{"user":"{user}","password":"{PASSWORD}"}}"#)))?;
        let cookie = cookie.header.split(';').next().unwrap_or_default().to_owned();
        if cookie.is_empty() { Err("the desk gave no cookie".into()) } else { Ok(Self { address, cookie }) }
    }

    /// What this mode asks for.
    ///
    /// # Errors
    /// When a page of the queue cannot be read.
    pub fn requests(&self, mode: Mode, numbers: &Numbers) -> Answer<Gets> {
        let addresses = match mode {
            Mode::Queue => self.pages()?,
            Mode::Filter => filters(),
            Mode::Board => vec![desk::BOARD.to_owned()],
            _ => searches(numbers),
        };
        Ok(Gets::of(addresses).with_cookie(&self.cookie))
    }

    /// The first pages of the whole queue in both orders, one after the other.
    fn pages(&self) -> Answer<Vec<String>> {
        let mut pages = Vec::new();
        for order in ["newest", "oldest"] {
            let mut cursor = String::new();
            for _ in 0..PAGES {
                let page = format!("{}?order={order}&cursor={cursor}", desk::COMPLAINTS);
                let request = format!("GET {page} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\r\n", self.cookie);
                let next = serde_json::from_slice::<Queue>(&ask(self.address, request.as_bytes())?.body)?.next;
                pages.push(page);
                let Some(next) = next else { break };
                cursor = next;
            }
        }
        Ok(pages)
    }
}

/// A one-time password: a new account's, or a new one of an earlier run's.
fn issue(binary: &Path, database: &Path) -> Answer<Issued> {
    let database = sunwai::url(database);
    let run = |words: &[&str]| Command::new(binary).args(words).args(["--json", "--database", &database]).output();
    let added = run(&["staff", "add", USER, "--role", "tracker"])?;
    let issued = if added.status.success() { added } else { run(&["staff", "reset", USER])? };
    if !issued.status.success() {
        return Err(String::from_utf8_lossy(&issued.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&issued.stdout)?)
}

/// Every filter alone, and any of them together.
fn filters() -> Vec<String> {
    let mut each: Vec<Vec<String>> = vec![
        ["open"].into_iter().chain(State::ALL.map(State::code)).map(|code| format!("status={code}")).collect(),
        Department::all().map(|one| format!("department={}", one.code())).collect(),
        District::all().map(|one| format!("district={}", one.code())).collect(),
        Category::all().map(|one| format!("category={}", one.code())).collect(),
        Channel::ALL.map(|one| format!("channel={}", one.code())).to_vec(),
        vec!["overdue=true".to_owned(), "owes_reply=true".to_owned(), "mine=true".to_owned()],
        vec!["order=oldest".to_owned()],
    ];
    each[1].push("department=unassigned".to_owned());
    let mut draw = Draw::new(11, 0);
    let mut all: Vec<String> = each.iter().flatten().cloned().collect();
    while all.len() < ADDRESSES {
        let mut together: Vec<&str> = Vec::new();
        for of_kind in &each {
            if draw.is_in(35) {
                together.push(draw.pick::<String>(of_kind));
            }
        }
        all.push(together.join("&"));
    }
    all.into_iter().map(|query| format!("{}?{query}", desk::COMPLAINTS)).collect()
}

/// Words, numbers of tickets, and ends of mobile numbers.
fn searches(numbers: &Numbers) -> Vec<String> {
    let mut draw = Draw::new(12, 0);
    let slots = schedule::slots(numbers);
    let mut typed: Vec<String> = Vec::new();
    while typed.len() < ADDRESSES {
        typed.push(match draw.below(4) {
            0 => format!("{:04}", draw.below(10_000)),
            1 => Ticket::from_chance(draw.pick(&slots).chance).to_string(),
            _ => (*draw.pick::<&str>(&TYPED)).to_owned(),
        });
    }
    let encoded = |typed: String| typed.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    typed.into_iter().map(|typed| format!("{}?q={}", desk::COMPLAINTS, encoded(typed))).collect()
}

fn post(path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
    format!("{head}Content-Length: {length}\r\n\r\n{body}").into_bytes()
}

/// A right answer: its cookie, if it sets one, and its body.
struct Right {
    header: String,
    body: Vec<u8>,
}

/// Asks once, over a connection of its own.
fn ask(address: SocketAddr, request: &[u8]) -> Answer<Right> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let answered: io::Result<Right> = runtime.block_on(async {
        let mut connection = Connection::open(address).await?;
        let reply = connection.ask(request).await?;
        if !matches!(reply.status, 200 | 204) {
            return Err(io::Error::other(format!("{}: {}", reply.status, String::from_utf8_lossy(reply.body))));
        }
        Ok(Right { header: reply.header("set-cookie").unwrap_or_default().to_owned(), body: reply.body.to_vec() })
    });
    Ok(answered?)
}
