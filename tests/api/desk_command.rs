//! `sunwai staff` as it is typed, and what a server on the same database makes of
//! it at once.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};
use server::clock::{Clock as _, SystemClock};
use tempfile::TempDir;

use crate::{
    client::{Answer, Request},
    desk_sign_in::factor,
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");
const MINE: &str = "आज राशन मिल गया";

/// A database of its own, made by the first command.
struct Place {
    database: PathBuf,
    // Erased at the end.
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { database: folder.path().join("sunwai.db"), _folder: folder }
    }

    fn serve(&self) -> Sunwai {
        Sunwai::serve(Path::new(BINARY), &self.database).unwrap()
    }

    fn run(&self, typed: &str) -> Output {
        let words = typed.split(' ');
        Command::new(BINARY)
            .arg("staff")
            .args(words)
            .args(["--database", &sunwai::url(&self.database)])
            .output()
            .unwrap()
    }

    /// What it prints when all is well.
    fn say(&self, typed: &str) -> String {
        let output = self.run(typed);
        assert!(output.status.success(), "{typed}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, typed: &str) -> Value {
        serde_json::from_str(&self.say(typed)).unwrap()
    }

    /// What it says when it is not.
    fn refuse(&self, typed: &str) -> String {
        let output = self.run(typed);
        assert!(!output.status.success(), "{typed}");
        assert_eq!(output.stdout, b"", "{typed}");
        String::from_utf8(output.stderr).unwrap()
    }
}

fn post(server: &Sunwai, path: &str, body: &Value) -> Answer {
    Request::json("POST", path, body).send(server.address)
}

/// Chooses [`MINE`] in the place of a one-time password and signs in.
fn begin(server: &Sunwai, issued: &Value) -> String {
    let code = issued["totp_secret"].as_str().map(|base32| factor(base32).code_at(SystemClock.now()));
    let user = &issued["user"];
    let new = json!({"user": user, "old": issued["one_time_password"], "new": MINE, "code": code});
    assert_eq!(post(server, "/api/desk/v1/password", &new).status, 204);
    let answer = post(server, "/api/desk/v1/session", &json!({"user": user, "password": MINE, "code": code}));
    assert_eq!(answer.status, 204, "{}", answer.text());
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

fn me(server: &Sunwai, cookie: &str) -> Answer {
    Request::get("/api/desk/v1/me").header("cookie", cookie).send(server.address)
}

#[test]
fn accounts_are_made_and_closed_before_and_while_a_server_runs() {
    let place = Place::new();
    let asha = place.json("add asha --role officer --department FOOD --department PHED --district bhiwani --json");
    let keys: Vec<_> = asha.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["one_time_password", "totp_secret", "user"]);
    assert_eq!((&asha["user"], &asha["totp_secret"]), (&json!("asha"), &Value::Null));
    let server = place.serve();

    let asha_is_in = begin(&server, &asha);
    let ravi_is_in = begin(&server, &place.json("add ravi --role admin --json"));
    let expected = json!({"user": "asha", "role": "officer", "departments": ["FOOD", "PHED"], "district": "bhiwani"});
    assert_eq!(me(&server, &asha_is_in).json(), expected);
    assert_eq!(me(&server, &ravi_is_in).json()["role"], "admin");

    place.say("disable asha");
    assert_eq!(me(&server, &asha_is_in).status, 401);
    let names_and_states: Vec<_> = place
        .json("list --json")
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["user"].clone(), one["disabled"].clone()))
        .collect();
    assert_eq!(names_and_states, [(json!("asha"), json!(true)), (json!("ravi"), json!(false))]);
    place.say("enable asha");
    begin(&server, &place.json("reset asha --json"));

    let new = place.json("reset ravi --json");
    assert_eq!(me(&server, &ravi_is_in).status, 401);
    begin(&server, &new);
    server.stop().unwrap();
}

#[test]
fn whoever_reads_it_is_told_in_words() {
    let place = Place::new();

    assert!(place.say("list").contains("There are no accounts."));
    let added = place.say("add ravi --role supervisor");
    assert!(
        added.contains("One-time password: ")
            && added.contains("valid for 7 days")
            && added.contains("otpauth://totp/Sunwai:ravi?secret="),
        "{added}"
    );
    let without = place.say("add asha --role officer --district bhiwani");
    assert!(!without.contains("otpauth"), "{without}");
    assert!(place.say("add tara --role tracker --second-factor").contains("otpauth"));
    place.say("disable tara");
    let until = SystemClock.now().plus_days(7).day();
    assert_eq!(
        place.say("list"),
        format!(
            "asha  officer, bhiwani, has not chosen a password yet, until {until}\n\
             ravi  supervisor, has not chosen a password yet, until {until}\ntara  tracker, disabled\n"
        )
    );
}

#[test]
fn a_wrong_wish_is_named_and_nothing_is_done() {
    let place = Place::new();
    place.say("add ravi --role admin");
    let rows = [
        ("add ravi --role tracker", "has this name already"),
        ("add Ravi --role tracker", "lower case letters"),
        ("add asha --role officer", "department or a district"),
        ("add asha --role tracker --department FOOD", "Only an officer"),
        ("add asha --role king", "--role"),
        ("add asha --role officer --department NONE", "FOOD"),
        ("add asha --role officer --district mumbai", "bhiwani"),
        ("add asha", "--role"),
        ("disable asha", "no account of this name"),
        ("reset asha", "no account of this name"),
        ("disable ravi", "last admin"),
    ];

    for (typed, said) in rows {
        let told = place.refuse(typed);
        assert!(told.contains(said), "{typed}: {told}");
    }
    assert_eq!(place.json("list --json").as_array().map(Vec::len), Some(1));
    std::fs::remove_file(place.database.with_extension("secret")).unwrap();
    assert!(place.refuse("list").contains("secret"), "a database without its secret");
}
