//! Every role on every route of the desk with every kind of complaint: what a
//! role may not see does not exist for it, and what it may not do changes
//! nothing. The routes are those of the API's own description; a new one fails
//! here until it is said who may use it.

use std::collections::BTreeSet;

use domain::{
    reference::{Category, Department, District},
    staff::Role,
};
use serde_json::{Value, json};

use crate::{
    client::{Answer, Request, key},
    life::{Kind, MOVES, action, kinds},
    office::{Filed, TestOffice, form},
    photo::jpeg,
    seat::Seat,
};

/// Complaints of one category come in so many lives.
const LIVES: usize = 18;

const COMPLAINTS: &str = "/api/desk/v1/complaints";

/// राशन, as it stands in an address.
const RATION: &str = "%E0%A4%B0%E0%A4%BE%E0%A4%B6%E0%A4%A8";

/// Who asks.
#[derive(Clone, Copy, Debug)]
struct Person {
    role: Role,
    departments: &'static [&'static str],
    district: Option<&'static str>,
}

const PEOPLE: [Person; 8] = [
    Person { role: Role::Tracker, departments: &[], district: None },
    Person { role: Role::Supervisor, departments: &[], district: None },
    Person { role: Role::Admin, departments: &[], district: None },
    Person { role: Role::Officer, departments: &["FOOD"], district: None },
    Person { role: Role::Officer, departments: &["PHED", "GAD"], district: None },
    Person { role: Role::Officer, departments: &["FOOD"], district: Some("bhiwani") },
    Person { role: Role::Officer, departments: &[], district: Some("bhiwani") },
    Person { role: Role::Officer, departments: &["GAD"], district: Some("sonipat") },
];

impl Person {
    /// API, "Roles", and PRODUCT's rule about what only seniors see.
    fn sees(self, kind: &Kind) -> bool {
        let is_senior_only = kind.category == "CORRUPTION";
        match self.role {
            Role::Admin => false,
            Role::Supervisor => true,
            Role::Tracker => !is_senior_only,
            Role::Officer => {
                let Some(department) = kind.department else { return false };
                let is_in_district = self.district.is_none_or(|district| district == kind.district);
                let is_in_department =
                    if self.departments.is_empty() { !is_senior_only } else { self.departments.contains(&department) };
                is_in_district && is_in_department
            }
        }
    }

    /// API, "Roles": an officer acts, the team and the supervisor do all.
    fn does(self, name: &str) -> bool {
        let officers = ["ask_details", "start", "interim_reply", "resolve", "send_back", "note", "reveal_contact"];
        match self.role {
            Role::Admin => false,
            Role::Officer => officers.contains(&name),
            Role::Tracker | Role::Supervisor => true,
        }
    }
}

/// Complaints of every kind, with people who ask for them.
struct Place {
    office: TestOffice,
    complaints: Vec<(Kind, Filed)>,
    /// What the photo of each is called.
    photos: Vec<String>,
}

impl Place {
    fn new() -> Self {
        let office = TestOffice::start();
        let all = [
            ("PDS_NOT_RECEIVED", "bhiwani", "FOOD"),
            ("PDS_NOT_RECEIVED", "sonipat", "PHED"),
            ("POLICE", "sonipat", "FOOD"),
            ("POLICE", "bhiwani", "GAD"),
            ("CORRUPTION", "bhiwani", "FOOD"),
            ("CORRUPTION", "sonipat", "GAD"),
        ];
        let (mut complaints, mut photos) = (Vec::new(), Vec::new());
        let picture = jpeg(8, 8);
        for (category, district, department) in all {
            for (kind, life) in kinds(category, district, department) {
                let number = complaints.len();
                let filed = office.begin_life(number as u32, kind, &mark(number));
                let added = office.add_photo(&filed, 1, &picture).json();
                photos.push(text(&added["photos"][0], "id"));
                office.live_on(&filed, (kind, life), department);
                complaints.push((kind, filed));
            }
        }
        office.runtime.block_on(office.office.store.finish_search()).unwrap();
        Self { office, complaints, photos }
    }

