//! What anyone may fetch: lists, description, health, pages, and the headers of all.

use std::collections::BTreeSet;

use domain::language::Language;
use ui::text::Pack;

use crate::{client::Request, office::TestOffice};

#[test]
fn the_lists_have_their_names_in_three_languages_and_are_kept_for_a_day() {
    let office = TestOffice::start();

    let answer = office.get("/api/v1/reference");

    let lists = answer.json();
    for list in ["groups", "categories", "departments", "districts", "reasons"] {
        for entry in lists[list].as_array().unwrap() {
            for language in ["hi", "en", "pa"] {
                assert!(entry.to_string().contains(&format!("\"{language}\":\"")), "{list}: {entry}");
            }
        }
    }
    assert_eq!(lists["districts"].as_array().unwrap().len(), 23);
    assert_eq!(answer.header("cache-control"), Some("public, max-age=86400"));
    let tag = answer.header("etag").unwrap();
    let again = office.send(&Request::get("/api/v1/reference").header("if-none-match", tag));
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn the_description_has_every_route_with_every_status() {
    let office = TestOffice::start();

    let description = office.get("/api/v1/openapi.json").json();

    let paths: BTreeSet<_> = description["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "/api/desk/v1/board",
        "/api/desk/v1/channels",
        "/api/desk/v1/channels/retry",
        "/api/desk/v1/complaints",
        "/api/desk/v1/complaints/{ticket}",
        "/api/desk/v1/complaints/{ticket}/actions",
        "/api/desk/v1/complaints/{ticket}/photos/{id}",
        "/api/desk/v1/inbox",
        "/api/desk/v1/inbox/import",
        "/api/desk/v1/inbox/{id}/actions",
        "/api/desk/v1/me",
        "/api/desk/v1/password",
        "/api/desk/v1/session",
        "/api/desk/v1/sessions",
        "/api/desk/v1/staff",
        "/api/kiosk/v1/complaints",
        "/api/kiosk/v1/enrol",
        "/api/kiosk/v1/health",
        "/api/kiosk/v1/me",
        "/api/kiosk/v1/sealed",
        "/api/kiosk/v1/slip",
        "/api/kiosk/v1/today",
        "/api/v1/complaints",
        "/api/v1/events",
        "/api/v1/events/{day}.csv",
        "/api/v1/openapi.json",
        "/api/v1/reference",
        "/api/v1/statistics",
        "/api/v1/statistics.csv",
        "/api/v1/statistics.svg",
        "/api/v1/tickets/{ticket}",
        "/api/v1/tickets/{ticket}/actions",
        "/api/v1/tickets/{ticket}/details",
        "/api/v1/tickets/{ticket}/export",
        "/api/v1/tickets/{ticket}/handoff",
        "/api/v1/tickets/{ticket}/handoff/claim",
        "/api/v1/tickets/{ticket}/photos",
        "/api/v1/tickets/{ticket}/photos/{id}",
        "/api/v1/tickets/{ticket}/unlock",
        "/healthz",
        "/readyz",
    ];
    assert_eq!(paths, expected.into_iter().collect());
    let filing = &description["paths"]["/api/v1/complaints"]["post"]["responses"];
    for status in ["201", "400", "405", "408", "409", "413", "415", "422", "500", "503"] {
        assert!(filing.get(status).is_some(), "{status}");
    }
    assert!(description["components"]["schemas"]["Problem"].is_object());
}

#[test]
fn a_server_that_lives_and_can_write_says_so() {
    let office = TestOffice::start();

    assert_eq!((office.get("/healthz").status, office.get("/readyz").status), (200, 200));
}

#[test]
fn every_address_below_the_desk_is_one_page_that_is_kept_and_found_nowhere() {
    let office = TestOffice::start();

    let pages = ["/desk", "/desk/", "/desk/c/21482736900", "/desk/nowhere/at/all"].map(|path| office.get(path));

    for page in pages {
        assert_eq!(page.status, 200);
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("x-robots-tag"), Some("noindex, nofollow"));
        assert!(page.text().contains("/desk/app-"), "{}", page.text());
    }
    assert_eq!(office.get("/desktop").status, 404);
    assert_eq!(office.send(&Request::post("/desk/queue", 1, &serde_json::json!({}))).status, 405);
}

#[test]
fn every_answer_forbids_what_no_page_needs() {
    let office = TestOffice::start();

    for path in ["/", "/desk/queue", "/api/v1/reference", "/api/v1/tickets/21482736900", "/nothing", "/healthz"] {
        let answer = office.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
        assert!(answer.header("permissions-policy").is_some(), "{path}");
        assert!(answer.header("strict-transport-security").is_some(), "citizens come by https: {path}");
        assert_eq!(answer.header("set-cookie"), None, "{path}");
    }
}

#[test]
fn the_texts_of_a_language_are_kept_for_ever_under_their_version() {
    let office = TestOffice::start();
    let address = Pack::Citizens.address(Language::Pa);

    let plain = office.get(&address);
    let packed = office.send(&Request::get(&address).header("accept-encoding", "gzip, br"));

    assert_eq!(plain.text(), Pack::Citizens.of(Language::Pa));
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert!(packed.body.len() < plain.body.len() / 2);
    assert_eq!(packed.header("cache-control"), Some("public, max-age=31536000, immutable"));
}
