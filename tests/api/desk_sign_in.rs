//! Name, password and code.

use domain::{
    staff::{Role, Staff},
    time::{DAY, Timestamp},
    wire::desk::Issued,
};
use serde_json::{Value, json};
use server::{
    accounts::{self, Issuer},
    clock::Clock as _,
    store::StaffChange,
    totp::Factor,
};

use crate::{
    client::{Answer, Request},
    office::{ORIGIN, TestOffice},
};

const SESSION: &str = "/api/desk/v1/session";
const MINE: &str = "आज राशन मिल गया";
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

impl TestOffice {
    /// An account as the admin hands it over.
    pub fn enrol(&self, user: &str, role: Role) -> Issued {
        let office = &self.office;
        let issuer = Issuer { passwords: &office.passwords, secret: &office.secret, chance: &*office.chance };
        let staff = Staff::new(user, role, Vec::new(), None).unwrap();
        self.runtime.block_on(accounts::enrol(&*office.store, &issuer, staff, false, self.clock.now())).unwrap()
    }

    /// The factor of an account whose password was changed to [`MINE`].
    pub fn person(&self, user: &str, role: Role) -> Option<Factor> {
        let issued = self.enrol(user, role);
        let factor = issued.totp_secret.as_deref().map(factor);
        let code = factor.as_ref().map(|factor| factor.code_at(self.clock.now()));
        let answer = self.choose(user, &issued.one_time_password, MINE, code.as_deref());
        assert_eq!(answer.status, 204, "{}", answer.text());
        factor
    }

    pub fn choose(&self, user: &str, old: &str, new: &str, code: Option<&str>) -> Answer {
        let body = json!({"user": user, "old": old, "new": new, "code": code});
        self.send(&Request::json("POST", "/api/desk/v1/password", &body))
    }

    pub fn sign_in(&self, user: &str, password: &str, code: Option<&str>) -> Answer {
        self.send(&Request::json("POST", SESSION, &json!({"user": user, "password": password, "code": code})))
    }
}

/// The factor that an authenticator has after typing it in.
pub fn factor(base32: &str) -> Factor {
    let bits: Vec<u8> = base32
        .bytes()
        .flat_map(|letter| {
            let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).unwrap();
            (0..5).rev().map(move |bit| (value >> bit & 1) as u8)
        })
        .collect();
    let bytes: Vec<u8> = bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |value, bit| value << 1 | bit)).collect();
    Factor::from_bytes(&bytes).unwrap()
}

fn told(answer: &Answer) -> (u16, String) {
    (answer.status, answer.problem())
}

fn wrong() -> (u16, String) {
    (401, "session.wrong".to_owned())
}

/// What can be told apart from outside.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    (answer.status, answer.told_alike(), answer.body.clone())
}

fn try_wrongly(office: &TestOffice, user: &str, times: usize) {
    for time in 0..times {
        assert_eq!(told(&office.sign_in(user, "not the password", None)), wrong(), "{user}, try {time}");
    }
}

#[test]
fn a_right_password_gives_a_cookie_that_only_this_site_gets_and_no_script_reads() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);

    let answer = office.sign_in("suman", MINE, None);

    assert_eq!((answer.status, answer.body.len()), (204, 0));
    let cookie = answer.header("set-cookie").unwrap();
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(pair.strip_prefix("__Host-sunwai=").map(str::len), Some(43));
    assert_eq!(attributes, "HttpOnly; SameSite=Strict; Path=/; Secure");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let me = office.send(&Request::get("/api/desk/v1/me").header("cookie", pair));
    assert_eq!(me.json(), json!({"user": "suman", "role": "tracker", "departments": [], "district": null}));
    assert_eq!(me.header("cache-control"), Some("no-store"));
}

#[test]
fn on_its_own_machine_a_server_does_without_tls() {
    let office = TestOffice::start_at("http://127.0.0.1:8080");
    office.person("suman", Role::Tracker);

    let answer = office.sign_in("suman", MINE, None);

    let cookie = answer.header("set-cookie").unwrap();
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert!(pair.starts_with("sunwai-desk="), "{pair}");
    assert_eq!(attributes, "HttpOnly; SameSite=Strict; Path=/");
    assert_eq!(office.send(&Request::get("/api/desk/v1/me").header("cookie", pair)).status, 200);
}

#[test]
fn a_one_time_password_opens_nothing_but_the_choice_of_another() {
    let office = TestOffice::start();
    let issued = office.enrol("suman", Role::Tracker);

    let answer = office.sign_in("suman", &issued.one_time_password, None);

    assert_eq!(told(&answer), (403, "session.password_must_change".to_owned()));
    assert_eq!(answer.header("set-cookie"), None);
    assert_eq!(office.choose("suman", &issued.one_time_password, MINE, None).status, 204);
    assert_eq!(told(&office.sign_in("suman", &issued.one_time_password, None)), wrong());
    assert_eq!(office.sign_in("suman", MINE, None).status, 204);
}

