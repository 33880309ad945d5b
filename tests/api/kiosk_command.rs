//! `sunwai kiosk` as it is typed, and what a server on the same database makes of
//! it at once.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    client::{Answer, Request},
    kiosk::{ENROL, ME},
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

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

    fn run(&self, words: &[&str]) -> Output {
        let database = sunwai::url(&self.database);
        Command::new(BINARY).arg("kiosk").args(words).args(["--database", &database]).output().unwrap()
    }

    /// What it prints when all is well.
    fn say(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.say(words)).unwrap()
    }
}

fn me(server: &Sunwai, cookie: &str) -> Answer {
    Request::get(ME).header("cookie", cookie).send(server.address)
}

#[test]
fn kiosks_are_added_and_disabled_while_a_server_runs() {
    let place = Place::new();
    assert!(place.say(&["list"]).contains("There are no kiosks."));
    let server = Sunwai::serve(Path::new(BINARY), &place.database).unwrap();

    let added = place.json(&["add", "Atal Seva Kendra, Mohana", "--district", "sonipat", "--json"]);
    let keys: Vec<_> = added.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["district", "enrolment_code", "expires_at", "id", "name"]);
    assert_eq!((&added["id"], &added["district"]), (&json!(1), &json!("sonipat")));
    assert!(place.say(&["list"]).starts_with("   1  Atal Seva Kendra, Mohana, sonipat, not enrolled yet"));

    let enrolled = Request::json("POST", ENROL, &json!({"code": added["enrolment_code"]})).send(server.address);
    assert_eq!(enrolled.status, 204, "{}", enrolled.text());
    let cookie = enrolled.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(me(&server, &cookie).json()["name"], "Atal Seva Kendra, Mohana");
    assert!(place.say(&["list"]).contains("sonipat, last used 20"));

    assert!(place.say(&["disable", "1"]).contains("files nothing any more"));
    assert_eq!(me(&server, &cookie).problem(), "kiosk.disabled");
    let listed = place.json(&["list", "--json"]);
    assert!(listed[0]["disabled_at"].is_string() && listed[0]["code_expires_at"].is_null(), "{listed}");
    server.stop().unwrap();
}

#[test]
fn whoever_reads_it_is_told_what_to_do_with_the_code() {
    let place = Place::new();

    let said = place.say(&["add", "Mohana", "--district", "sonipat"]);

    assert!(said.contains("Enrolment code: ") && said.contains("at /kiosk, before 20"), "{said}");
}

#[test]
fn a_wrong_wish_is_named_and_nothing_is_done() {
    let place = Place::new();
    let long = "x".repeat(81);
    let rows: [(&[&str], &str); 6] = [
        (&["add", "Mohana"], "--district"),
        (&["add", "Mohana", "--district", "mumbai"], "bhiwani"),
        (&["add", " ", "--district", "sonipat"], "1 to 80 characters"),
        (&["add", &long, "--district", "sonipat"], "1 to 80 characters"),
        (&["disable", "7"], "There is no kiosk 7"),
        (&["disable", "seven"], "invalid value"),
    ];

    for (words, said) in rows {
        let output = place.run(words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(said), "{words:?}: {told}");
    }
    assert_eq!(place.json(&["list", "--json"]), json!([]));
}
