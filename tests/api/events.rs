//! The public event files, read as any stranger would read them: by the names of
//! their columns, without the program's own arithmetic.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read as _, Write as _},
};

use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    client::{Request, connect},
    office::{Filed, TestOffice, form_with, forward, resolve},
    statistics::{file, set_clock, with_histories},
};

/// A line by the names of its columns.
type Line = BTreeMap<String, String>;

fn days(office: &TestOffice) -> Vec<String> {
    let list = office.get("/api/v1/events").json();
    list["days"].as_array().unwrap().iter().map(|day| day.as_str().unwrap().to_owned()).collect()
}

fn file_of(office: &TestOffice, day: &str) -> String {
    let answer = office.get(&format!("/api/v1/events/{day}.csv"));
    assert_eq!(answer.status, 200, "{day}: {}", answer.text());
    answer.text()
}

fn lines(file: &str) -> Vec<Line> {
    let mut all = file.strip_suffix("\r\n").unwrap().split("\r\n");
    let columns: Vec<_> = all.next().unwrap().split(',').collect();
    let read = |line: &str| {
        let cells: Vec<_> = line.split(',').collect();
        assert_eq!(cells.len(), columns.len(), "{line}");
        columns.iter().zip(cells).map(|(column, cell)| ((*column).to_owned(), cell.to_owned())).collect()
    };
    all.map(read).collect()
}

/// The last line of each complaint in all files.
fn present(office: &TestOffice) -> Vec<Line> {
    let mut last = BTreeMap::new();
    for day in days(office) {
        for line in lines(&file_of(office, &day)) {
            last.insert(line["complaint"].clone(), line);
        }
    }
    last.into_values().collect()
}

/// What a line counts as, as the names of /statistics.
fn kind(line: &Line) -> &'static str {
    match line["kind"].as_str() {
        "resolved" => "resolved",
        "not_tenable" => "not_tenable",
        "open" => "pending",
        "merged" => "duplicate",
        "withdrawn" => "withdrawn",
        other => panic!("{other}"),
    }
}

fn rate(part: u64, whole: u64) -> Value {
    // Half up, in hundredths of a percent.
    if whole == 0 { Value::Null } else { json!(((part * 20_000 + whole) / (whole * 2)) as f64 / 100.0) }
}

fn counts(lines: &[&Line]) -> Value {
    let count = |wanted: &str| lines.iter().filter(|line| kind(line) == wanted).count();
    json!({
        "received": lines.len(),
        "resolved": count("resolved"),
        "not_tenable": count("not_tenable"),
        "disposed": count("resolved") + count("not_tenable"),
        "pending": count("pending"),
        "duplicate": count("duplicate"),
        "withdrawn": count("withdrawn"),
    })
}

/// Nearest rank, in days.
fn percentile(lines: &[&Line], percent: usize) -> Value {
    let mut tenths: Vec<u32> = lines.iter().filter_map(|line| line["tenths"].parse().ok()).collect();
    tenths.sort_unstable();
    let rank = (tenths.len() * percent).div_ceil(100);
    tenths.get(rank.wrapping_sub(1)).map_or(Value::Null, |tenths| json!(f64::from(*tenths) / 10.0))
}

/// The key of a line in a table.
fn key(line: &Line, by: &str) -> Option<String> {
    let key = match by {
        "month" => line["received"][..7].to_owned(),
        "reason" => line["reason"].clone(),
        column => line[column].clone(),
    };
    (!key.is_empty()).then_some(key)
}

/// The answer to a question, worked out from the files alone.
fn expected(present: &[Line], by: Option<&str>, wanted: impl Fn(&Line) -> bool) -> Value {
    let lines: Vec<&Line> = present.iter().filter(|line| wanted(line)).collect();
    let mut answer = counts(&lines);
    let number = |name: &str| answer[name].as_u64().unwrap();
    let (received, resolved, not_tenable) = (number("received"), number("resolved"), number("not_tenable"));
    let (disposed, pending) = (number("disposed"), number("pending"));
    let marked = |column: &str| lines.iter().filter(|line| line[column] == "1").count();
    let more = json!({
        "resolved_of_disposed": rate(resolved, disposed),
        "not_tenable_of_disposed": rate(not_tenable, disposed),
        "pending_of_received": rate(pending, received),
        "confirmed": marked("confirmed"),
        "reopened": marked("reopened"),
        "median_days": percentile(&lines, 50),
        "p90_days": percentile(&lines, 90),
    });
    answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut groups: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        if let Some(key) = by.and_then(|by| key(line, by)) {
            groups.entry(key).or_default().push(line);
        }
    }
    let groups = groups.into_iter().map(|(key, lines)| {
        let mut group = counts(&lines);
        group["key"] = json!(key);
        group
    });
    answer["groups"] = groups.collect();
    answer
}