#[test]
fn a_one_time_password_is_valid_for_a_week_and_then_a_new_one_is_issued() {
    let office = TestOffice::start();
    let issued = office.enrol("suman", Role::Tracker);
    office.admin();
    office.clock.pass(7 * DAY - 1);
    let in_time = office.sign_in("suman", &issued.one_time_password, None);
    office.clock.pass(1);

    let answer = office.sign_in("suman", &issued.one_time_password, None);
    let choice = office.choose("suman", &issued.one_time_password, MINE, None);

    assert_eq!(told(&in_time), (403, "session.password_must_change".to_owned()));
    assert_eq!(told(&answer), (403, "session.password_expired".to_owned()));
    assert_eq!(told(&choice), (403, "session.password_expired".to_owned()));
    assert_eq!(
        told(&office.sign_in("suman", "not the password", None)),
        wrong(),
        "who does not know it is told nothing"
    );
    let seat = office.another_seat("admin");
    let again = seat.patch("/api/desk/v1/staff", &json!({"user": "suman", "reset": true})).json();
    let new = again["one_time_password"].as_str().unwrap();
    assert_eq!(office.choose("suman", new, MINE, None).status, 204);
    office.pass_days(100);
    assert_eq!(office.sign_in("suman", MINE, None).status, 204, "one's own does not end");
}

#[test]
fn whatever_is_wrong_is_answered_alike() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);
    office.person("gone", Role::Tracker);
    let admin = office.person("ravi", Role::Admin);
    let disabled = StaffChange { disabled: Some(true), ..StaffChange::default() };
    office.runtime.block_on(office.office.store.change_staff("gone", disabled)).unwrap();
    let code = admin.unwrap().code_at(office.clock.now());
    let wrong_code = if code == "123456" { "654321" } else { "123456" };

    let answers = [
        office.sign_in("suman", "not the password", None),
        office.sign_in("nobody", MINE, None),
        office.sign_in("gone", MINE, None),
        office.sign_in("ravi", MINE, Some(wrong_code)),
        office.sign_in("ravi", "not the password", Some(&code)),
        office.sign_in("ravi", "not the password", None),
        office.sign_in("सुमन", MINE, None),
        office.sign_in("", "", None),
        office.choose("nobody", "not the password", "another password", None),
    ];

    assert_eq!(told(&answers[0]), wrong());
    for answer in &answers {
        assert_eq!(seen(answer), seen(&answers[0]), "{}", answer.text());
    }
}

#[test]
fn a_code_is_asked_for_only_after_a_right_password() {
    let office = TestOffice::start();
    let admin = office.person("ravi", Role::Admin);
    let code = admin.unwrap().code_at(office.clock.now());

    for missing in [None, Some(""), Some(" ")] {
        let needed = office.sign_in("ravi", MINE, missing);
        assert_eq!(told(&needed), (401, "session.code_needed".to_owned()));
    }
    assert_eq!(office.sign_in("ravi", MINE, Some(&code)).status, 204);
}

#[test]
fn supervisors_and_admins_have_a_second_factor_in_any_case() {
    let office = TestOffice::start();

    let has_factor = Role::ALL.map(|role| {
        let staff_of = if role == Role::Officer { Role::Tracker } else { role };
        office.enrol(role.code(), staff_of).totp_secret.is_some()
    });

    assert_eq!(has_factor, [false, false, true, true]);
}

#[test]
fn a_code_opens_one_session_and_none_before_it_opens_another() {
    let office = TestOffice::start();
    let factor = office.person("ravi", Role::Admin).unwrap();
    let now = office.clock.now();
    let (before, code, next) =
        (factor.code_at(Timestamp(now.0 - 30)), factor.code_at(now), factor.code_at(Timestamp(now.0 + 30)));

    assert_eq!(office.sign_in("ravi", MINE, Some(&code)).status, 204);

    assert_eq!(told(&office.sign_in("ravi", MINE, Some(&code))), wrong(), "used");
    assert_eq!(told(&office.sign_in("ravi", MINE, Some(&before))), wrong(), "older than the one that was used");
    let used = office.choose("ravi", MINE, "another password", Some(&code));
    assert_eq!(told(&used), wrong(), "nor does it change the password");
    assert_eq!(office.sign_in("ravi", MINE, Some(&next)).status, 204, "a clock may be one step ahead");
    office.clock.pass(90);
    let late = factor.code_at(Timestamp(office.clock.now().0 - 60));
    assert_eq!(told(&office.sign_in("ravi", MINE, Some(&late))), wrong(), "two steps late");
}

