//! What somebody who means harm sends to the desk: nothing breaks, nothing is
//! changed, and nothing is told that was not asked for rightly.

use serde_json::json;
use server::session::Token;

use crate::{
    client::{Answer, Request},
    office::{Filed, TestOffice, form_with, forward},
    seat::Seat,
};

const COMPLAINTS: &str = "/api/desk/v1/complaints";
const ME: &str = "/api/desk/v1/me";
const MINE: &str = "आज राशन मिल गया";

fn actions(filed: &Filed) -> String {
    format!("{COMPLAINTS}/{}/actions", filed.ticket)
}

/// As it stands in an address.
fn encoded(typed: &str) -> String {
    typed.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn assert_refused(answer: &Answer, what: &str) {
    assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.text());
    assert!(!answer.problem().is_empty(), "{what}");
    for told in ["rusqlite", "SQLITE", "serde", "src/", "panicked", "select "] {
        assert!(!answer.text().contains(told), "{what}: {}", answer.text());
    }
}

#[test]
fn no_version_but_the_seen_one_is_taken_for_it() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let seat = office.tracker();
    let long = "\"1\"".repeat(2_000);
    for tag in [
        "",
        " ",
        "\"",
        "\"\"",
        "\"01\"",
        "\"1",
        "1\"",
        "\"+1\"",
        "\"-1\"",
        "\"1.0\"",
        "\"4294967297\"",
        "\"१\"",
        "*, \"1\"x",
        "W/\"1\"",
        "\"1\\\"\"",
        ",,,",
        &long,
    ] {
        let request = Request::json("POST", &actions(&filed), &json!({"action": "take"})).header("if-match", tag);

        let answer = seat.send(request);

        assert!([400, 412, 428, 431].contains(&answer.status), "{tag:.40}: {}", answer.status);
    }
    assert_eq!(office.events(&filed), 1);
}

#[test]
fn no_body_breaks_an_action() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let seat = office.tracker();
    let deep = "[".repeat(20_000) + &"]".repeat(20_000);
    let nested = format!("{{\"action\":{}1{}}}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", b"".to_vec()),
        ("null", b"null".to_vec()),
        ("a list", b"[{\"action\":\"take\"}]".to_vec()),
        ("a text", b"\"take\"".to_vec()),
        ("a number too large", b"{\"action\":1e999}".to_vec()),
        ("no number", b"{\"action\":NaN}".to_vec()),
        ("twice", b"{\"action\":\"note\",\"action\":\"take\"}".to_vec()),
        ("half a surrogate", b"{\"action\":\"note\",\"text\":\"\\ud800\"}".to_vec()),
        ("a zero byte", b"{\"action\":\"note\",\"text\":\"a\\u0000b\"}".to_vec()),
        ("a bell", b"{\"action\":\"note\",\"text\":\"a\\u0007b\"}".to_vec()),
        ("no Unicode", b"{\"action\":\"note\",\"text\":\"\xff\xfe\"}".to_vec()),
        ("two documents", b"{\"action\":\"take\"}{\"action\":\"take\"}".to_vec()),
        ("deep", deep.into_bytes()),
        ("nested", nested.into_bytes()),
        ("prototype", b"{\"action\":\"take\",\"__proto__\":{}}".to_vec()),
        ("too large", format!("{{\"action\":\"note\",\"text\":\"{}\"}}", "क".repeat(30_000)).into_bytes()),
        ("other encoding", "{\"action\":\"take\"}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for (what, body) in bodies {
        let request = Request::new("POST", &actions(&filed))
            .header("content-type", "application/json")
            .header("if-match", "\"1\"")
            .body(&body);

        assert_refused(&seat.send(request), what);
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        let request = Request::new("POST", &actions(&filed))
            .header("content-type", kind)
            .header("if-match", "\"1\"")
            .body(b"{\"action\":\"take\"}");
        assert_eq!(seat.send(request).status, 415, "{kind}");
    }
    assert_eq!(office.events(&filed), 1);
}