    fn seats(&self) -> Vec<(Person, Seat<'_>)> {
        let seat = |(number, person): (usize, &Person)| {
            let seat = self.office.seat(&format!("person-{number}"), person.role, person.departments, person.district);
            (*person, seat)
        };
        PEOPLE.iter().enumerate().map(seat).collect()
    }

    /// Nothing that this person may not see stands in the answer.
    fn assert_no_leak(&self, person: Person, asked: &str, answer: &Answer) {
        let body = answer.text();
        for (number, (kind, filed)) in self.complaints.iter().enumerate() {
            if !person.sees(kind) {
                assert!(!body.contains(&mark(number)), "{person:?} {asked}: the text of {kind:?}");
                assert!(!body.contains(&filed.ticket), "{person:?} {asked}: the number of {kind:?}");
            }
        }
    }
}

/// A word that stands in the text of one complaint only.
fn mark(number: usize) -> String {
    format!("chihn{number:03}q")
}

/// The desk's routes, as the API describes them.
fn routes(office: &TestOffice) -> Vec<(String, String)> {
    let description = office.get("/api/v1/openapi.json").json();
    let paths = description["paths"].as_object().unwrap().clone();
    let mut routes = Vec::new();
    for (path, methods) in paths.iter().filter(|(path, _)| path.starts_with("/api/desk/")) {
        routes.extend(methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
    }
    assert!(routes.len() >= 13, "{routes:?}");
    routes
}

/// How the desk tells a role that an address is not theirs.
fn of_no_one(answer: &Answer) -> (u16, String) {
    (answer.status, answer.problem())
}

#[test]
fn nobody_gets_anything_without_a_session() {
    let office = TestOffice::start();
    let filed = office.file(1);
    for (method, path) in routes(&office) {
        let opens = ["/api/desk/v1/session", "/api/desk/v1/password"];
        if method == "POST" && opens.contains(&path.as_str()) {
            continue;
        }
        let path = path.replace("{ticket}", &filed.ticket);

        let answer = office.send(&Request::json(&method, &path, &json!({})));

        assert_eq!(of_no_one(&answer), (401, "session.missing".to_owned()), "{method} {path}");
        assert!(!answer.text().contains("राशन"));
    }
}

#[test]
fn on_every_route_a_role_gets_what_it_may_see_and_no_more() {
    let place = Place::new();
    for (person, seat) in place.seats() {
        for (method, path) in routes(&place.office) {
            match (method.as_str(), path.as_str()) {
                ("GET", COMPLAINTS) => sees_its_part_of_every_list(&place, person, &seat),
                ("POST", COMPLAINTS) => files_or_not(&place, person, &seat),
                ("GET", "/api/desk/v1/complaints/{ticket}") => opens_what_it_sees(&place, person, &seat),
                ("POST", "/api/desk/v1/complaints/{ticket}/actions") => changes_nothing_unseen(&place, person, &seat),
                ("GET", "/api/desk/v1/complaints/{ticket}/photos/{id}") => looks_at_what_it_sees(&place, person, &seat),
                ("GET", "/api/desk/v1/board") => counts_what_it_sees(&place, person, &seat),
                // About people and not about complaints; each has tests of its own.
                (_, "/api/desk/v1/session" | "/api/desk/v1/sessions" | "/api/desk/v1/password") => {}
                ("GET", "/api/desk/v1/me") => {
                    place.assert_no_leak(person, &path, &seat.get(&path));
                }
                (_, "/api/desk/v1/staff") => {
                    is_there_or_not(&place, person, &seat, &method, &path, person.role == Role::Admin);
                }
                // A table is no JSON; to whom it is, it says so.
                ("POST", "/api/desk/v1/inbox/import") => {
                    let answer = seat.send(Request::json(&method, &path, &json!({})));
                    let expected = match person.role {
                        Role::Tracker | Role::Supervisor => (415, "table.not_csv"),
                        _ => (404, "page.unknown"),
                    };
                    assert_eq!(of_no_one(&answer), (expected.0, expected.1.to_owned()), "{person:?}");
                }
                ("POST", "/api/desk/v1/inbox/{id}/actions") => {
                    let answer = seat.send(Request::json(&method, &path.replace("{id}", "x-1"), &json!({})));
                    let expected = match person.role {
                        Role::Tracker | Role::Supervisor => (422, "body.invalid"),
                        _ => (404, "page.unknown"),
                    };
                    assert_eq!(of_no_one(&answer), (expected.0, expected.1.to_owned()), "{person:?}");
                }
                (_, "/api/desk/v1/inbox") => {
                    let is_theirs = matches!(person.role, Role::Tracker | Role::Supervisor);
                    is_there_or_not(&place, person, &seat, &method, &path, is_theirs);
                }
                (_, "/api/desk/v1/channels" | "/api/desk/v1/channels/retry") => {
                    is_there_or_not(&place, person, &seat, &method, &path, person.role != Role::Officer);
                }
                route => panic!("who may use {route:?}?"),
            }
        }
    }
}

/// For whom an address is not, it does not exist, whatever they send; for the
/// others a body without anything in it is told to be wrong.
fn is_there_or_not(place: &Place, person: Person, seat: &Seat<'_>, method: &str, path: &str, is_theirs: bool) {
    let answer = match method {
        "GET" => seat.get(path),
        _ => seat.send(Request::json(method, path, &json!({}))),
    };

    place.assert_no_leak(person, path, &answer);
    if !is_theirs {
        assert_eq!(of_no_one(&answer), (404, "page.unknown".to_owned()), "{person:?} {method} {path}");
    } else if method == "GET" {
        assert_eq!(answer.status, 200, "{person:?} {path}");
    } else {
        assert_eq!(of_no_one(&answer), (422, "body.invalid".to_owned()), "{person:?} {method} {path}");
    }
}

fn opens_what_it_sees(place: &Place, person: Person, seat: &Seat<'_>) {
    for (number, (kind, filed)) in place.complaints.iter().enumerate() {
        let answer = seat.get(&format!("{COMPLAINTS}/{}", filed.ticket));

        place.assert_no_leak(person, "complaint", &answer);
        if person.sees(kind) {
            assert_eq!(answer.status, 200, "{person:?} {kind:?}: {}", answer.text());
            assert!(answer.text().contains(&mark(number)));
        } else {
            assert_eq!(of_no_one(&answer), (404, "ticket.unknown".to_owned()), "{person:?} {kind:?}");
            let unknown = seat.get(&format!("{COMPLAINTS}/10000000008"));
            assert_eq!(answer.body, unknown.body, "as a number that was never given out");
        }
    }
}

/// Every complaint has a photo.
fn looks_at_what_it_sees(place: &Place, person: Person, seat: &Seat<'_>) {
    let unknown = seat.get(&format!("{COMPLAINTS}/10000000008/photos/{}", "0".repeat(32)));
    assert_eq!(of_no_one(&unknown), (404, "ticket.unknown".to_owned()), "{person:?}");
    for ((kind, filed), photo) in place.complaints.iter().zip(&place.photos) {
        let answer = seat.get(&format!("{COMPLAINTS}/{}/photos/{photo}", filed.ticket));

        if person.sees(kind) {
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, Some("image/jpeg")),
                "{person:?} {kind:?}"
            );
            // A photo of another complaint is none of this one's.
            let (_, other) = place.complaints.iter().find(|(_, other)| other.ticket != filed.ticket).unwrap();
            let answer = seat.get(&format!("{COMPLAINTS}/{}/photos/{photo}", other.ticket));
            assert_eq!(answer.status, 404, "{person:?} {kind:?}");
        } else {
            assert_eq!((answer.status, &answer.body), (404, &unknown.body), "{person:?} {kind:?}");
        }
    }
}

