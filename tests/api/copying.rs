//! `sunwai copy`: an office moves from a file to PostgreSQL and back, and nothing of
//! it is lost.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    client::{Answer, Request},
    office::form,
    photo::jpeg,
    postgres,
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// So that letters are written; nobody listens there.
const GATEWAY: [(&str, &str); 1] = [("SUNWAI_SMS_URL", "http://127.0.0.1:9/sms")];

/// A file with a life of its own, and its secret.
struct Office {
    folder: TempDir,
    filed: Vec<Value>,
}

impl Office {
    /// Made-up complaints, and some of real people with letters, photos, accounts and
    /// a kiosk.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Self { folder, filed: Vec::new() };
        let demo = "demo --received 300 --resolved 200 --not-tenable 60 --from 2020-01-01 --to 2020-06-30";
        office.say(demo, &office.file());
        office.say("staff add asha --role admin", &office.file());
        office.say("kiosk add Mohana --district sonipat", &office.file());
        // Letters are written for real people only.
        let unmark = "delete from setting where name = 'made_up'";
        assert_eq!(Connection::open(office.path("office.db")).unwrap().execute(unmark, []).unwrap(), 1);
        let server = Sunwai::serve_at(Path::new(BINARY), &office.file(), &GATEWAY).unwrap();
        let filed = (1..=5).map(|number| file(&server, number)).collect();
        server.stop().unwrap();
        Self { filed, ..office }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> String {
        sunwai::url(&self.path("office.db"))
    }

    fn run(&self, typed: &str, database: &str) -> Output {
        let mut command = Command::new(BINARY);
        command.args(typed.split(' ')).args(["--database", database, "--secret-file"]);
        command.arg(self.path("office.secret")).output().unwrap()
    }

    fn say(&self, typed: &str, database: &str) -> String {
        said(&self.run(typed, database), true)
    }

    fn copy(&self, from: &str, to: &str) -> Output {
        Command::new(BINARY).args(["copy", "--from", from, "--to", to]).output().unwrap()
    }

    fn serve(&self, database: &str) -> Sunwai {
        let secret = self.path("office.secret");
        let settings = [GATEWAY[0], ("SUNWAI_SECRET_FILE", secret.to_str().unwrap())];
        Sunwai::serve_at(Path::new(BINARY), database, &settings).unwrap()
    }

    /// What anyone sees of it: the figures and the complaints of real people, opened
    /// with their keys.
    fn seen(&self, server: &Sunwai) -> Vec<Value> {
        let mut seen = vec![get(server, "/api/v1/statistics?by=district").json()];
        seen[0]["as_of"] = Value::Null;
        for receipt in &self.filed {
            let path = format!("/api/v1/tickets/{}/details", receipt["ticket"].as_str().unwrap());
            let details = Request::get(&path).bearer(receipt["key"].as_str().unwrap()).send(server.address);
            assert_eq!(details.status, 200, "{}", details.text());
            seen.push(details.json());
        }
        seen
    }
}

/// What a command says, on both of its ways out.
fn said(output: &Output, well: bool) -> String {
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert_eq!(output.status.success(), well, "{said}");
    said
}

fn get(server: &Sunwai, path: &str) -> Answer {
    Request::get(path).send(server.address)
}

/// Files a complaint with a photo; its receipt.
fn file(server: &Sunwai, number: u32) -> Value {
    let filed = Request::post("/api/v1/complaints", number, &form()).send(server.address);
    assert_eq!(filed.status, 201, "{}", filed.text());
    let receipt = filed.json();
    let path = format!("/api/v1/tickets/{}/photos", receipt["ticket"].as_str().unwrap());
    let photo = Request::post(&path, 100 + number, &json!({}))
        .bearer(receipt["key"].as_str().unwrap())
        .header("content-type", "image/jpeg")
        .body(&jpeg(64, 48))
        .send(server.address);
    assert!(photo.status < 300, "{}", photo.text());
    receipt
}

#[test]
fn an_office_moves_to_postgresql_and_back_and_nothing_of_it_is_lost() {
    let office = Office::new();
    let file = office.file();
    let server = office.serve(&file);
    let before = office.seen(&server);
    server.stop().unwrap();
    let (cluster, back) = (postgres::database(), sunwai::url(&office.path("back.db")));

    let there = said(&office.copy(&file, &cluster), true);

    assert!(there.contains("305 complaints") && there.contains("found the same"), "{there}");
    assert!(office.say("check", &cluster).contains("every history is whole"));
    assert!(office.say("staff list", &cluster).contains("asha  admin"));
    assert!(office.say("kiosk list", &cluster).contains("Mohana"));
    let server = office.serve(&cluster);
    assert_eq!(office.seen(&server), before);
    let again = Request::post("/api/v1/complaints", 1, &form()).send(server.address);
    assert_eq!(again.json()["ticket"], office.filed[0]["ticket"], "a key that was used before is remembered");
    let new = self::file(&server, 6);
    server.stop().unwrap();

    said(&office.copy(&cluster, &back), true);

    assert!(office.say("check", &back).contains("306 complaints"));
    let server = office.serve(&back);
    assert_eq!(office.seen(&server)[1..], before[1..]);
    let path = format!("/api/v1/tickets/{}", new["ticket"].as_str().unwrap());
    assert_eq!(get(&server, &path).status, 200);
    server.stop().unwrap();
}

#[test]
fn nothing_is_copied_over_something_and_nothing_from_a_file_in_use() {
    let office = Office::new();
    let (file, cluster) = (office.file(), postgres::database());
    let running = office.serve(&file);
    assert!(said(&office.copy(&file, &cluster), false).contains("another sunwai uses"));
    running.stop().unwrap();
    said(&office.copy(&file, &cluster), true);

    let twice = said(&office.copy(&file, &cluster), false);

    assert!(twice.contains("is not empty"), "{twice}");
    assert!(office.say("check", &cluster).contains("305 complaints"));
    let nowhere = sunwai::url(&office.path("nowhere.db"));
    assert!(said(&office.copy(&nowhere, &postgres::database()), false).contains("There is no database"));
}

#[test]
fn an_office_whose_figures_are_wrong_is_not_copied() {
    let office = Office::new();
    Connection::open(office.path("office.db")).unwrap().execute("update figure set count = count + 1", []).unwrap();
    let cluster = postgres::database();

    let refused = said(&office.copy(&office.file(), &cluster), false);

    assert!(refused.contains("sunwai check"), "{refused}");
    assert_eq!(postgres::run(&cluster, "select count(*) from complaint"), "0", "it is as empty as before");
}

#[test]
fn another_secret_is_noticed_also_by_the_copy() {
    let office = Office::new();
    let cluster = postgres::database();
    said(&office.copy(&office.file(), &cluster), true);
    let other = office.path("other.secret");
    std::fs::write(&other, "0".repeat(64)).unwrap();

    let mut serving = Command::new(BINARY);
    serving.args(["staff", "list", "--database", &cluster, "--secret-file"]).arg(&other);

    assert!(said(&serving.output().unwrap(), false).contains("secret of another database"));
}
