//! Accounts, for the admin and nobody else.

use domain::staff::{Role, Staff};
use serde_json::{Value, json};
use server::{
    accounts::{self, Issuer},
    clock::Clock as _,
    store::sqlite::SqliteStaff,
};

use crate::{client::Answer, desk_sign_in::factor, office::TestOffice, seat::Seat};

const STAFF: &str = "/api/desk/v1/staff";
const ME: &str = "/api/desk/v1/me";
const MINE: &str = "a password of my own";

fn told(answer: &Answer) -> (u16, String) {
    (answer.status, answer.problem())
}

fn officer(user: &str, departments: &[&str], district: Option<&str>) -> Value {
    json!({"user": user, "role": "officer", "departments": departments, "district": district})
}

/// The account of a name, as the admin sees it.
fn account(admin: &Seat<'_>, user: &str) -> Value {
    let accounts = admin.get(STAFF).json();
    accounts.as_array().unwrap().iter().find(|account| account["user"] == user).unwrap().clone()
}

#[test]
fn accounts_exist_for_the_admin_only() {
    let office = TestOffice::start();
    let seats = [office.tracker(), office.officer("FOOD"), office.supervisor()];
    let new = json!({"user": "mine", "role": "admin"});

    for seat in &seats {
        let answers = [
            seat.get(STAFF),
            seat.post(STAFF, &new),
            seat.post(STAFF, &json!("no account at all")),
            seat.patch(STAFF, &json!({"user": "tracker", "disabled": true})),
        ];
        for answer in answers {
            assert_eq!(told(&answer), (404, "page.unknown".to_owned()));
        }
    }
    let admin = office.admin();
    let users: Vec<_> = admin.get(STAFF).json().as_array().unwrap().iter().map(|one| one["user"].clone()).collect();
    assert_eq!(users, ["admin", "officer.food", "supervisor", "tracker"]);
    assert_eq!(account(&admin, "tracker")["disabled"], false);
}

#[test]
fn a_new_account_is_handed_over_once_and_opens_after_a_password_is_chosen() {
    let office = TestOffice::start();
    let admin = office.admin();

    let answer = admin.post(STAFF, &officer("suman", &["FOOD", "WCD", "FOOD"], Some("bhiwani")));

    assert_eq!((answer.status, answer.header("cache-control")), (201, Some("no-store")));
    let issued = answer.json();
    assert_eq!((&issued["user"], &issued["totp_secret"]), (&json!("suman"), &Value::Null));
    let one_time = issued["one_time_password"].as_str().unwrap();
    assert_eq!(office.choose("suman", one_time, MINE, None).status, 204);
    assert_eq!(office.sign_in("suman", MINE, None).status, 204);
    let shown = account(&admin, "suman");
    let expected = json!({
        "user": "suman", "role": "officer", "departments": ["FOOD", "WCD"], "district": "bhiwani",
        "second_factor": false, "one_time_until": null, "disabled": false, "locked_until": null
    });
    assert_eq!(shown, expected, "and nothing that opens it");
}

#[test]
fn a_new_supervisor_signs_in_with_a_code() {
    let office = TestOffice::start();
    let admin = office.admin();

    let issued = admin.post(STAFF, &json!({"user": "ravi", "role": "supervisor"})).json();

    let one_time = issued["one_time_password"].as_str().unwrap();
    let code = factor(issued["totp_secret"].as_str().unwrap()).code_at(office.clock.now());
    assert_eq!(told(&office.choose("ravi", one_time, MINE, None)), (401, "session.code_needed".to_owned()));
    assert_eq!(office.choose("ravi", one_time, MINE, Some(&code)).status, 204);
    assert_eq!(office.sign_in("ravi", MINE, Some(&code)).status, 204);
}

#[test]
fn a_second_factor_is_there_for_whoever_wants_one() {
    let office = TestOffice::start();
    let admin = office.admin();

    let issued = admin.post(STAFF, &json!({"user": "suman", "role": "tracker", "second_factor": true})).json();

    assert_eq!(issued["totp_secret"].as_str().map(str::len), Some(32));
    assert_eq!(account(&admin, "suman")["second_factor"], true);
}

#[test]
fn a_wrong_account_is_not_made_and_every_field_is_named() {
    let office = TestOffice::start();
    let admin = office.admin();
    let rows = [
        (json!({"user": "Suman", "role": "tracker"}), "/user", "user.invalid"),
        (json!({"user": "", "role": "tracker"}), "/user", "user.invalid"),
        (json!({"user": "a".repeat(41), "role": "tracker"}), "/user", "user.invalid"),
        (json!({"user": "suman", "role": "king"}), "/role", "role.unknown"),
        (officer("suman", &[], None), "/departments", "departments.missing"),
        (officer("suman", &["FOOD", "NONE"], None), "/departments/1", "department.unknown"),
        (officer("suman", &[], Some("mumbai")), "/district", "district.unknown"),
        (
            json!({"user": "suman", "role": "tracker", "departments": ["FOOD"]}),
            "/departments",
            "departments.not_wanted",
        ),
        (json!({"user": "suman", "role": "tracker", "password": "x"}), "/password", "field.unknown"),
        (json!({"role": "tracker"}), "/user", "field.missing"),
    ];

    for (body, pointer, key) in rows {
        let answer = admin.post(STAFF, &body);
        assert_eq!(told(&answer), (422, "body.invalid".to_owned()), "{body}");
        assert_eq!(answer.fields(), [(pointer.to_owned(), key.to_owned())], "{body}");
    }
    let several = admin.post(STAFF, &json!({"user": "suman", "role": "king", "district": "mumbai"}));
    assert_eq!(several.fields().len(), 2);
    assert_eq!(admin.get(STAFF).json().as_array().unwrap().len(), 1);
}

