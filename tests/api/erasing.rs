//! What was written in a complaint is erased: by its citizen, by the job when the
//! years are over, by the command. What was counted stays.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use server::{config::KeepYears, erasing::erase_old, store::erase::Rewriting};
use tempfile::TempDir;

use crate::{
    client::{Answer, Request},
    desk_queue::encoded,
    office::{Filed, TestOffice, form, forward, resolve},
    photo::jpeg,
    plain,
    sunwai::{self, Sunwai},
};

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// What [`form`] says of a person, and what is added and answered.
const PERSONAL: [&str; 6] =
    ["दो महीने से राशन नहीं मिला है", "Sirsa Ghoghra", "Suman", "9812345678", "डिपो तीन दिन से बंद है", "राशन दे दिया गया है।"];

impl TestOffice {
    /// Files a complaint with a photo that is solved and confirmed.
    fn close(&self, number: u32) -> Filed {
        let filed = self.file(number);
        assert_eq!(self.add_photo(&filed, number + 1, &jpeg(8, 8)).status, 201);
        let added = json!({"action": "add_details", "text": "डिपो तीन दिन से बंद है"});
        assert_eq!(self.act(&filed, number + 2, &added).status, 200);
        self.desk(&filed, &forward("FOOD"));
        self.desk(&filed, &resolve());
        assert_eq!(self.act(&filed, number + 3, &json!({"action": "confirm"})).status, 200);
        filed
    }

    fn erase(&self, filed: &Filed, number: u32) -> Answer {
        self.act(filed, number, &json!({"action": "erase"}))
    }

    fn export(&self, filed: &Filed) -> Answer {
        self.send(&Request::get(&format!("/api/v1/tickets/{}/export", filed.ticket)).bearer(&filed.key))
    }

    fn figures(&self) -> Value {
        let mut figures = self.get("/api/v1/statistics?by=district").json();
        figures["as_of"] = Value::Null;
        figures
    }

    /// How many the job erases in one round.
    fn erase_old(&self, years: Option<u8>) -> usize {
        let (store, album) = (&*self.office.store, &self.office.album);
        self.runtime.block_on(erase_old(store, album, KeepYears(years), self.office.clock.now())).unwrap()
    }
}

fn says_nothing_personal(answer: &Answer) {
    for words in PERSONAL {
        assert!(!answer.text().contains(words), "{words}: {}", answer.text());
    }
}

#[test]
fn a_citizen_erases_all_that_was_written_and_the_state_stays() {
    for office in [TestOffice::start(), TestOffice::start_with_folder()] {
        let filed = office.close(1);
        let tracker = office.tracker();
        let before = office.details(&filed).json();
        let (status, figures) = (office.status(&filed), office.figures());
        let photo = before["photos"][0]["id"].as_str().unwrap().to_owned();
        assert!(PERSONAL.iter().all(|words| *words == "9812345678" || before.to_string().contains(words)), "{before}");
        assert_eq!(before["actions"], json!(["reopen", "erase"]));
        assert_eq!(office.photo(&filed, &photo).status, 200);
        let search = format!("/api/desk/v1/complaints?q={}", encoded("राशन"));
        office.runtime.block_on(office.office.store.finish_search()).unwrap();
        assert_eq!(tracker.get(&search).json()["items"].as_array().unwrap().len(), 1);

        let erased = office.erase(&filed, 9);

        assert_eq!(erased.status, 200, "{}", erased.text());
        let details = erased.json();
        assert_eq!((&details["text"], &details["actions"]), (&json!(""), &json!([])));
        assert_eq!(details["erased_at"], details["updated_at"]);
        for answer in [&erased, &office.details(&filed), &office.export(&filed)] {
            says_nothing_personal(answer);
        }
        assert_eq!(office.export(&filed).json()["erased_at"], details["erased_at"]);
        assert_eq!(office.photo(&filed, &photo).problem(), "photo.unknown");
        let after = office.status(&filed);
        for field in ["status", "category", "district", "department", "received_at", "due_at", "closed_at", "events"] {
            assert_eq!(after[field], status[field], "{field}");
        }
        assert_eq!((&after["reopen_until"], after.get("erased_at")), (&Value::Null, None));
        assert_eq!(office.figures(), figures);
        let desk = tracker.get(&format!("/api/desk/v1/complaints/{}", filed.ticket));
        says_nothing_personal(&desk);
        assert_eq!(desk.json()["erased_at"], details["erased_at"]);
        let offers = desk.json()["offers"].clone();
        assert!(offers.as_array().unwrap().iter().all(|offer| !offer["refusal"].is_null()), "{offers}");
        assert_eq!(tracker.get(&search).json()["items"], json!([]));
        assert_eq!(office.differences(None), Vec::<String>::new());
        if office.photos().exists() {
            assert_eq!(std::fs::read_dir(office.photos()).unwrap().count(), 1, "the mark");
        }
        // The same request once more, and another one.
        assert_eq!(office.erase(&filed, 9).json(), details);
        let again = office.erase(&filed, 10);
        assert_eq!((again.status, again.problem().as_str()), (409, "action.erased"));
    }
}

