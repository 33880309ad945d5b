//! What operators see of a server that runs: request ids, the log, what is counted,
//! and whether it is ready.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use server::metrics::{BOARD, router};

use crate::{
    client::{Answer, Request, connect},
    office::{TestOffice, form},
    photo::jpeg,
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

fn id(answer: &Answer) -> &str {
    answer.header("x-request-id").expect("every answer has one")
}

#[test]
fn every_answer_has_an_id_and_a_proxy_may_give_it() {
    let office = TestOffice::start();
    let given = |text: &str| office.send(&Request::get("/healthz").header("x-request-id", text));

    let first = office.get("/healthz");
    assert_ne!(id(&first), id(&office.get("/nothing")));
    assert_eq!(id(&given("0192-ab_c.d")), "0192-ab_c.d");
    for wrong in ["", "a b", "a\"b", "é", "id=1", &"x".repeat(65)] {
        assert!(id(&given(wrong)).len() < 30 && id(&given(wrong)) != wrong, "{wrong}");
    }
}

/// What Prometheus reads, on a listener of its own.
fn counted(office: &TestOffice) -> String {
    let office_served = std::sync::Arc::clone(&office.office);
    let listener = office.runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let pending = std::future::pending();
    office.runtime.spawn(server::listen::serve(listener, router(office_served), std::sync::Arc::default(), pending));
    Request::get("/metrics").send(address).text()
}

#[test]
fn requests_are_counted_by_the_template_of_their_route() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.get(&format!("/api/v1/tickets/{}", filed.ticket));
    office.get("/api/v1/tickets/21482736901");
    office.get("/nothing/21482736900");
    office.send(&Request::new("BREW", "/healthz"));

    let counted = counted(&office);

    for line in [
        "sunwai_requests_total{method=\"POST\",route=\"/api/v1/complaints\",status=\"201\"} 1",
        "sunwai_requests_total{method=\"GET\",route=\"/api/v1/tickets/{ticket}\",status=\"200\"} 1",
        "sunwai_requests_total{method=\"GET\",route=\"/api/v1/tickets/{ticket}\",status=\"400\"} 1",
        "sunwai_requests_total{method=\"GET\",route=\"other\",status=\"404\"} 1",
        "sunwai_requests_total{method=\"other\",route=\"/healthz\",status=\"405\"} 1",
        "sunwai_request_seconds_count{method=\"POST\",route=\"/api/v1/complaints\"} 1",
        "sunwai_outbox_waiting{way=\"sms\"} 0",
        "sunwai_inbox_waiting{channel=\"x\"} 0",
        "sunwai_store_up 1",
        "sunwai_connections_open",
    ] {
        assert!(counted.lines().any(|found| found.starts_with(line)), "{line} in:\n{counted}");
    }
    assert!(!counted.contains(&filed.ticket) && !counted.contains("21482736900"), "no address is counted");
    assert_eq!(office.get("/metrics").status, 404, "not where citizens are");
}

#[test]
fn the_board_shows_what_is_counted_and_nothing_else() {
    let office = TestOffice::start();
    office.file(1);
    let counted = counted(&office);
    let board: Value = serde_json::from_str(BOARD).unwrap();
    let panels = board["panels"].as_array().unwrap();

    for expression in panels.iter().flat_map(|panel| panel["targets"].as_array().unwrap()) {
        let expression = expression["expr"].as_str().unwrap();
        let words = expression.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let names: Vec<_> = words.filter(|word| word.starts_with("sunwai_") || word.starts_with("process_")).collect();
        assert!(!names.is_empty(), "{expression}");
        for name in names {
            let is_there = counted.lines().any(|line| line.starts_with(name) && !line.starts_with('#'));
            assert!(is_there, "{name} is not counted");
        }
    }
}

/// A server that tells its log everything, and what is counted.
struct Watched {
    server: Sunwai,
    metrics: SocketAddr,
    folder: tempfile::TempDir,
}

impl Watched {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let metrics = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let said = metrics.to_string();
        // Nobody listens there: failures are logged.
        let settings = [
            ("SUNWAI_LOG", "trace"),
            ("SUNWAI_METRICS_LISTEN", said.as_str()),
            ("SUNWAI_SMS_URL", "http://127.0.0.1:9/send"),
            ("SUNWAI_SMS_TOKEN", "token-of-the-gateway"),
            ("SUNWAI_SMTP_URL", "smtp://name:password-of-the-mailbox@127.0.0.1:9"),
            ("SUNWAI_SMTP_FROM", "sunwai@example.gov.in"),
        ];
        let log = File::create(folder.path().join("log")).unwrap();
        let server =
            Sunwai::serve_to(Path::new(BINARY), &sunwai::url(&folder.path().join("sunwai.db")), &settings, log.into())
                .unwrap();
        Self { server, metrics, folder }
    }

    fn send(&self, request: &Request) -> Answer {
        request.send(self.server.address)
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("sunwai.db")
    }

    fn staff(&self, typed: &[&str]) -> Value {
        let output = Command::new(BINARY)
            .arg("staff")
            .args(typed)
            .args(["--json", "--database", &sunwai::url(&self.database())])
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn log(self) -> String {
        let log = self.folder.path().join("log");
        self.server.stop().unwrap();
        std::fs::read_to_string(log).unwrap()
    }
}

