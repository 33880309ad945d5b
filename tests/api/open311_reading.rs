//! Tools of other cities read: what the portal tells of a number, in both formats.

use serde_json::json;

use crate::{
    client::Request,
    neighbour::{BASE, elements, error, office},
    office::{form, form_with, forward, not_tenable, resolve},
};

#[test]
fn a_request_is_read_by_its_number_in_both_formats() {
    let office = office();
    let id = office.report(&[]);

    let xml = office.read(&format!("requests/{id}.xml"));
    let json = office.read(&format!("requests/{id}.json")).json();

    assert_eq!(elements(&xml, "service_request_id"), [id.as_str()]);
    let request = &json[0];
    assert_eq!((&request["status"], &request["service_code"]), (&json!("open"), &json!("PDS_NOT_RECEIVED")));
    assert_eq!(request["requested_datetime"], "2026-11-24T10:00:00Z");
    assert_eq!(request["expected_datetime"], "2026-12-01T10:00:00Z");
    assert_eq!((&request["address_id"], &request["address"]), (&json!("LGD:59"), &json!("भिवानी")));
    for name in ["status_notes", "service_name", "updated_datetime"] {
        assert_eq!(elements(&xml, name), [request[name].as_str().unwrap()], "{name}");
    }
    assert_eq!(office.read(&format!("requests.xml?service_request_id={id},21482736900")).status, 200);
}

#[test]
fn the_status_says_who_has_it_and_how_it_ended() {
    let office = office();
    let filed = office.file(1);
    let read = || {
        let path = format!("{BASE}/requests/{}.json", filed.ticket);
        office.send(&Request::get(&path).header("accept-language", "en")).json()[0].clone()
    };
    office.desk(&filed, &forward("FOOD"));
    let forwarded = read();
    office.desk(&filed, &resolve());
    let resolved = read();
    let other = office.file(2);
    office.desk(&other, &not_tenable());
    let closed = office.read(&format!("requests/{}.json", other.ticket)).json()[0].clone();

    assert_eq!((&forwarded["status"], &forwarded["status_notes"]), (&json!("open"), &json!("Sent to the department")));
    assert_eq!(forwarded["agency_responsible"], "Food, Civil Supplies and Consumer Affairs");
    assert_eq!(resolved["status"], "closed");
    assert_eq!(closed["status"], "closed");
    assert!(closed["status_notes"].as_str().unwrap().contains("न्यायालय"), "{closed}");
}

#[test]
fn lists_are_of_a_time_a_service_or_a_status() {
    let office = office();
    let first = office.file(1).ticket;
    office.pass_days(2);
    let solved = office.file_as(2, &form_with("category", json!("WATER")));
    office.desk(&solved, &forward("PHED"));
    office.desk(&solved, &resolve());
    let (old, new) = (&*first, &*solved.ticket);
    let ids = |query: &str| -> Vec<String> {
        let answer = office.read(&format!("requests.json?{query}"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let rows = answer.json();
        let id = |row: &serde_json::Value| row["service_request_id"].as_str().unwrap().to_owned();
        rows.as_array().unwrap().iter().map(id).collect()
    };

    assert_eq!(ids(""), [new, old], "newest first");
    assert_eq!(ids("status=open"), [old]);
    assert_eq!(ids("status=closed"), [new]);
    assert_eq!(ids("status=open,closed").len(), 2);
    assert_eq!(ids("service_code=WATER"), [new]);
    assert_eq!(ids("service_code=WATER,PDS_NOT_RECEIVED,POLICE").len(), 2);
    assert_eq!(ids("start_date=2026-11-25T00:00:00Z"), [new]);
    assert_eq!(ids("end_date=2026-11-24T15:30:00%2B05:30"), [old]);
    assert_eq!(ids("start_date=2026-11-24&end_date=2026-11-24"), [old]);
    assert_eq!(ids("start_date=2026-11-27T00:00:00Z"), Vec::<String>::new());
    office.pass_days(90);
    assert_eq!(ids(""), [new], "ninety days, no more");
}

#[test]
fn a_list_has_at_most_a_thousand_rows() {
    let office = office();
    for number in 1..=1_001 {
        office.file(number);
    }

    let listed = office.read("requests.json");

    assert_eq!(listed.json().as_array().unwrap().len(), 1_000);
    assert_eq!(listed.header("cache-control"), Some("public, max-age=60"));
}

#[test]
fn sensitive_complaints_are_in_no_list_and_tell_by_their_number_what_the_portal_tells() {
    let office = office();
    let police = office.file_as(1, &form_with("category", json!("POLICE")));
    let bribe = office.file_as(2, &form_with("category", json!("CORRUPTION")));
    office.desk(&police, &forward("POL"));
    let lists = [
        "requests.json",
        "requests.json?service_code=POLICE",
        "requests.json?status=open",
        "servicerequestupdates.json",
    ];

    for list in lists {
        assert_eq!(office.read(list).json(), json!([]), "{list}");
    }
    for id in [police.ticket, bribe.ticket] {
        let request = office.read(&format!("requests/{id}.json")).json()[0].clone();
        let told: Vec<_> = request.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            told,
            [
                "expected_datetime",
                "requested_datetime",
                "service_code",
                "service_name",
                "service_request_id",
                "status",
                "status_notes",
                "updated_datetime"
            ]
        );
        assert_eq!(request["service_code"], "withheld");
        for hidden in ["POLICE", "CORRUPTION", "POL", "भिवानी", "bhiwani", "LGD"] {
            assert!(!request.to_string().contains(hidden), "{request}");
        }
    }
}

#[test]
fn no_word_and_no_person_is_in_any_answer() {
    let office = office();
    let id = office.report(&[("last_name", "Devi"), ("email", "suman@example.in")]);
    office.file_as(1, &form());

    for path in [
        "requests.xml",
        "requests.json",
        "servicerequestupdates.xml",
        "servicerequestupdates.json",
        &format!("requests/{id}.xml"),
    ] {
        let text = office.read(path).text();
        assert!(text.contains(&id), "{text}");
        for personal in ["Suman", "Devi", "9812345678", "suman@", "महीने", "Ghoghra"] {
            assert!(!text.contains(personal), "{path}: {personal}");
        }
    }
}

#[test]
fn what_does_not_exist_is_404_and_what_cannot_be_done_405() {
    let office = office();
    let rows =
        ["", "/", "/services", "/services.html", "/tokens/1.xml", "/requests/21482736900.xml", "/requests/x.xml"];

    for path in rows {
        assert_eq!(error(&office.get(&format!("{BASE}{path}"))).0, 404, "{path}");
    }
    assert_eq!(error(&office.read("requests/21482736900.json")).0, 404);
    assert_eq!(error(&office.read("requests/21482736901.json")).0, 404, "a mistyped one as well");
    assert_eq!(error(&office.read("requests.json?service_request_id=21482736900")).0, 404);
    for (method, path, allowed) in [
        ("POST", "services.xml", "GET,HEAD"),
        ("DELETE", "requests.xml", "GET,HEAD,POST"),
        ("PUT", "discovery.json", "GET,HEAD"),
    ] {
        let answer = office.send(&Request::new(method, &format!("{BASE}/{path}")));
        assert_eq!(error(&answer).0, 405);
        assert_eq!(answer.header("allow"), Some(allowed), "{path}");
    }
}
