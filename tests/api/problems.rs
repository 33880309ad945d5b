//! The router's own refusals, and the language of all.

use crate::{client::Request, office::TestOffice};

#[test]
fn an_unknown_address_is_a_problem_for_programs_and_a_page_for_people() {
    let office = TestOffice::start();

    for path in ["/api/v1/nothing", "/api/v1", "/nothing", "/api/v1/complaints/", "/texts/xx-1.txt", "/index.html"] {
        let answer = office.get(path);
        assert_eq!((answer.status, answer.problem().as_str()), (404, "page.unknown"), "{path}");
    }
    let for_people = office.send(&Request::get("/nothing").header("accept", "text/html,*/*"));
    assert!(for_people.header("content-type").unwrap().starts_with("text/html"));
    let for_programs = office.send(&Request::get("/api/nothing").header("accept", "text/html,*/*"));
    assert_eq!(for_programs.problem(), "page.unknown");
}

#[test]
fn a_wrong_method_is_told_which_there_are() {
    let office = TestOffice::start();
    let rows = [
        ("GET", "/api/v1/complaints", "POST"),
        ("DELETE", "/api/v1/complaints", "POST"),
        ("POST", "/api/v1/tickets/21482736900", "GET,HEAD"),
        ("PUT", "/api/v1/tickets/21482736900/unlock", "POST"),
        ("POST", "/api/v1/tickets/21482736900/details", "GET,HEAD"),
        ("GET", "/api/v1/tickets/21482736900/actions", "POST"),
        ("GET", "/api/v1/tickets/21482736900/photos", "POST"),
        ("DELETE", "/api/v1/tickets/21482736900/photos/1", "GET,HEAD"),
        ("PATCH", "/api/v1/reference", "GET,HEAD"),
        ("POST", "/api/v1/statistics", "GET,HEAD"),
        ("POST", "/healthz", "GET,HEAD"),
    ];

    for (method, path, allowed) in rows {
        let answer = office.send(&Request::new(method, path));
        assert_eq!((answer.status, answer.problem().as_str()), (405, "method.wrong"), "{method} {path}");
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
    }
}

#[test]
fn a_problem_speaks_the_language_of_the_request_and_hindi_otherwise() {
    let office = TestOffice::start();
    let title = |language: &str| {
        let request = Request::get("/api/v1/tickets/21482736901").header("accept-language", language);
        let answer = office.send(&request);
        (answer.header("content-language").unwrap().to_owned(), answer.json()["title"].as_str().unwrap().to_owned())
    };

    assert_eq!(
        title("en-IN"),
        ("en".to_owned(), "One digit is wrong. Compare it with your receipt and write it again.".to_owned())
    );
    assert_eq!(title("pa").0, "pa");
    assert_eq!(title("fr").0, "hi");
    assert_eq!(title("fr"), title("hi"));
}

#[test]
fn no_problem_tells_what_the_server_is_made_of() {
    let office = TestOffice::start();
    let requests = [
        Request::post("/api/v1/complaints", 1, &serde_json::json!({"text": 1})),
        Request::get("/api/v1/tickets/%FF"),
        Request::get("/api/v1/statistics?from=x"),
        Request::get("/nothing"),
    ];

    for request in requests {
        let text = office.send(&request).text();
        for word in ["serde", "axum", "sqlite", "invalid type", "expected", "line 1", "src/", ".rs"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}
