//! How a browser becomes the terminal of a centre, and how it ends.

use std::collections::BTreeSet;

use serde_json::json;
use server::session::Token;

use crate::{
    client::Request,
    kiosk::{COMPLAINTS, ENROL, HEALTH, ME, SEALED, SLIP, TODAY},
    office::{TestOffice, form},
};

/// Every route but enrolling, and the method that it wants.
const ROUTES: [(&str, &str); 6] =
    [("GET", ME), ("POST", COMPLAINTS), ("POST", SEALED), ("GET", SLIP), ("GET", TODAY), ("GET", HEALTH)];

#[test]
fn a_code_makes_a_browser_the_terminal_of_its_centre() {
    let office = TestOffice::start();
    let (id, code) = office.add_kiosk("Atal Seva Kendra, Mohana");

    let answer = office.enrol_terminal(&code.to_lowercase().replace('-', " "));

    assert_eq!((answer.status, answer.body.len()), (204, 0));
    let cookie = answer.header("set-cookie").unwrap();
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "HttpOnly; SameSite=Strict; Path=/; Max-Age=34560000; Secure");
    assert!(pair.starts_with("__Host-sunwai-kiosk="));
    let me = office.send(&Request::get(ME).header("cookie", pair));
    let seal = office.office.secret.seal_key();
    assert_eq!(
        me.json(),
        json!({"code": format!("K{id}"), "name": "Atal Seva Kendra, Mohana", "district": "sonipat", "helpline": null, "tells_by_sms": false,
               "site": "https://sunwai.example", "seal": seal})
    );
    assert_eq!(me.header("cache-control"), Some("no-store"));
    assert_eq!(me.header("set-cookie"), Some(cookie), "it lasts anew");
}

#[test]
fn the_cookie_travels_in_clear_on_this_machine_only() {
    let office = TestOffice::start_at("http://127.0.0.1:8080");
    let (_, code) = office.add_kiosk("Mohana");

    let answer = office.send(&Request::json("POST", ENROL, &json!({"code": code})));

    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("sunwai-kiosk=") && !cookie.contains("Secure"), "{cookie}");
}

#[test]
fn a_code_is_good_once_and_for_three_days() {
    let office = TestOffice::start();
    let (_, first) = office.add_kiosk("Mohana");
    let (_, second) = office.add_kiosk("Gohana");
    let refused = |code: &str| {
        let answer = office.enrol_terminal(code);
        assert_eq!(answer.header("set-cookie"), None);
        (answer.status, answer.problem())
    };

    assert_eq!(office.enrol_terminal(&first).status, 204);
    assert_eq!(refused(&first), (401, "code.wrong".to_owned()), "used");
    office.pass_days(3);
    assert_eq!(refused(&second), (401, "code.wrong".to_owned()), "too old");
    assert_eq!(refused("KWRT-3HJA-9MXD"), (401, "code.wrong".to_owned()), "unknown");
}

#[test]
fn what_can_be_no_code_is_told_at_its_field() {
    let office = TestOffice::start();

    for typed in ["", "KWRT", "KWRT-3HJA-9MX0"] {
        let answer = office.enrol_terminal(typed);
        assert_eq!((answer.status, answer.problem().as_str()), (422, "body.invalid"), "{typed}");
        assert_eq!(answer.json()["errors"], json!([{"pointer": "/code", "key": "code.shape"}]), "{typed}");
    }
    let unknown = office.send(&Request::json("POST", ENROL, &json!({"code": "x", "name": "y"})));
    assert_eq!(unknown.json()["errors"][0]["key"], "field.unknown");
}

#[test]
fn whoever_guesses_is_slowed_down_and_nobody_else() {
    let office = TestOffice::start();
    let (_, code) = office.add_kiosk("Mohana");
    let (_, other) = office.add_kiosk("Gohana");
    let guess = |ending: &str| office.enrol_terminal(&format!("{}{ending}", &code[..4]));

    for _ in 0..5 {
        assert_eq!(guess("AAAAAAAA").problem(), "code.wrong");
    }
    let locked = guess("AAAAAAAA");
    assert_eq!((locked.status, locked.problem().as_str()), (429, "code.locked"));
    assert_eq!(locked.header("retry-after"), Some("60"));
    assert_eq!(office.enrol_terminal(&code).status, 429, "right or wrong");
    assert_eq!(office.enrol_terminal(&other).status, 204);

    office.clock.pass(60);
    assert_eq!(office.enrol_terminal(&code).status, 204);
}