fn sees_its_part_of_every_list(place: &Place, person: Person, seat: &Seat<'_>) {
    let mut queries: Vec<String> = vec![String::new(), "status=open".into(), "overdue=true".into(), "mine=1".into()];
    queries.extend(MOVES[10].1.iter().map(|state| format!("status={state}")));
    queries.extend(Category::all().map(|category| format!("category={}", category.code())));
    queries.extend(District::all().map(|district| format!("district={}", district.code())));
    queries.extend(Department::all().map(|department| format!("department={}", department.code())));
    queries.push("department=unassigned".into());
    queries.extend((0..place.complaints.len()).map(|number| format!("q={}", mark(number))));
    queries.extend(place.complaints.iter().map(|(_, filed)| format!("q={}", filed.ticket)));
    queries.extend(["q=5678".into(), "q=राशन".into(), "order=oldest&limit=100".into()]);
    queries.extend(["place=Sirsa%20Ghoghra".into(), "place=Mohana".into()]);
    for query in queries {
        let first = format!("{COMPLAINTS}?{}", query.replace("राशन", RATION));
        let (mut listed, mut next) = (BTreeSet::new(), Some(first.clone()));
        while let Some(path) = next.take() {
            let answer = seat.get(&path);

            place.assert_no_leak(person, &query, &answer);
            if person.role == Role::Admin {
                assert_eq!(of_no_one(&answer), (404, "page.unknown".to_owned()), "{query}");
                continue;
            }
            assert_eq!(answer.status, 200, "{person:?} {query}: {}", answer.text());
            listed.extend(items(&answer).iter().map(|item| text(item, "ticket")));
            next = answer.json()["next"].as_str().map(|cursor| format!("{first}&cursor={cursor}"));
        }
        assert_eq!(listed, listed_by(place, person, &query), "{person:?} {query}");
    }
}