#[test]
fn a_name_is_given_once() {
    let office = TestOffice::start();
    let admin = office.admin();
    let suman = json!({"user": "suman", "role": "tracker"});

    assert_eq!(admin.post(STAFF, &suman).status, 201);

    assert_eq!(told(&admin.post(STAFF, &suman)), (409, "staff.name_taken".to_owned()));
    let disabled = json!({"user": "suman", "disabled": true});
    assert_eq!(admin.patch(STAFF, &disabled).status, 200);
    assert_eq!(admin.post(STAFF, &suman).status, 409, "names stand in histories");
}

#[test]
fn a_disabled_account_is_out_until_it_is_enabled() {
    let office = TestOffice::start();
    let (admin, seat) = (office.admin(), office.tracker());
    let change = |disabled: bool| admin.patch(STAFF, &json!({"user": "tracker", "disabled": disabled}));

    let answer = change(true);

    assert_eq!((answer.status, &answer.json()["disabled"]), (200, &json!(true)));
    assert_eq!(seat.get(ME).status, 401);
    assert_eq!(change(false).json()["disabled"], false);
    assert_eq!(office.another_seat("tracker").get(ME).status, 200);
}

#[test]
fn an_officer_who_moves_sees_the_new_place_at_once() {
    let office = TestOffice::start();
    let (admin, seat) = (office.admin(), office.officer("FOOD"));
    let move_to = |body: Value| admin.patch(STAFF, &body);

    let answer = move_to(json!({"user": "officer.food", "departments": ["PHED"], "district": "sonipat"}));
    assert_eq!(answer.status, 200);
    let me = seat.get(ME).json();
    assert_eq!((&me["departments"], &me["district"]), (&json!(["PHED"]), &json!("sonipat")));

    let only_district = move_to(json!({"user": "officer.food", "departments": []}));
    assert_eq!((&only_district.json()["departments"], only_district.status), (&json!([]), 200));
    let nowhere = move_to(json!({"user": "officer.food", "district": ""}));
    assert_eq!(nowhere.fields(), [("/departments".to_owned(), "departments.missing".to_owned())]);
    assert_eq!(seat.get(ME).json()["district"], "sonipat", "nothing was changed");
    office.tracker();
    let place = move_to(json!({"user": "tracker", "district": "sonipat"}));
    assert_eq!(place.fields(), [("/departments".to_owned(), "departments.not_wanted".to_owned())]);
}

#[test]
fn new_access_replaces_password_factor_lock_and_sessions() {
    let office = TestOffice::start();
    let admin = office.admin();
    let old = office.person("ravi", Role::Supervisor).unwrap();
    let mine = "आज राशन मिल गया";
    let signed_in = office.sign_in("ravi", mine, Some(&old.code_at(office.clock.now())));
    let cookie = signed_in.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    for _ in 0..5 {
        office.sign_in("ravi", "not the password", None);
    }
    assert!(account(&admin, "ravi")["locked_until"].is_string());

    let issued = admin.patch(STAFF, &json!({"user": "ravi", "reset": true})).json();

    let session = crate::client::Request::get(ME).header("cookie", &cookie);
    assert_eq!(office.send(&session).status, 401);
    let shown = account(&admin, "ravi");
    assert_eq!((&shown["locked_until"], &shown["one_time_until"]), (&Value::Null, &json!("2026-12-01T10:00:00Z")));
    let new = factor(issued["totp_secret"].as_str().unwrap());
    assert_ne!(new.base32(), old.base32());
    let one_time = issued["one_time_password"].as_str().unwrap();
    let now = office.clock.now();
    assert_eq!(office.sign_in("ravi", mine, None).problem(), "session.wrong", "the old password");
    assert_eq!(office.choose("ravi", one_time, MINE, Some(&old.code_at(now))).status, 401, "the old factor");
    assert_eq!(office.choose("ravi", one_time, MINE, Some(&new.code_at(now))).status, 204);
}

#[test]
fn an_admin_locks_out_neither_themselves_nor_the_last_of_them() {
    let office = TestOffice::start();
    let admin = office.admin();
    let other = office.seat("other", Role::Admin, &[], None);

    for change in [json!({"user": "admin", "disabled": true}), json!({"user": "admin", "reset": true})] {
        assert_eq!(told(&admin.patch(STAFF, &change)), (409, "staff.own_account".to_owned()), "{change}");
    }
    assert_eq!(other.patch(STAFF, &json!({"user": "admin", "disabled": true})).status, 200);
    assert_eq!(admin.get(STAFF).status, 401, "another may");
    assert_eq!(
        told(&other.patch(STAFF, &json!({"user": "nobody", "disabled": true}))),
        (404, "staff.unknown".to_owned())
    );
    assert_eq!(other.get(ME).status, 200);
}

#[test]
fn what_the_command_line_does_is_seen_by_the_running_server_at_once() {
    let office = TestOffice::start();
    let seat = office.tracker();
    let beside = SqliteStaff::open(&office.database()).unwrap();
    let running = &office.office;
    let issuer = Issuer { passwords: &running.passwords, secret: &running.secret, chance: &*running.chance };
    let staff = Staff::new("suman", Role::Tracker, Vec::new(), None).unwrap();

    let issued = office.runtime.block_on(accounts::enrol(&beside, &issuer, staff, false, office.clock.now())).unwrap();
    let disabled = server::store::StaffChange { disabled: Some(true), ..Default::default() };
    office.runtime.block_on(accounts::change(&beside, "tracker", disabled)).unwrap();

    assert_eq!(office.choose("suman", &issued.one_time_password, MINE, None).status, 204);
    assert_eq!(seat.get(ME).status, 401);
    office.file(1);
}