#[test]
fn a_code_is_read_in_three_scripts() {
    let office = TestOffice::start();
    let factor = office.person("ravi", Role::Admin).unwrap();
    let code = factor.code_at(office.clock.now());
    let devanagari: String =
        code.bytes().map(|digit| char::from_u32(0x966 + u32::from(digit - b'0')).unwrap()).collect();

    assert_eq!(office.sign_in("ravi", MINE, Some(&devanagari)).status, 204);
}

#[test]
fn five_wrong_passwords_lock_for_a_minute_then_a_quarter_of_an_hour_then_an_hour() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);

    for user in ["suman", "nobody"] {
        for seconds in [MINUTE, 15 * MINUTE, HOUR, HOUR] {
            try_wrongly(&office, user, 5);

            let locked = office.sign_in(user, MINE, None);
            assert_eq!(told(&locked), (429, "session.locked".to_owned()), "{user}: even with the right password");
            assert_eq!(locked.header("retry-after"), Some(seconds.to_string().as_str()));
            assert_eq!(office.choose(user, MINE, "another password", None).status, 429);
            office.clock.pass(seconds - 1);
            assert_eq!(office.sign_in(user, MINE, None).status, 429);
            office.clock.pass(1);
        }
    }
    assert_eq!(office.sign_in("suman", MINE, None).status, 204);
}

#[test]
fn the_right_password_forgives_wrong_ones_before_it() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);

    for _ in 0..2 {
        try_wrongly(&office, "suman", 4);
        assert_eq!(office.sign_in("suman", MINE, None).status, 204);
    }
}

#[test]
fn wrong_codes_and_wrong_old_passwords_lock_as_well() {
    let office = TestOffice::start();
    let code = office.person("ravi", Role::Admin).unwrap().code_at(office.clock.now());
    office.person("suman", Role::Tracker);
    let wrong_code = if code == "123456" { "654321" } else { "123456" };

    for _ in 0..5 {
        assert_eq!(told(&office.sign_in("ravi", MINE, Some(wrong_code))), wrong());
        assert_eq!(told(&office.choose("suman", "not the password", "another password", None)), wrong());
    }

    assert_eq!(office.sign_in("ravi", MINE, Some(&code)).status, 429);
    assert_eq!(office.sign_in("suman", MINE, None).status, 429);
}

#[test]
fn many_guesses_at_once_are_counted_one_by_one() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);

    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let guesses: Vec<_> =
            (0..20).map(|_| scope.spawn(|| office.sign_in("suman", "not the password", None).status)).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });

    let count = |status| statuses.iter().filter(|known| **known == status).count();
    assert_eq!((count(401), count(429)), (5, 15), "{statuses:?}");
}

#[test]
fn a_name_is_read_as_phones_write_it() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);

    for typed in ["Suman", " suman ", "SUMAN"] {
        assert_eq!(office.sign_in(typed, MINE, None).status, 204, "{typed}");
    }
}

#[test]
fn a_password_is_the_same_however_its_characters_are_composed() {
    let office = TestOffice::start();
    let issued = office.enrol("suman", Role::Tracker);
    let (composed, decomposed) = ("caf\u{e9} caf\u{e9} caf\u{e9}", "cafe\u{301} cafe\u{301} cafe\u{301}");

    assert_eq!(office.choose("suman", &issued.one_time_password, decomposed, None).status, 204);

    assert_eq!(office.sign_in("suman", composed, None).status, 204);
    assert_eq!(office.sign_in("suman", decomposed, None).status, 204);
}

#[test]
fn what_is_no_request_to_sign_in_is_told_and_counts_as_no_try() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);
    let rows: [(Value, &str, &str); 4] = [
        (json!({"user": "suman"}), "/password", "field.missing"),
        (json!({"user": 1, "password": "x"}), "/user", "field.type"),
        (json!({"user": "suman", "password": "x", "code": 123456}), "/code", "field.type"),
        (json!({"user": "suman", "password": "x", "pin": "1"}), "/pin", "field.unknown"),
    ];

    for _ in 0..2 {
        for (body, pointer, key) in &rows {
            let answer = office.send(&Request::json("POST", SESSION, body));
            assert_eq!(told(&answer), (422, "body.invalid".to_owned()));
            assert_eq!(answer.fields(), [((*pointer).to_owned(), (*key).to_owned())]);
        }
    }
    assert_eq!(office.sign_in("suman", MINE, None).status, 204);
}

#[test]
fn a_second_session_of_the_same_browser_takes_the_place_of_the_first() {
    let office = TestOffice::start();
    office.person("suman", Role::Tracker);
    let pair = |answer: &Answer| answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let first = pair(&office.sign_in("suman", MINE, None));

    let again = Request::json("POST", SESSION, &json!({"user": "suman", "password": MINE}));
    let second = pair(&office.send(&again.header("cookie", &first).header("origin", ORIGIN)));

    let status = |cookie: &str| office.send(&Request::get("/api/desk/v1/me").header("cookie", cookie)).status;
    assert_eq!((status(&first), status(&second)), (401, 200));
}
