//! How long a session lasts, and what ends it.

use domain::staff::Role;
use server::{session::Token, store::StaffChange};

use crate::{client::Request, office::TestOffice, seat::Seat};

const ME: &str = "/api/desk/v1/me";
const SESSION: &str = "/api/desk/v1/session";
const SESSIONS: &str = "/api/desk/v1/sessions";
const MINUTE: i64 = 60;

fn is_open(seat: &Seat<'_>) -> bool {
    let answer = seat.get(ME);
    if answer.status == 200 {
        return true;
    }
    assert_eq!((answer.status, answer.problem().as_str()), (401, "session.missing"));
    false
}

#[test]
fn without_a_session_nothing_of_the_desk_is_answered() {
    let office = TestOffice::start();
    let made_up = Token::from_chance(&server::chance::SeededChance::new(9)).text();
    let rows = [
        ("GET", ME),
        ("DELETE", SESSION),
        ("DELETE", SESSIONS),
        ("GET", "/api/desk/v1/staff"),
        ("POST", "/api/desk/v1/staff"),
        ("PATCH", "/api/desk/v1/staff"),
    ];

    for (method, path) in rows {
        let without = office.send(&Request::new(method, path));
        assert_eq!((without.status, without.problem().as_str()), (401, "session.missing"), "{method} {path}");
        assert_eq!(without.header("www-authenticate"), Some("Cookie realm=\"desk\""));
        for cookie in [
            "__Host-sunwai=",
            "__Host-sunwai=x",
            &format!("__Host-sunwai={made_up}"),
            &format!("sunwai-desk={made_up}"),
        ] {
            let request = Request::new(method, path).header("cookie", cookie).header("origin", crate::office::ORIGIN);
            assert_eq!(office.send(&request).status, 401, "{method} {path} {cookie}");
        }
    }
}

#[test]
fn a_session_is_over_after_half_an_hour_without_use() {
    let office = TestOffice::start();
    let seat = office.tracker();

    office.clock.pass(30 * MINUTE - 1);
    assert!(is_open(&seat));
    office.clock.pass(30 * MINUTE - 1);
    assert!(is_open(&seat), "it was used meanwhile");
    office.clock.pass(30 * MINUTE);

    assert!(!is_open(&seat));
    assert!(!is_open(&seat), "looking does not wake it");
}

#[test]
fn a_session_is_over_after_twelve_hours_in_any_case() {
    let office = TestOffice::start();
    let seat = office.tracker();

    for _ in 0..35 {
        office.clock.pass(20 * MINUTE);
        assert!(is_open(&seat));
    }
    office.clock.pass(20 * MINUTE - 1);
    assert!(is_open(&seat));
    office.clock.pass(1);

    assert!(!is_open(&seat));
}

#[test]
fn a_session_of_a_clock_that_was_ahead_is_over() {
    let office = TestOffice::start();
    office.pass_days(1);
    let seat = office.tracker();

    office.clock.pass(-29 * MINUTE);
    assert!(is_open(&seat), "clocks of several servers may differ a little");
    office.pass_days(-1);

    assert!(!is_open(&seat), "or it would last for a day and a half");
}

#[test]
fn the_use_of_a_session_is_written_down_once_a_minute() {
    let office = TestOffice::start();
    let seat = office.tracker();
    let digest = Token::parse(seat.cookie.split_once('=').unwrap().1).unwrap().digest();
    let noted = || {
        let found = office.runtime.block_on(office.office.store.session(&digest)).unwrap().unwrap();
        found.seen_at.0 - found.created_at.0
    };

    office.clock.pass(59);
    assert!(is_open(&seat));
    assert_eq!(noted(), 0);
    office.clock.pass(1);
    assert!(is_open(&seat));
    assert_eq!(noted(), 60);
}

#[test]
fn signing_out_ends_this_session_and_takes_the_cookie_away() {
    let office = TestOffice::start();
    let (here, elsewhere) = (office.tracker(), office.another_seat("tracker"));

    let answer = here.delete(SESSION);

    assert_eq!(answer.status, 204);
    let cookie = answer.header("set-cookie").unwrap();
    assert_eq!(cookie, "__Host-sunwai=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0; Secure");
    assert!(!is_open(&here) && is_open(&elsewhere));
    assert_eq!(here.delete(SESSION).status, 401, "it is over");
}

#[test]
fn signing_out_everywhere_ends_all_ones_own_sessions_and_nobody_elses() {
    let office = TestOffice::start();
    let (here, elsewhere) = (office.tracker(), office.another_seat("tracker"));
    let other = office.supervisor();

    let answer = here.delete(SESSIONS);

    assert_eq!(answer.status, 204);
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(!is_open(&here) && !is_open(&elsewhere) && is_open(&other));
}

#[test]
fn a_disabled_account_is_out_at_once_and_its_sessions_do_not_come_back() {
    let office = TestOffice::start();
    let seat = office.tracker();
    let change = |disabled| {
        let change = StaffChange { disabled: Some(disabled), ..StaffChange::default() };
        office.runtime.block_on(office.office.store.change_staff("tracker", change)).unwrap();
    };

    change(true);
    assert!(!is_open(&seat));
    change(false);

    assert!(!is_open(&seat));
    assert!(is_open(&office.another_seat("tracker")));
}

#[test]
fn the_database_holds_no_token_that_opens_anything() {
    let office = TestOffice::start();
    let seat = office.seat("suman", Role::Tracker, &[], None);
    let token = seat.cookie.split_once('=').unwrap().1;

    let mut written = std::fs::read(office.database()).unwrap();
    written.extend(std::fs::read(office.database().with_extension("db-wal")).unwrap());

    let digest = Token::parse(token).unwrap().digest();
    let holds = |what: &[u8]| written.windows(what.len()).any(|part| part == what);
    assert!(holds(&digest) && !holds(token.as_bytes()));
}

#[test]
fn what_is_old_is_forgotten() {
    let office = TestOffice::start();
    let seat = office.tracker();
    let digest = Token::parse(seat.cookie.split_once('=').unwrap().1).unwrap().digest();
    let forget = |oldest| office.runtime.block_on(office.office.store.forget_sessions(oldest, oldest)).unwrap();
    let opened = office.runtime.block_on(office.office.store.session(&digest)).unwrap().unwrap().created_at;

    forget(opened);
    assert!(is_open(&seat));
    forget(domain::time::Timestamp(opened.0 + 1));

    assert_eq!(office.runtime.block_on(office.office.store.session(&digest)), Ok(None));
}