#[test]
fn words_of_three_scripts_with_marks_of_a_page_come_back_as_they_were_sent() {
    let office = TestOffice::start();
    let words = "<b>राशन</b> & \"ਰਾਸ਼ਨ\" <script>alert(1)</script> 'ration' \u{202e}=1+1 {{7*7}} ${x}";
    let filed = office.file_as(1, &form_with("text", json!(words)));
    let seat = office.tracker();
    let note = Request::json("POST", &actions(&filed), &json!({"action": "note", "text": words}));

    let answer = seat.send(note.header("if-match", "\"1\""));

    let told = if answer.status == 200 { answer.json()["history"][1]["text"].clone() } else { json!(words) };
    assert!(answer.status == 200 || answer.status == 422, "{}", answer.text());
    assert_eq!(told, words);
    assert_eq!(answer.header("content-type").map(|kind| kind.starts_with("application/")), Some(true));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn whatever_is_searched_is_words_and_no_question_to_the_database() {
    let office = TestOffice::start();
    let hidden = office.file_as(1, &form_with("category", json!("CORRUPTION")));
    let filed = office.file(2);
    office.runtime.block_on(office.office.store.finish_search()).unwrap();
    let seat = office.tracker();
    let long = "राशन ".repeat(2_000);
    for typed in [
        "' or 1=1 --",
        "\" OR \"\" = \"",
        "राशन\" OR words:\"§",
        "§CORRUPTION",
        "⌂bhiwani",
        "⚑FOOD",
        "☎5678",
        "* OR *",
        "NEAR(राशन दो, 10)",
        "words : राशन",
        "{words} : राशन",
        "-राशन",
        "^राशन",
        "राशन + महीने",
        "राशन NOT महीने",
        "(((((",
        "\"\"\"",
        "%_%",
        "'; drop table complaint; --",
        "\u{0}",
        "\u{feff}राशन",
        "\u{200d}\u{200c}",
        "़",
        "\u{10ffff}",
        "0x1F",
        "NULL",
        &long,
    ] {
        let answer = seat.get(&format!("{COMPLAINTS}?q={}", encoded(typed)));

        assert!([200, 414, 422, 431].contains(&answer.status), "{typed:.40}: {} {}", answer.status, answer.text());
        assert!(!answer.text().contains(&hidden.ticket), "{typed:.40}");
    }
    for typed in ["राशन", "रा\u{936}न", "RATION"] {
        assert_eq!(seat.get(&format!("{COMPLAINTS}?q={}", encoded(typed))).status, 200);
    }
    let place = seat.get(&format!("{COMPLAINTS}?place={}", encoded("\" OR \"§CORRUPTION")));
    assert_eq!((place.status, place.json()["items"].as_array().map(Vec::len)), (200, Some(0)));
    assert_eq!(office.stored(), 2, "and {} is still there", filed.ticket);
}

#[test]
fn a_cookie_that_was_planted_or_forged_opens_nothing() {
    let office = TestOffice::start();
    office.person("suman", domain::staff::Role::Tracker);
    let planted = Token::from_chance(&server::chance::SeededChance::new(9)).text();
    let body = json!({"user": "suman", "password": MINE});
    let sign_in = Request::json("POST", "/api/desk/v1/session", &body)
        .header("cookie", &format!("__Host-sunwai={planted}"))
        .header("origin", crate::office::ORIGIN);

    let answer = office.send(&sign_in);
    let given = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let me = |cookie: &str| office.send(&Request::get(ME).header("cookie", cookie)).status;

    assert_eq!(answer.status, 204);
    assert!(!given.contains(&planted), "a session is never the one that was brought");
    assert_eq!(me(&format!("__Host-sunwai={planted}")), 401);
    assert_eq!(me(&given), 200);
    let token = given.split_once('=').unwrap().1;
    let mut flipped = token.to_owned();
    flipped.replace_range(0..1, if token.starts_with('A') { "B" } else { "A" });
    for forged in [
        format!("__Host-sunwai={flipped}"),
        format!("__Host-sunwai={token}x"),
        format!("__Host-sunwai={}", &token[..token.len() - 1]),
        format!("__Host-sunwai={token}%00"),
        format!("__Host-sunwai=\"{token}"),
        format!("sunwai={token}"),
        format!("__host-sunwai={token}"),
    ] {
        assert_eq!(me(&forged), 401, "{forged}");
    }
    // Another site of the same domain may set one more cookie of this name.
    let both = me(&format!("__Host-sunwai={planted}; {given}"));
    assert!([200, 401].contains(&both), "but never somebody else's");
}

#[test]
fn another_place_is_seen_with_the_next_request_and_the_old_one_no_more() {
    let office = TestOffice::start();
    let (food, water) = (office.file(1), office.file(2));
    office.desk(&food, &forward("FOOD"));
    office.desk(&water, &forward("PHED"));
    let (officer, admin) = (office.officer("FOOD"), office.admin());
    let sees = |seat: &Seat<'_>, filed: &Filed| seat.get(&format!("{COMPLAINTS}/{}", filed.ticket)).status;
    assert_eq!((sees(&officer, &food), sees(&officer, &water)), (200, 404));

    let moved = admin.patch("/api/desk/v1/staff", &json!({"user": "officer.food", "departments": ["PHED"]}));

    assert_eq!(moved.status, 200, "{}", moved.text());
    assert_eq!((sees(&officer, &food), sees(&officer, &water)), (404, 200));
    let start = Request::json("POST", &actions(&food), &json!({"action": "start"})).header("if-match", "\"2\"");
    assert_eq!(officer.send(start).status, 404);
    assert_eq!(officer.get(ME).json()["departments"], json!(["PHED"]));
}

#[test]
fn what_is_wrong_with_a_request_is_not_told_of_a_complaint_that_is_not_seen() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let officer = office.officer("FOOD");
    let unknown = officer.send(Request::json("POST", &format!("{COMPLAINTS}/10000000008/actions"), &json!({})));
    let requests = [
        Request::new("POST", &actions(&filed)).header("content-type", "application/json").body(b"{"),
        Request::new("POST", &actions(&filed)).body(b"x"),
        Request::json("POST", &actions(&filed), &json!({"action": "fly"})).header("if-match", "\"9\""),
        Request::json("POST", &actions(&filed), &json!({"action": "forward"})).header("if-match", "\"1\""),
        Request::json("POST", &actions(&filed), &json!({"action": "note", "text": "क".repeat(9_000)})),
    ];

    for request in requests {
        let answer = officer.send(request);
        assert_eq!((answer.status, &answer.body), (404, &unknown.body));
    }
}
