//! What tools may send wrong, by mistake or not: each is told in Open311's own form,
//! and nothing is stored.

use server::limits::{Limits, TrustedProxies};

use crate::{
    client::Request,
    neighbour::{BASE, KEY, REPORT, elements, error, office, open_office, post, report_with},
    office::TestOffice,
};

#[test]
fn what_is_missing_or_wrong_is_named_with_400_and_an_unknown_service_with_404() {
    let office = open_office();
    let long = "x".repeat(4_001);
    let place = "x".repeat(121);
    let name = "x".repeat(81);
    let rows: [(&str, &str, u16, &str); 19] = [
        ("service_code", "", 400, "service_code"),
        ("service_code", "PIZZA", 404, "service_code"),
        ("description", "", 400, "description"),
        ("description", "short", 400, "description"),
        ("description", &long, 400, "description"),
        ("description", "ten letters\u{0}", 400, "description"),
        ("address_id", "", 400, "address_id"),
        ("address_id", "LGD:0", 400, "address_id"),
        ("address_id", "LGD:99999999999999999999", 400, "address_id"),
        ("address_string", &place, 400, "address_string"),
        ("first_name", &name, 400, "first_name"),
        ("first_name", "a\u{8}b", 400, "first_name"),
        ("phone", "12345", 400, "phone"),
        ("email", "nobody", 400, "email"),
        ("email", "a@b.in\r\nbcc: c@d.in", 400, "email"),
        ("lat", "north", 400, "lat"),
        ("long", "999", 400, "long"),
        ("media_url", "javascript:alert(1)", 400, "media_url"),
        ("attribute[language]", "fr", 400, "attribute[language]"),
    ];

    for (name, value, code, named) in rows {
        for format in ["xml", "json"] {
            let answer = office.send(&post(&format!("requests.{format}"), &report_with(&[(name, value)])));
            let (told, words) = error(&answer);
            assert_eq!(told, code, "{name}={value:.20}: {words}");
            assert!(words.contains(named), "{name}={value:.20}: {words}");
        }
    }
    assert_eq!(office.stored(), 0);
}

#[test]
fn every_wrong_word_is_told_at_once() {
    let office = open_office();

    let answer = office.send(&post("requests.xml", &report_with(&[("description", "short"), ("phone", "1")])));

    assert_eq!(elements(&answer, "code"), ["400", "400"]);
    let words = elements(&answer, "description");
    assert!(words[0].starts_with("description: ") && words[1].starts_with("phone: "), "{words:?}");
}

#[test]
fn a_parameter_that_is_given_twice_is_refused() {
    let office = open_office();
    let twice = [&REPORT[..], &[("description", "और कुछ भी लिखा है")]].concat();

    let (code, words) = error(&office.send(&post("requests.xml", &twice)));

    assert_eq!((code, words.as_str()), (400, "description was given twice"));
    assert_eq!(error(&office.read("requests.xml?status=open&status=closed")).0, 400);
    assert_eq!(office.stored(), 0);
}

#[test]
fn markup_stays_words() {
    let office = office();
    let hostile = "</description></request><script>alert(1)</script><!ENTITY x SYSTEM \"file:///etc/passwd\">&x; ]]>";

    let id = office.report(&[("description", hostile), ("first_name", "<b>Suman</b>"), ("address_string", "<i>")]);

    let seen = office.supervisor().get(&format!("/api/desk/v1/complaints/{id}")).json();
    assert_eq!(seen["text"], hostile);
    let wrong = post("requests.xml", &report_with(&[("<x>&\"", "1"), ("service_code", "<x/>"), ("api_key", KEY)]));
    assert_eq!(error(&office.send(&wrong)).0, 404);
    assert_eq!(elements(&office.read("requests.xml"), "service_request_id"), [id]);
}

#[test]
fn dates_that_are_none_and_spans_that_are_too_long_are_refused() {
    let office = office();
    let rows = [
        "start_date=yesterday",
        "start_date=2026-11-24T10:00:00",
        "end_date=2026-02-30T00:00:00Z",
        "start_date=2026-11-24T10:00:00Z&end_date=2026-11-23T10:00:00Z",
        "start_date=2026-01-01&end_date=2026-11-24",
        "start_date=%00",
        "status=solved",
    ];

    for query in rows {
        for list in ["requests", "servicerequestupdates"] {
            if list == "servicerequestupdates" && query.starts_with("status") {
                continue;
            }
            assert_eq!(error(&office.read(&format!("{list}.xml?{query}"))).0, 400, "{list} {query}");
        }
    }
    assert_eq!(error(&office.read("requests.json?service_code=PIZZA")).0, 404);
    let many = vec!["21482736900"; 101].join(",");
    assert_eq!(error(&office.read(&format!("requests.json?service_request_id={many}"))).0, 400);
}

#[test]
fn a_body_that_is_no_form_too_large_or_no_text_is_refused() {
    let office = open_office();
    let bare = Request::new("POST", &format!("{BASE}/requests.xml"));
    let form = bare.clone().header("content-type", "application/x-www-form-urlencoded");

    assert_eq!(error(&office.send(&bare.clone().header("content-type", "application/json").body(b"{}"))).0, 415);
    assert_eq!(error(&office.send(&bare)).0, 415);
    assert_eq!(error(&office.send(&form.clone().body(&vec![b'a'; 70_000]))).0, 413);
    assert_eq!(error(&office.send(&form.clone().body(b"description=%ff%fe"))).0, 400);
    assert_eq!(error(&office.send(&form.body(b""))).0, 400);
    assert_eq!(office.stored(), 0);
}

#[test]
fn one_address_files_and_guesses_only_so_often() {
    let office = TestOffice::start_within(Limits::new(TrustedProxies::default()));
    let from = |address: &str, request: Request| office.send(&request.header("x-forwarded-for", address));

    let filed: Vec<_> = (0..60).map(|_| from("203.0.113.1", post("requests.xml", &REPORT)).status).collect();
    let refused = from("203.0.113.1", post("requests.xml", &REPORT));

    assert!(filed.iter().all(|status| *status == 201));
    assert_eq!(error(&refused).0, 429);
    assert_eq!(refused.header("retry-after"), Some("10"));
    assert_eq!(from("203.0.113.2", post("requests.xml", &REPORT)).status, 201);

    let look = |id: &str| from("203.0.113.3", Request::get(&format!("{BASE}/requests/{id}.json"))).status;
    assert!((0..60).all(|_| look("21482736900") == 404));
    assert_eq!(look("21482736900"), 429);
}

#[test]
fn whoever_guesses_keys_is_stopped() {
    let office = TestOffice::start_within(Limits::new(TrustedProxies::default()));
    let update = || {
        let fields = [("api_key", "guess"), ("service_request_id", "21482736900"), ("status", "FIXED")];
        let request = post("servicerequestupdates.xml", &fields).header("x-forwarded-for", "203.0.113.1");
        office.send(&request).status
    };

    assert!((0..60).all(|_| update() == 403));
    assert_eq!(update(), 429);
}
