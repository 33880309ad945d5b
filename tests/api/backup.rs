//! `sunwai backup` and `sunwai restore` as they are typed: a copy made under load is
//! whole, and one that is not is refused.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::{
    client::{Answer, Request},
    office::{Filed, form},
    photo::jpeg,
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// A folder with a database that a server uses.
struct Place {
    folder: TempDir,
    settings: Vec<(&'static str, String)>,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), settings: Vec::new() }
    }

    fn with_folder() -> Self {
        let mut place = Self::new();
        place.settings.push(("SUNWAI_PHOTOS", place.at("photos").display().to_string()));
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn serve(&self) -> Sunwai {
        let settings: Vec<_> = self.settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Sunwai::serve_with(Path::new(BINARY), &self.at("sunwai.db"), &settings).unwrap()
    }

    /// What a command says, and whether all was well.
    fn run(&self, typed: &[&str], database: &str, settings: &[(&str, String)]) -> (bool, String) {
        let output = Command::new(BINARY)
            .args(typed)
            .current_dir(self.folder.path())
            .env("SUNWAI_DATABASE", sunwai::url(&self.at(database)))
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    fn backup(&self, typed: &[&str]) -> (bool, String) {
        self.run(&[&["backup"], typed].concat(), "sunwai.db", &self.settings)
    }

    /// Into the database `again.db`, with the photos beside it.
    fn restore(&self, typed: &[&str]) -> (bool, String) {
        let mut settings = vec![("SUNWAI_SECRET_FILE", self.at("sunwai.secret").display().to_string())];
        if !self.settings.is_empty() {
            settings.push(("SUNWAI_PHOTOS", self.at("photos-again").display().to_string()));
        }
        self.run(&[&["restore"], typed].concat(), "again.db", &settings)
    }

    /// A server on what was restored.
    fn serve_again(&self) -> Sunwai {
        let (secret, photos) = (self.at("sunwai.secret"), self.at("photos-again"));
        let mut settings = vec![("SUNWAI_SECRET_FILE", secret.to_str().unwrap())];
        if !self.settings.is_empty() {
            settings.push(("SUNWAI_PHOTOS", photos.to_str().unwrap()));
        }
        Sunwai::serve_with(Path::new(BINARY), &self.at("again.db"), &settings).unwrap()
    }

    /// What there is beside the first database, its secret and its photos.
    fn others(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().file_name());
        let names = names.map(|name| name.into_string().unwrap());
        let mut others: Vec<_> = names.filter(|name| !name.starts_with("sunwai.") && name != "photos").collect();
        others.sort();
        others
    }
}

fn file(address: SocketAddr, number: u32) -> Filed {
    let answer = Request::post("/api/v1/complaints", number, &form()).send(address);
    assert_eq!(answer.status, 201, "{}", answer.text());
    let receipt = answer.json();
    let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
    Filed { ticket: text("ticket"), pin: text("pin"), key: text("key") }
}

fn details(address: SocketAddr, filed: &Filed) -> Answer {
    Request::get(&format!("/api/v1/tickets/{}/details", filed.ticket)).bearer(&filed.key).send(address)
}

#[test]
fn a_copy_made_under_load_has_every_complaint_that_was_answered_before_it_began() {
    let place = Place::new();
    let server = place.serve();
    let address = server.address;
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(1)));
    let answered = Arc::new(Mutex::new(Vec::new()));
    let filing: Vec<_> = (0..4)
        .map(|_| {
            let (stop, next, answered) = (Arc::clone(&stop), Arc::clone(&next), Arc::clone(&answered));
            thread::spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let filed = file(address, next.fetch_add(1, Ordering::Relaxed));
                    answered.lock().unwrap().push(filed);
                }
            })
        })
        .collect();
    while answered.lock().unwrap().len() < 100 {
        thread::sleep(Duration::from_millis(10));
    }

    let before = answered.lock().unwrap().len();
    let (is_well, said) = place.backup(&["--to", "copy.db"]);
    let after = answered.lock().unwrap().len();
    stop.store(true, Ordering::Relaxed);
    filing.into_iter().for_each(|filing| filing.join().unwrap());
    server.stop().unwrap();

    assert!(is_well && said.contains("copy.db: the database"), "{said}");
    assert!(after > before, "complaints came while it was copied");
    let (is_well, said) = place.restore(&["--from", "copy.db"]);
    assert!(is_well && said.contains("figures equal a recount, every history is whole"), "{said}");
    let again = place.serve_again();
    let answered = answered.lock().unwrap();
    for filed in &answered[..before] {
        assert_eq!(details(again.address, filed).json()["text"], form()["text"], "{}", filed.ticket);
    }
    let figures = Request::get("/api/v1/statistics").send(again.address).json();
    assert!((before as u64..=answered.len() as u64).contains(&figures["received"].as_u64().unwrap()));
    file(again.address, u32::MAX);
    again.stop().unwrap();
    assert_eq!(place.others().first().map(String::as_str), Some("again.db"));
    assert!(place.others().iter().all(|name| !name.contains("unfinished")), "{:?}", place.others());
}

#[test]
fn what_a_killed_server_left_in_its_log_is_copied_too() {
    let place = Place::new();
    let mut server = place.serve();
    let filed = file(server.address, 1);
    server.process.kill().unwrap();
    server.process.wait().unwrap();

    let (is_well, said) = place.backup(&["copy.db"]);
    assert!(is_well, "{said}");
    let (is_well, said) = place.restore(&["copy.db"]);

    assert!(is_well && said.contains("1 complaints"), "{said}");
    let again = place.serve_again();
    assert_eq!(details(again.address, &filed).status, 200);
}

