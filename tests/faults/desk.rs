//! One of the team signs in. The session is in the database: it outlives the server.

use std::{net::SocketAddr, process::Command};

use domain::{paths, wire::desk::Issued};
use serde_json::{Value, json};

use crate::{BINARY, lookup::ask};

const USER: &str = "anita";

/// Good for a database of made-up complaints.
const PASSWORD: &str = "made up for these tests";

/// The cookie of a new session of a new account, in the database that these options name.
pub fn sign_in(options: &[&str], address: SocketAddr) -> String {
    sign_in_with(Command::new(BINARY), options, address)
}

/// As [`sign_in`], with an account that is made by this command.
pub fn sign_in_with(mut sunwai: Command, options: &[&str], address: SocketAddr) -> String {
    let add = ["staff", "add", USER, "--role", "tracker", "--json"];
    let added = sunwai.args(add).args(options).output().expect("the command runs");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let issued: Issued = serde_json::from_slice(&added.stdout).expect("what was issued is JSON");
    let chosen = json!({"user": USER, "old": issued.one_time_password, "new": PASSWORD});
    assert_eq!(ask(address, &post(paths::desk::PASSWORD, &chosen)).expect("it serves").status, 204);
    sign_in_again(address)
}

/// The cookie of another session of the same account.
pub fn sign_in_again(address: SocketAddr) -> String {
    let opened = ask(address, &signing_in()).expect("it serves");
    opened.cookie.expect("the desk gives a cookie")
}

/// The request with which this one signs in.
pub fn signing_in() -> String {
    post(paths::desk::SESSION, &json!({"user": USER, "password": PASSWORD}))
}

fn post(path: &str, body: &Value) -> String {
    let body = body.to_string();
    let head = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
    format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())
}