#[test]
fn what_somebody_has_to_act_on_or_to_answer_is_not_erased() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let open = office.erase(&filed, 2);
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());
    let solved = office.erase(&filed, 3);

    for answer in [open, solved] {
        assert_eq!((answer.status, answer.problem().as_str()), (409, "action.not_from_here"));
    }
    let other = office.file(4);
    let foreign = office.send(
        &Request::post(&format!("/api/v1/tickets/{}/actions", filed.ticket), 5, &json!({"action": "erase"}))
            .bearer(&other.key),
    );
    assert_eq!(foreign.status, 404);
    assert_eq!(office.details(&filed).json()["text"], form()["text"]);
}

#[test]
fn it_is_asked_twice_and_done_without_any_script_in_three_languages() {
    for (language, label, sure, erased) in [
        ("hi", "लिखा हुआ सब मिटाएँ", "हमेशा के लिए मिट जाएँगे", "मिटा दिए गए"),
        ("en", "Erase all that was written", "go for good", "were erased on"),
        ("pa", "ਲਿਖਿਆ ਹੋਇਆ ਸਭ ਮਿਟਾਓ", "ਹਮੇਸ਼ਾ ਲਈ ਮਿਟ ਜਾਣਗੀਆਂ", "ਮਿਟਾ ਦਿੱਤੀਆਂ ਗਈਆਂ"),
    ] {
        let office = TestOffice::start();
        let filed = office.close(1);
        let path = format!("/t/{}?lang={language}", filed.ticket);

        let opened = plain::send(&office, &path, &[("pin", &filed.pin)]);
        let asked = plain::send(&office, &path, &[("key", &filed.key), ("choose", "erase")]);
        let along = plain::carried(&asked);
        let once = &along.iter().find(|(name, _)| name == "once").unwrap().1;
        let done = plain::send(&office, &path, &[("key", &filed.key), ("once", once), ("action", "erase")]);

        assert!(opened.text().contains(label), "{language}");
        assert!(asked.text().contains(sure), "{language}");
        assert_eq!(done.status, 200);
        assert!(done.text().contains(erased), "{language}: {}", done.text());
        says_nothing_personal(&done);
    }
}

#[test]
fn words_are_erased_by_themselves_when_the_years_are_over_and_published_days_stay_as_they_are() {
    let office = TestOffice::start();
    let closed = office.close(1);
    let open = office.file(9);
    office.pass_days(2);
    let day = "/api/v1/events/2026-11-24.csv";
    let published = office.get(day).text();
    assert!(published.contains("closed"), "{published}");

    assert_eq!((office.erase_old(Some(3)), office.erase_old(None)), (0, 0));
    office.pass_days(3 * 365);
    assert_eq!(office.erase_old(Some(3)), 0, "a year is never too short");
    office.pass_days(3);
    assert_eq!(office.erase_old(None), 0, "for ever");
    assert_eq!((office.erase_old(Some(3)), office.erase_old(Some(3))), (1, 0));

    says_nothing_personal(&office.details(&closed));
    let exported = office.export(&closed).json();
    let last = exported["history"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["event"], &last["by"]), (&json!("erased"), &json!("job")));
    assert_eq!(office.details(&open).json()["text"], form()["text"], "it is still open");
    assert_eq!(office.get(day).text(), published);
    assert_eq!(office.differences(None), Vec::<String>::new());
}