#[test]
fn the_log_of_a_whole_life_has_nothing_of_anybody_in_it() {
    let watched = Watched::start();
    let form = form();
    let receipt = watched.send(&Request::post("/api/v1/complaints", 1, &form)).json();
    let said = |name: &str| receipt[name].as_str().unwrap().to_owned();
    let (ticket, pin, key) = (said("ticket"), said("pin"), said("key"));
    let at = |rest: &str| format!("/api/v1/tickets/{ticket}{rest}");
    let mut sent = vec![
        watched.send(&Request::get(&at(""))),
        watched.send(&Request::post(&at("/unlock"), 2, &json!({"pin": "918273"}))),
        watched.send(&Request::post(&at("/unlock"), 3, &json!({"pin": pin}))),
        watched.send(&Request::get(&at("/details")).bearer(&key)),
        watched.send(&Request::get(&at("/details")).bearer("wrong-key-of-somebody")),
        watched.send(
            &Request::post(&at("/actions"), 4, &json!({"action": "add_details", "text": "मेरा आधार 2345 6789 0124 है"}))
                .bearer(&key),
        ),
        watched.send(
            &Request::post(&at("/photos"), 5, &Value::Null)
                .header("content-type", "image/jpeg")
                .bearer(&key)
                .body(&jpeg(64, 48)),
        ),
        watched.send(&Request::get(&format!("/t/{ticket}?name=Suman&pin={pin}")).header("accept", "text/html")),
        watched.send(
            &Request::new("POST", "/status")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(format!("ticket={ticket}&pin={pin}").as_bytes()),
        ),
    ];
    let mut wrong = form.clone();
    wrong["mobile"] = json!("99999 of Suman");
    sent.push(watched.send(&Request::post("/api/v1/complaints", 6, &wrong)));
    let broken = Request::post("/api/v1/complaints", 7, &form).body(b"{\"name\":\"Suman\",\"mobile\":9812345678,");
    sent.push(watched.send(&broken));
    let made = watched.staff(&["add", "anita.rao", "--role", "tracker"]);
    let once = made["one_time_password"].as_str().unwrap().to_owned();
    let new = json!({"user": "anita.rao", "old": once, "new": "a password of Anita"});
    sent.push(watched.send(&Request::json("POST", "/api/desk/v1/password", &new)));
    let sign_in = json!({"user": "anita.rao", "password": "a password of Anita"});
    let signed_in = watched.send(&Request::json("POST", "/api/desk/v1/session", &sign_in));
    let cookie = signed_in.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    sent.push(watched.send(&Request::get(&format!("/api/desk/v1/complaints/{ticket}")).header("cookie", &cookie)));
    let search = Request::get("/api/desk/v1/complaints?q=Suman").header("cookie", &cookie);
    sent.push(watched.send(&search));
    sent.push(signed_in);
    // Letters are tried, and fail.
    thread::sleep(Duration::from_secs(3));
    let counted = Request::get("/metrics").send(watched.metrics).text();
    let log = watched.log();
    // Six digits of a moment may be anybody's PIN.
    let without_moments = log.lines().filter_map(|line| line.split_once(' ')).map(|(_moment, line)| line);

    let personal = [
        "Suman",
        "9812345678",
        "Sirsa",
        "राशन",
        "आधार",
        "2345 6789",
        "918273",
        "wrong-key-of-somebody",
        "99999",
        "anita",
        "password of",
        &once,
        cookie.split('=').nth(1).unwrap(),
        "token-of-the-gateway",
        "password-of-the-mailbox",
        &ticket,
        &pin,
        &key,
    ];
    for datum in personal {
        let found = without_moments.clone().find(|line| line.contains(datum));
        assert!(found.is_none(), "{datum} stands in the log: {}", found.unwrap());
        assert!(!counted.contains(datum), "{datum} is counted");
    }
    for answer in &sent {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(id(answer))).collect();
        assert!(lines.iter().any(|line| line.contains("answered")), "{} is in the log", id(answer));
    }
}

#[test]
fn a_server_whose_writer_is_stuck_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let server = Sunwai::serve(Path::new(BINARY), &database).unwrap();
    let beside = rusqlite::Connection::open(&database).unwrap();
    beside.execute_batch("begin immediate").unwrap();

    let told = Request::get("/readyz").send(server.address);

    assert_eq!((told.status, told.problem().as_str()), (503, "server.unavailable"));
    assert_eq!(told.header("retry-after"), Some("30"));
    assert_eq!(Request::get("/api/v1/tickets/21482736900").send(server.address).status, 404, "look-ups are answered");
    beside.execute_batch("rollback").unwrap();
    drop(connect(server.address));
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while Request::get("/readyz").send(server.address).status != 200 {
        assert!(std::time::Instant::now() < until, "it gets ready by itself");
        thread::sleep(Duration::from_millis(200));
    }
}
