//! A password of one's own.

use domain::staff::Role;
use serde_json::json;

use crate::{
    client::{Answer, Request},
    office::{ORIGIN, TestOffice},
};

const FIRST: &str = "आज राशन मिल गया";
const SECOND: &str = "a second password";

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

fn is_open(office: &TestOffice, cookie: &str) -> bool {
    office.send(&Request::get("/api/desk/v1/me").header("cookie", cookie)).status == 200
}

#[test]
fn a_password_that_will_not_do_is_named_and_counts_as_no_try() {
    let office = TestOffice::start();
    let issued = office.enrol("suman.devi", Role::Tracker);
    let one_time = &issued.one_time_password;
    let rows = [
        ("ninechars".to_owned(), "password.too_short"),
        ("x".repeat(201), "password.too_long"),
        ("Suman.Devi".to_owned(), "password.is_user"),
        (one_time.clone(), "password.same"),
        (String::new(), "password.too_short"),
    ];

    for _ in 0..2 {
        for (new, key) in &rows {
            let answer = office.choose("suman.devi", one_time, new, None);
            assert_eq!((answer.status, answer.problem().as_str()), (422, "body.invalid"), "{new}");
            assert_eq!(answer.fields(), [("/new".to_owned(), (*key).to_owned())], "{new}");
        }
    }
    assert_eq!(office.choose("suman.devi", one_time, FIRST, None).status, 204);
}

#[test]
fn a_one_time_password_is_for_one_time() {
    let office = TestOffice::start();
    let issued = office.enrol("suman", Role::Tracker);

    assert_eq!(office.choose("suman", &issued.one_time_password, FIRST, None).status, 204);

    let again = office.choose("suman", &issued.one_time_password, SECOND, None);
    assert_eq!((again.status, again.problem().as_str()), (401, "session.wrong"));
}

#[test]
fn another_password_ends_all_sessions_but_the_one_it_is_chosen_in() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);
    let other = office.tracker();
    let [here, elsewhere] = [0, 1].map(|_| cookie(&office.sign_in("suman", FIRST, None)));

    let body = json!({"user": "suman", "old": FIRST, "new": SECOND});
    let request =
        Request::json("POST", "/api/desk/v1/password", &body).header("cookie", &here).header("origin", ORIGIN);
    assert_eq!(office.send(&request).status, 204);

    assert!(is_open(&office, &here) && !is_open(&office, &elsewhere) && is_open(&office, &other.cookie));
    assert_eq!(office.sign_in("suman", FIRST, None).status, 401);
    assert_eq!(office.sign_in("suman", SECOND, None).status, 204);
}

#[test]
fn a_password_chosen_without_a_session_ends_them_all() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);
    let before = cookie(&office.sign_in("suman", FIRST, None));
    let stranger = office.tracker();

    let body = json!({"user": "suman", "old": FIRST, "new": SECOND});
    let request = Request::json("POST", "/api/desk/v1/password", &body);
    assert_eq!(office.send(&stranger.own(request)).status, 204);

    assert!(!is_open(&office, &before), "another's session spares none");
    assert!(is_open(&office, &stranger.cookie));
}

#[test]
fn a_second_factor_is_asked_for_when_the_password_is_changed() {
    let office = TestOffice::start();
    let factor = office.person("ravi", Role::Admin).unwrap();
    let code = factor.code_at(server::clock::Clock::now(&*office.clock));
    let wrong_code = if code == "123456" { "654321" } else { "123456" };

    assert_eq!(office.choose("ravi", FIRST, SECOND, None).problem(), "session.code_needed");
    assert_eq!(office.choose("ravi", FIRST, SECOND, Some(wrong_code)).problem(), "session.wrong");
    assert_eq!(office.choose("ravi", FIRST, SECOND, Some(&code)).status, 204);
    assert_eq!(office.sign_in("ravi", SECOND, Some(&code)).status, 204, "it was not used up");
}

#[test]
fn of_two_changes_at_once_one_is_made() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);
    let new = ["the password of one", "the password of two"];

    let statuses = std::thread::scope(|scope| {
        let changes = new.map(|new| scope.spawn(|| office.choose("suman", FIRST, new, None).status));
        changes.map(|change| change.join().unwrap())
    });

    assert!(statuses == [204, 401] || statuses == [401, 204], "{statuses:?}");
    let kept = if statuses[0] == 204 { new[0] } else { new[1] };
    assert_eq!(office.sign_in("suman", kept, None).status, 204);
}