#[test]
fn nobody_gets_anything_without_an_enrolment() {
    let office = TestOffice::start();
    let seat = office.tracker();
    let token = Token::from_chance(&*office.office.chance).text();
    let described = office.get("/api/v1/openapi.json").json();
    let known: BTreeSet<_> = described["paths"].as_object().unwrap().keys().cloned().collect();
    let known: Vec<_> = known.iter().filter(|path| path.starts_with("/api/kiosk/") && *path != ENROL).collect();
    assert_eq!(known.len(), ROUTES.len(), "{known:?}");

    for (method, path) in ROUTES {
        let bare = Request::json(method, path, &form());
        let forged = bare.clone().header("cookie", &format!("__Host-sunwai-kiosk={token}"));
        let from_the_desk = seat.own(bare.clone());
        for request in [bare, forged, from_the_desk] {
            let answer = office.send(&request);
            assert_eq!((answer.status, answer.problem().as_str()), (401, "kiosk.missing"), "{method} {path}");
            assert_eq!(answer.header("www-authenticate"), Some("Cookie realm=\"kiosk\""));
        }
    }
    assert_eq!(office.stored(), 0);
}

#[test]
fn a_disabled_kiosk_does_nothing_from_the_next_request_on_and_is_told() {
    let office = TestOffice::start();
    let (stolen, other) = (office.terminal("Mohana"), office.terminal("Gohana"));
    assert_eq!(stolen.get(ME).status, 200);

    office.disable_kiosk(stolen.id);

    for (method, path) in ROUTES {
        let answer =
            stolen.send(Request::json(method, path, &form()).header("idempotency-key", &crate::client::key(1)));
        assert_eq!((answer.status, answer.problem().as_str()), (401, "kiosk.disabled"), "{method} {path}");
    }
    assert_eq!(office.stored(), 0);
    assert_eq!(other.get(ME).status, 200);
}

#[test]
fn a_disabled_kiosk_is_not_enrolled_any_more() {
    let office = TestOffice::start();
    let (id, code) = office.add_kiosk("Mohana");

    office.disable_kiosk(id);

    assert_eq!(office.enrol_terminal(&code).problem(), "code.wrong");
    let (next, _) = office.add_kiosk("Mohana");
    assert_eq!(next, id + 1, "its number stands on slips");
}

#[test]
fn a_session_of_the_desk_is_none_of_a_kiosk_and_the_other_way_round() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");

    let value = terminal.cookie.split_once('=').unwrap().1;
    let answer = office.send(&Request::get("/api/desk/v1/me").header("cookie", &format!("__Host-sunwai={value}")));

    assert_eq!((answer.status, answer.problem().as_str()), (401, "session.missing"));
}

#[test]
fn no_other_site_changes_anything() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");
    let (_, code) = office.add_kiosk("Gohana");

    for (path, body) in [(ENROL, json!({"code": code})), (COMPLAINTS, form()), (SEALED, json!({}))] {
        for origin in ["https://evil.example", "null"] {
            let answer = office.send(&terminal.own(Request::post(path, 1, &body)).header("origin", origin));
            assert_eq!((answer.status, answer.problem().as_str()), (403, "origin.wrong"), "{path} {origin}");
        }
    }
    assert_eq!(office.stored(), 0);
    assert_eq!(office.enrol_terminal(&code).status, 204, "it was not used up");
}

#[test]
fn the_database_holds_neither_a_code_nor_a_token() {
    let office = TestOffice::start();
    let terminal = office.terminal("Mohana");
    let (_, code) = office.add_kiosk("Gohana");
    let token = terminal.cookie.split_once('=').unwrap().1;

    let mut written = std::fs::read(office.database()).unwrap();
    written.extend(std::fs::read(office.database().with_extension("db-wal")).unwrap());

    let holds = |what: &[u8]| written.windows(what.len()).any(|part| part == what);
    assert!(holds(&Token::parse(token).unwrap().digest()), "the token's digest");
    assert!(!holds(token.as_bytes()) && !holds(code.as_bytes()) && !holds(code.replace('-', "").as_bytes()));
}