#[test]
fn a_round_erases_as_many_as_it_has_time_for_and_the_next_goes_on() {
    let office = TestOffice::start();
    for number in 0..300 {
        let filed = office.file(2 * number);
        assert_eq!(office.act(&filed, 2 * number + 1, &json!({"action": "withdraw"})).status, 200);
    }
    office.pass_days(400);

    let first = office.erase_old(Some(1));
    assert!((256..300).contains(&first), "{first}");
    assert_eq!(office.erase_old(Some(1)), 300 - first);
    assert_eq!(office.erase_old(Some(1)), 0);
    office.runtime.block_on(office.office.store.sweep(Rewriting::IfSmall)).unwrap();
    assert_eq!(office.differences(None), Vec::<String>::new());
}

/// A folder with a database that a server uses.
struct Place {
    database: PathBuf,
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { database: folder.path().join("sunwai.db"), _folder: folder }
    }

    /// What a command says when this is typed into it.
    fn run(&self, words: &[&str], typed: &str) -> Output {
        let mut command = Command::new(BINARY)
            .args(words)
            .args(["--database", &sunwai::url(&self.database)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        command.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        command.wait_with_output().unwrap()
    }

    fn says(&self, words: &[&str], typed: &str, is_done: bool) -> String {
        let output = self.run(words, typed);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert_eq!(output.status.success(), is_done, "{words:?}: {said}");
        said
    }
}

#[test]
fn the_command_erases_beside_a_server_after_the_number_was_typed_once_more() {
    let place = Place::new();
    let server = Sunwai::serve(Path::new(BINARY), &place.database).unwrap();
    let filed = Request::post("/api/v1/complaints", 1, &form()).send(server.address).json();
    let (ticket, key) = (filed["ticket"].as_str().unwrap(), filed["key"].as_str().unwrap());
    let actions = format!("/api/v1/tickets/{ticket}/actions");
    let details = || Request::get(&format!("/api/v1/tickets/{ticket}/details")).bearer(key).send(server.address);

    let open = place.says(&["erase", ticket, "--yes"], "", false);
    let withdraw = Request::post(&actions, 2, &json!({"action": "withdraw"})).bearer(key);
    assert_eq!(withdraw.send(server.address).status, 200);
    let other = place.says(&["erase", ticket], "21482736900\n", false);
    let nobody = place.says(&["erase", ticket], "", false);
    let unknown = place.says(&["erase", "21482736900", "--yes"], "", false);
    assert_eq!(details().json()["text"], form()["text"], "nothing was erased");
    let done = place.says(&["erase", ticket], &format!("hr {ticket}\n"), true);
    let again = place.says(&["erase", ticket, "--yes"], "", false);

    assert!(open.contains("is not closed"), "{open}");
    assert!(other.contains("another number") && nobody.contains("another number"), "{other} {nobody}");
    assert!(unknown.contains("There is no complaint HR 214-8273-6900"), "{unknown}");
    assert!(done.contains("erased are 1 texts, 3 particulars and 0 photos"), "{done}");
    assert!(done.contains("Nothing is left of it in the file"), "{done}");
    assert!(again.contains("is erased already"), "{again}");
    for said in [&open, &other, &unknown, &done, &again] {
        assert!(PERSONAL.iter().all(|words| !said.contains(words)), "{said}");
    }
    says_nothing_personal(&details());
    assert!(place.says(&["check"], "", true).contains("every history is whole"));
    let rewritten = place.says(&["erase", "--rewrite"], "", true);
    assert!(rewritten.contains("Nothing is left"), "{rewritten}");
    assert!(place.says(&["erase", "--help"], "", true).contains("An open complaint is not erased"));
    assert!(place.says(&["erase"], "", false).contains("TICKET"));
    let files = std::fs::read_dir(place.database.parent().unwrap()).unwrap();
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    for words in PERSONAL {
        assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words} is still in a file");
    }
}