/// Compares what is answered with what the files say.
fn compare(office: &TestOffice, present: &[Line], by: Option<&str>, filter: &str, wanted: impl Fn(&Line) -> bool) {
    let query = [by.map(|by| format!("by={by}")).unwrap_or_default(), filter.to_owned()].join("&");
    let answer = office.get(&format!("/api/v1/statistics?{}", query.trim_matches('&'))).json();

    let expected = expected(present, by, wanted);

    for (name, value) in expected.as_object().unwrap() {
        if name == "groups" {
            let by_key = |groups: &Value| -> BTreeMap<String, Value> {
                let groups = groups.as_array().unwrap().iter();
                groups.map(|group| (group["key"].as_str().unwrap().to_owned(), group.clone())).collect()
            };
            assert_eq!(by_key(&answer[name]), by_key(value), "{query}");
        } else {
            assert_eq!(&answer[name], value, "{query}: {name}");
        }
    }
}

const GROUPINGS: [Option<&str>; 7] =
    [None, Some("month"), Some("department"), Some("district"), Some("category"), Some("channel"), Some("reason")];

#[test]
fn every_public_figure_can_be_worked_out_from_the_files_for_every_grouping_and_filter() {
    let office = with_histories(300, 7);
    let present = present(&office);
    assert_eq!(present.len(), 300);

    for by in GROUPINGS {
        compare(&office, &present, by, "", |_| true);
        let period = "from=2020-02-10&to=2020-04-20";
        compare(&office, &present, by, period, |line| {
            ("2020-02-10"..="2020-04-20").contains(&line["received"].as_str())
        });
        for column in ["department", "district", "category", "channel"] {
            let values: BTreeSet<_> = present.iter().map(|line| line[column].clone()).collect();
            assert!(values.len() > 1, "{column}");
            for value in values {
                compare(&office, &present, by, &format!("{column}={value}"), |line| line[column] == value);
            }
        }
    }
    let both = "department=withheld&channel=portal";
    compare(&office, &present, Some("month"), both, |line| {
        line["department"] == "withheld" && line["channel"] == "portal"
    });
}

#[test]
fn each_complaint_is_a_chain_of_hashes_through_all_files() {
    let office = with_histories(100, 8);
    let mut chains: BTreeMap<String, (u32, String)> = BTreeMap::new();

    for day in days(&office) {
        let file = file_of(&office, &day);
        for (written, line) in file.split("\r\n").skip(1).zip(lines(&file)) {
            let (version, before) = chains.remove(&line["complaint"]).unwrap_or_default();
            let (content, hash) = written.rsplit_once(',').unwrap();
            let digest = Sha256::digest(format!("{before},{content}"));
            let expected: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();

            assert_eq!((hash, line["version"].parse()), (expected.as_str(), Ok(version + 1)), "{written}");
            chains.insert(line["complaint"].clone(), (version + 1, hash.to_owned()));
        }
    }
    assert_eq!(chains.len(), 100);
}

#[test]
fn a_file_names_no_number_no_person_and_no_word() {
    let office = TestOffice::start();
    let filed = with_a_life(&office, 1, "PDS_NOT_RECEIVED");
    office.pass_days(1);

    let file = file_of(&office, "2026-11-24");

    for secret in [&filed.ticket, &filed.pin, &filed.key, "Suman", "9812345678", "Sirsa", "राशन", "supervisor"]
    {
        assert!(!file.contains(secret), "{secret}: {file}");
    }
    let events: Vec<_> = lines(&file).iter().map(|line| line["event"].clone()).collect();
    assert_eq!(events, ["received", "internal", "forwarded", "resolved"]);
}

#[test]
fn a_sensitive_complaint_is_withheld_and_told_to_the_day() {
    let office = TestOffice::start();
    with_a_life(&office, 1, "POLICE");
    office.pass_days(1);

    let file = file_of(&office, "2026-11-24");

    for line in lines(&file) {
        assert_eq!(line["at"], "2026-11-23T18:30:00Z");
        for column in ["category", "district", "department"] {
            assert_eq!(line[column], "withheld");
        }
    }
    for told in ["POLICE", "FOOD", "bhiwani", "T10:00"] {
        assert!(!file.contains(told), "{told}: {file}");
    }
}