/// What a query finds among what a person sees; all were filed today.
fn listed_by(place: &Place, person: Person, query: &str) -> BTreeSet<String> {
    let (name, value) = query.split_once('=').unwrap_or_default();
    let closed = ["resolved", "closed", "not_tenable", "duplicate", "withdrawn"];
    let finds = |(number, (kind, filed)): (usize, &(Kind, Filed))| match (name, value) {
        ("status", "open") => !closed.contains(&kind.state),
        ("status", state) => kind.state == state,
        ("category", code) => kind.category == code,
        ("district", code) => kind.district == code,
        ("department", "unassigned") => kind.department.is_none(),
        ("department", code) => kind.department == Some(code),
        ("overdue" | "mine", _) => false,
        ("place", place) => place == "Sirsa%20Ghoghra",
        ("q", "5678" | "राशन") => true,
        ("q", typed) => typed == mark(number) || typed == filed.ticket,
        _ => true,
    };
    let of_all = place.complaints.iter().enumerate().filter(|(_, (kind, _))| person.sees(kind));
    of_all.filter(|one| finds(*one)).map(|(_, (_, filed))| filed.ticket.clone()).collect()
}

fn counts_what_it_sees(place: &Place, person: Person, seat: &Seat<'_>) {
    let answer = seat.get("/api/desk/v1/board");

    place.assert_no_leak(person, "board", &answer);
    if person.role == Role::Admin {
        assert_eq!(of_no_one(&answer), (404, "page.unknown".to_owned()));
        return;
    }
    let board = answer.json();
    let open = listed_by(place, person, "status=open").len() as u64;
    for by in ["departments", "districts"] {
        let counted: u64 = board[by].as_array().unwrap().iter().map(|row| row["open"].as_u64().unwrap()).sum();
        assert_eq!(counted, open, "{person:?} {by}");
    }
    let in_clusters: u64 = board["clusters"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert!(in_clusters <= open);
}

fn changes_nothing_unseen(place: &Place, person: Person, seat: &Seat<'_>) {
    let (_, other) = &place.complaints[0];
    for (kind, filed) in place.complaints.iter().filter(|(kind, _)| !person.sees(kind)) {
        let before = place.office.events(filed);
        for (name, _) in MOVES {
            for request in [if_match(filed, before as u64, &action(name, other)), plain(filed, &json!({}))] {
                let answer = seat.send(request);

                assert_eq!(of_no_one(&answer), (404, "ticket.unknown".to_owned()), "{person:?} {name} {kind:?}");
            }
        }
        assert_eq!(place.office.events(filed), before);
    }
}

fn files_or_not(place: &Place, person: Person, seat: &Seat<'_>) {
    let mut paper = form();
    paper["channel"] = json!("paper");
    let stored = place.office.stored();
    let request = |body: &Value| {
        Request::json("POST", COMPLAINTS, body).header("idempotency-key", &key(9_000_000 + stored as u32))
    };

    let refused = seat.send(request(&json!({})));
    let may = matches!(person.role, Role::Tracker | Role::Supervisor);
    let expected = match person.role {
        Role::Admin => (404, "page.unknown"),
        Role::Officer => (403, "action.not_yours"),
        _ => (422, "body.invalid"),
    };
    assert_eq!(of_no_one(&refused), (expected.0, expected.1.to_owned()), "{person:?}");
    if !may {
        assert_eq!(seat.send(request(&paper)).status, expected.0);
    }
    assert_eq!(place.office.stored(), stored);
}

#[test]
fn every_action_in_every_state_is_done_by_whoever_may_and_else_changes_nothing() {
    let place = Place::new();
    let office = &place.office;
    let figures = office.get("/api/v1/statistics?by=reason").json();
    let (_, other) = &place.complaints[0];
    let mut possible = Vec::new();
    for (person, seat) in place.seats() {
        // Those of one category: what is seen of the others was proven above.
        for (life, (kind, filed)) in place.complaints.iter().enumerate().take(LIVES) {
            for (name, from) in MOVES.into_iter().filter(|_| person.sees(kind)) {
                if person.does(name) && from.contains(&kind.state) {
                    possible.push((seat.clone(), life, name));
                    continue;
                }
                let before = office.events(filed);

                let answer = seat.send(if_match(filed, before as u64, &action(name, other)));

                let expected = if person.does(name) { 409 } else { 403 };
                assert_eq!(answer.status, expected, "{person:?} {name} {kind:?}: {}", answer.text());
                assert_eq!(office.events(filed), before, "{person:?} {name} {kind:?}");
            }
        }
    }
    let after = office.get("/api/v1/statistics?by=reason").json();
    assert_eq!(without_moment(after), without_moment(figures));

    for (number, (seat, life, name)) in possible.into_iter().enumerate() {
        let (kind, _) = place.complaints[life];
        let filed = office.live(100_000 + number as u32, (kind, life), "FOOD", "nothing");
        let version = office.events(&filed) as u64;

        let answer = seat.send(if_match(&filed, version, &action(name, other)));

        assert_eq!(answer.status, 200, "{name} {kind:?}: {}", answer.text());
        assert_eq!(answer.json()["version"], version + 1);
        assert_eq!(answer.header("etag"), Some(format!("\"{}\"", version + 1).as_str()));
        assert_eq!(office.events(&filed) as u64, version + 1);
    }
}

fn without_moment(mut figures: Value) -> Value {
    figures["as_of"] = Value::Null;
    figures
}

fn plain(filed: &Filed, body: &Value) -> Request {
    Request::json("POST", &format!("{COMPLAINTS}/{}/actions", filed.ticket), body)
}

fn if_match(filed: &Filed, version: u64, body: &Value) -> Request {
    plain(filed, body).header("if-match", &format!("\"{version}\""))
}

fn items(answer: &Answer) -> Vec<Value> {
    answer.json()["items"].as_array().unwrap().clone()
}

fn text(item: &Value, name: &str) -> String {
    item[name].as_str().unwrap().to_owned()
}
