//! Everything that may come in wrong: each gets its status, a problem document
//! that names what is wrong, and nothing is stored.

use serde_json::{Value, json};

use crate::{
    client::{Answer, Request},
    office::{TestOffice, form, form_with},
};

const COMPLAINTS: &str = "/api/v1/complaints";

fn send_form(office: &TestOffice, form: &Value) -> Answer {
    office.send(&Request::post(COMPLAINTS, 1, form))
}

#[test]
fn a_wrong_field_is_named_and_nothing_is_stored() {
    let office = TestOffice::start();
    let rows = [
        ("category", json!("NO_SUCH"), "category.unknown"),
        ("category", json!(""), "category.missing"),
        ("district", json!("mumbai"), "district.unknown"),
        ("district", json!(""), "district.missing"),
        ("text", json!("short"), "text.too_short"),
        ("text", json!("     short     "), "text.too_short"),
        ("text", json!("x".repeat(4_001)), "text.too_long"),
        ("text", json!("क".repeat(4_001)), "text.too_long"),
        ("text", json!("ten letters\u{0}"), "text.control"),
        ("text", json!("ten letters\u{7f}x"), "text.control"),
        ("text", json!("ten letters\u{1b}[31m"), "text.control"),
        ("place", json!("x".repeat(121)), "place.too_long"),
        ("place", json!("two\nlines"), "place.control"),
        ("name", json!("x".repeat(81)), "name.too_long"),
        ("name", json!("tab\tbed"), "name.control"),
        ("mobile", json!("12345"), "mobile.invalid"),
        ("mobile", json!("5812345678"), "mobile.invalid"),
        ("language", json!("fr"), "language.unknown"),
        ("notice", json!(""), "notice.invalid"),
        ("notice", json!("<script>"), "notice.invalid"),
    ];

    for (field, value, key) in rows {
        let answer = send_form(&office, &form_with(field, value));

        assert_eq!((answer.status, answer.problem().as_str()), (422, "complaint.invalid"), "{field} {key}");
        assert_eq!(answer.json()["type"], "/problems/invalid-complaint");
        assert_eq!(answer.fields(), [(format!("/{field}"), key.to_owned())]);
    }
    assert_eq!(office.stored(), 0);
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let office = TestOffice::start();
    let mut wrong = form_with("text", json!("short"));
    wrong["mobile"] = json!("1");

    let answer = send_form(&office, &wrong);

    let pointers: Vec<_> = answer.fields().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/text", "/mobile"]);
}

#[test]
fn a_body_of_another_shape_is_refused_with_the_place() {
    let office = TestOffice::start();
    let mut without_text = form();
    without_text.as_object_mut().unwrap().remove("text");
    let rows = [
        (form_with("text", json!(5)), "/text", "field.type"),
        (form_with("text", json!(null)), "/text", "field.type"),
        (form_with("mobile", json!(["9812345678"])), "/mobile", "field.type"),
        (form_with("txet", json!("a typing mistake")), "/txet", "field.unknown"),
        (without_text, "/text", "field.missing"),
        (json!([]), "", "field.type"),
        (json!("text"), "", "field.type"),
        (json!(null), "", "field.type"),
    ];

    for (form, pointer, key) in rows {
        let answer = send_form(&office, &form);

        assert_eq!((answer.status, answer.problem().as_str()), (422, "body.invalid"), "{form}");
        assert_eq!(answer.fields(), [(pointer.to_owned(), key.to_owned())], "{form}");
    }
    assert_eq!(office.stored(), 0);
}

#[test]
fn what_is_no_json_is_malformed() {
    let office = TestOffice::start();
    let whole = form().to_string();
    let bodies: [&[u8]; 8] = [
        b"",
        b"{",
        b"not json",
        &whole.as_bytes()[..whole.len() - 1],
        &[whole.as_bytes(), b"x"].concat(),
        b"{\"text\":\"\xff\xfe invalid bytes\"}",
        b"{\"text\":\"\\ud800 half a pair\"}",
        "[".repeat(10_000).leak().as_bytes(),
    ];

    for body in bodies {
        let answer = office.send(&Request::post(COMPLAINTS, 1, &form()).body(body));

        // A deep list is already of the wrong kind at its first bracket.
        let is_list = body.starts_with(b"[");
        let expected = if is_list { (422, "body.invalid") } else { (400, "body.malformed") };
        assert_eq!((answer.status, answer.problem().as_str()), expected, "{}", String::from_utf8_lossy(body));
    }
    assert_eq!(office.stored(), 0);
}

#[test]
fn a_body_of_another_type_is_refused() {
    let office = TestOffice::start();
    let request = Request::post(COMPLAINTS, 1, &form());

    for typed in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
        let answer = office.send(&request.clone().header("content-type", typed));
        assert_eq!((answer.status, answer.problem().as_str()), (415, "body.not_json"), "{typed}");
    }
    let answer = office.send(&request.clone().without("content-type"));
    assert_eq!(answer.status, 415);
    assert_eq!(office.stored(), 0);

    let accepted = office.send(&request.header("content-type", "Application/JSON; charset=utf-8"));
    assert_eq!(accepted.status, 201);
}

#[test]
fn a_body_of_more_than_64_kibibytes_is_refused_however_large() {
    let office = TestOffice::start();

    for size in [64 * 1024 + 1, 5_000_000] {
        let padded = [form().to_string().into_bytes(), vec![b' '; size]].concat();
        let answer = office.send(&Request::post(COMPLAINTS, 1, &form()).body(&padded[..size]));

        assert_eq!((answer.status, answer.problem().as_str()), (413, "body.too_large"), "{size}");
    }
    assert_eq!(office.stored(), 0);

    let padded = [form().to_string().into_bytes(), vec![b' '; 64 * 1024]].concat();
    let largest = office.send(&Request::post(COMPLAINTS, 1, &form()).body(&padded[..64 * 1024]));
    assert_eq!(largest.status, 201, "exactly 64 KiB is read");
}

#[test]
fn an_action_that_is_none_or_lacks_its_text_is_refused() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let rows = [
        (json!({"action": "resolve"}), "/action", "action.unknown"),
        (json!({"action": ""}), "/action", "action.unknown"),
        (json!({"action": "add_details"}), "/text", "text.missing"),
        (json!({"action": "add_details", "text": "short"}), "/text", "text.too_short"),
        (json!({"action": "add_details", "text": "x".repeat(4_001)}), "/text", "text.too_long"),
        (json!({"action": "remind", "text": "not wanted here"}), "/text", "text.not_wanted"),
        (json!({"text": "no action at all"}), "/action", "field.missing"),
        (json!({"action": "remind", "why": "x"}), "/why", "field.unknown"),
    ];

    for (action, pointer, key) in rows {
        let answer = office.act(&filed, 2, &action);

        assert_eq!((answer.status, answer.problem().as_str()), (422, "body.invalid"), "{action}");
        assert_eq!(answer.fields(), [(pointer.to_owned(), key.to_owned())], "{action}");
    }
    assert_eq!(office.events(&filed), 1);
}