/// Files a complaint that is noted, forwarded and resolved on the same day.
fn with_a_life(office: &TestOffice, number: u32, category: &str) -> Filed {
    let filed = office.file_as(number, &form_with("category", json!(category)));
    office.desk(&filed, &domain::action::Action::Note { text: "ज़रूरी है".to_owned() });
    office.desk(&filed, &forward("FOOD"));
    office.desk(&filed, &resolve());
    filed
}

#[test]
fn there_is_a_file_of_each_day_that_is_over_and_on_which_something_happened() {
    let office = TestOffice::start();
    set_clock(&office, "2026-11-24T18:29:59Z");
    file(&office, 1, "WATER");
    set_clock(&office, "2026-11-24T18:30:00Z");
    file(&office, 2, "WATER");
    let status = |day: &str| office.get(&format!("/api/v1/events/{day}.csv")).status;

    assert_eq!((days(&office), status("2026-11-24")), (Vec::new(), 404));
    set_clock(&office, "2026-11-24T18:35:00Z");
    assert_eq!((days(&office), status("2026-11-24")), (vec!["2026-11-24".to_owned()], 200));
    assert_eq!(lines(&file_of(&office, "2026-11-24")).len(), 1);
    set_clock(&office, "2026-11-27T10:00:00Z");

    assert_eq!(days(&office), ["2026-11-24", "2026-11-25"]);
    assert_eq!((status("2026-11-26"), status("2026-11-27"), status("2026-11-23")), (404, 404, 404));
}

#[test]
fn an_address_that_names_no_day_is_no_file() {
    let office = TestOffice::start();
    file(&office, 1, "WATER");
    office.pass_days(1);

    for name in ["2026-11-24", "2026-02-30.csv", "x.csv", ".csv", "2026-11-24.csv.csv", "2026-11-24.json", "%FF.csv"] {
        let answer = office.get(&format!("/api/v1/events/{name}"));
        assert_eq!((answer.status, answer.problem().as_str()), (404, "page.unknown"), "{name}");
    }
}

#[test]
fn a_file_is_the_same_each_time_whatever_happens_later() {
    let office = TestOffice::start();
    let filed = with_a_life(&office, 1, "WATER");
    file(&office, 2, "POLICE");
    office.pass_days(1);
    let first = office.get("/api/v1/events/2026-11-24.csv");

    office.act(&filed, 3, &json!({"action": "confirm"}));
    office.pass_days(1);

    assert_eq!(file_of(&office, "2026-11-24"), first.text());
    assert_eq!(lines(&file_of(&office, "2026-11-25"))[0]["confirmed"], "1");
    assert_eq!(first.header("cache-control"), Some("public, max-age=86400"));
    assert_eq!(first.header("content-disposition"), Some("attachment; filename=\"sunwai-events-2026-11-24.csv\""));
}

#[test]
fn a_file_that_cannot_be_finished_is_broken_off_and_not_taken_for_whole() {
    let office = TestOffice::start();
    with_a_life(&office, 1, "WATER");
    office.pass_days(1);
    let path = "/api/v1/events/2026-11-24.csv";
    let ends_whole = || {
        let mut socket = connect(office.address);
        socket.write_all(&Request::get(path).written()).unwrap();
        let mut bytes = Vec::new();
        // Some systems call what is broken off an error.
        let _broken = socket.read_to_end(&mut bytes);
        bytes.ends_with(b"\r\n0\r\n\r\n")
    };
    assert!(ends_whole());

    let database = Connection::open(office.database()).unwrap();
    database.execute("update event set kind = 'nonsense' where version = 3", []).unwrap();

    assert!(!ends_whole());
}

#[test]
fn the_list_is_kept_until_it_grows() {
    let office = TestOffice::start();
    file(&office, 1, "WATER");
    office.pass_days(1);
    file(&office, 2, "WATER");
    let first = office.get("/api/v1/events");
    let again = Request::get("/api/v1/events").header("if-none-match", first.header("etag").unwrap());

    assert_eq!(office.send(&again).status, 304);
    office.pass_days(1);

    assert_eq!(office.send(&again).status, 200);
}

#[test]
fn no_cell_can_be_taken_for_a_formula() {
    let office = with_histories(60, 9);

    for day in days(&office) {
        let file = file_of(&office, &day);
        assert!(file.is_ascii() && !file.contains('"'), "{day}");
        for cell in file.split([',', '\r', '\n']) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
    }
}