#[test]
fn photos_in_a_folder_and_the_secret_come_along_when_asked_for() {
    let place = Place::with_folder();
    let server = place.serve();
    let filed = file(server.address, 1);
    let path = format!("/api/v1/tickets/{}/photos", filed.ticket);
    let photo = Request::post(&path, 2, &json!(null)).header("content-type", "image/jpeg").bearer(&filed.key);
    let added = photo.body(&jpeg(64, 48)).send(server.address);
    assert!(added.status < 300, "{}", added.text());

    let (is_well, said) = place.backup(&["--to", "copy"]);
    assert!(is_well && said.contains("1 photos") && !said.contains("secret"), "{said}");
    assert!(!place.at("copy/sunwai.secret").exists());
    let (is_well, said) = place.backup(&["--to", "with", "--with-secret"]);
    assert!(is_well && said.contains("the secret"), "{said}");
    server.stop().unwrap();
    fs::remove_file(place.at("sunwai.secret")).unwrap();
    let (is_well, said) = place.restore(&["--from", "copy"]);
    assert!(!is_well && said.contains("There is no secret"), "{said}");

    let (is_well, said) = place.restore(&["--from", "with"]);

    assert!(is_well && said.contains("1 complaints, 2 events, 1 photos"), "{said}");
    let again = place.serve_again();
    let photos = details(again.address, &filed).json()["photos"].clone();
    let picture = format!("{path}/{}", photos[0]["id"].as_str().unwrap());
    assert_eq!(Request::get(&picture).bearer(&filed.key).send(again.address).status, 200);
}

#[test]
fn nothing_is_overwritten_and_nothing_half_is_left() {
    let place = Place::new();
    let server = place.serve();
    file(server.address, 1);
    fs::write(place.at("taken"), "mine").unwrap();

    let (is_well, said) = place.backup(&["--to", "taken"]);
    assert!(!is_well && said.contains("taken is there already"), "{said}");
    assert!(!place.backup(&["--to", "nowhere/copy.db"]).0);
    assert!(!place.backup(&[]).0, "a place must be named");
    assert_eq!(fs::read(place.at("taken")).unwrap(), b"mine");
    assert!(place.backup(&["--to", "copy.db"]).0);
    fs::write(place.at("again.db"), "mine").unwrap();
    let (is_well, said) = place.restore(&["--from", "copy.db"]);

    assert!(!is_well && said.contains("again.db is there already"), "{said}");
    assert_eq!(fs::read(place.at("again.db")).unwrap(), b"mine");
    assert_eq!(place.others(), ["again.db", "copy.db", "taken"]);
}

#[test]
fn a_damaged_copy_is_refused() {
    let place = Place::with_folder();
    let server = place.serve();
    for number in 1..=20 {
        file(server.address, number);
    }
    let filed = file(server.address, 21);
    let path = format!("/api/v1/tickets/{}/photos", filed.ticket);
    let photo = Request::post(&path, 22, &json!(null)).header("content-type", "image/jpeg").bearer(&filed.key);
    photo.body(&jpeg(64, 48)).send(server.address);
    server.stop().unwrap();
    assert!(place.backup(&["--to", "copy"]).0);
    let database = place.at("copy/sunwai.db");
    let whole = fs::read(&database).unwrap();
    let refused = |what: &str| {
        let (is_well, said) = place.restore(&["--from", "copy"]);
        assert!(!is_well && said.contains("damaged"), "{what}: {said}");
        assert_eq!(place.others(), ["copy"], "{what}: nothing is left behind");
    };

    fs::write(&database, &whole[..whole.len() / 2]).unwrap();
    refused("cut off");
    let mut torn = whole.clone();
    torn[4_096 * 3..4_096 * 4].fill(0);
    fs::write(&database, &torn).unwrap();
    refused("a page lost");
    fs::write(&database, &whole).unwrap();
    Connection::open(&database).unwrap().execute("update complaint set text = 'another'", []).unwrap();
    refused("words changed");
    fs::write(&database, &whole).unwrap();
    let mut files = fs::read_dir(place.at("copy/photos")).unwrap().map(|file| file.unwrap().path());
    let picture = files.find(|path| path.extension().is_some_and(|end| end == "jpg")).unwrap();
    let kept = fs::read(&picture).unwrap();
    fs::remove_file(&picture).unwrap();
    refused("a photo lost");
    fs::write(&picture, kept).unwrap();

    let (is_well, said) = place.restore(&["--from", "copy"]);
    assert!(is_well, "{said}");
}

#[test]
fn another_databases_secret_and_a_file_that_is_no_copy_are_refused() {
    let place = Place::new();
    place.serve().stop().unwrap();
    assert!(place.backup(&["--to", "copy.db"]).0);
    Connection::open(place.at("foreign.db")).unwrap().execute_batch("create table a (b)").unwrap();
    fs::write(place.at("words.db"), "no database at all").unwrap();

    let (_, said) = place.restore(&["--from", "foreign.db"]);
    assert!(said.contains("no database of sunwai"), "{said}");
    assert!(place.restore(&["--from", "words.db"]).1.contains("cannot be copied"));
    assert!(place.restore(&["--from", "nothing.db"]).1.contains("There is no copy"));
    fs::write(place.at("sunwai.secret"), "0".repeat(64)).unwrap();
    let (is_well, said) = place.restore(&["--from", "copy.db"]);

    assert!(!is_well && said.contains("another database"), "{said}");
    assert!(!place.at("again.db").exists());
}
