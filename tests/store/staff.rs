//! Accounts and sessions: the sentences that are true of every store.

use std::sync::Arc;

use domain::{
    reference::{Department, District},
    staff::{Role, Staff},
    time::{DAY, Timestamp},
};
use server::store::{
    Access, Enrolled, NewHash, Opening, SignInTry, StaffAccount, StaffChange, StaffChanged, StaffStore, Store,
};

use crate::makers::START;

type Any = Arc<dyn Store>;

fn staff(name: &str, role: Role) -> Staff {
    Staff::new(name, role, Vec::new(), None).unwrap()
}

fn officer() -> Staff {
    let departments = ["FOOD", "PHED"].map(|code| Department::from_code(code).unwrap()).to_vec();
    Staff::new("suman", Role::Officer, departments, District::from_code("bhiwani")).unwrap()
}

fn access(password: &str) -> Access {
    Access { password: password.to_owned(), one_time_until: None, factor: None }
}

fn with_factor() -> Access {
    Access { factor: Some(vec![1, 2, 3]), ..access("first") }
}

fn opening(name: &str, password: &str, token: u8) -> Opening {
    Opening {
        name: name.to_owned(),
        password: password.to_owned(),
        factor_step: None,
        token: [token; 32],
        replaces: None,
    }
}

async fn add(store: &Any, staff: Staff, access: Access) {
    assert_eq!(store.add_staff(staff, access, START).await, Ok(Enrolled::New));
}

async fn is_open(store: &Any, token: u8) -> bool {
    store.session(&[token; 32]).await.unwrap().is_some()
}

/// True of the accounts behind any door, also of the command line's.
pub async fn an_account_is_kept_whole(store: &dyn StaffStore) {
    assert_eq!(store.staff("suman").await, Ok(None));

    assert_eq!(store.add_staff(officer(), with_factor(), START).await, Ok(Enrolled::New));
    assert_eq!(store.add_staff(staff("suman", Role::Admin), access("x"), START).await, Ok(Enrolled::NameTaken));
    assert_eq!(store.add_staff(staff("asha", Role::Tracker), access("x"), START).await, Ok(Enrolled::New));

    let kept =
        StaffAccount { staff: officer(), access: with_factor(), factor_step: 0, disabled: false, locked_until: None };
    assert_eq!(store.staff("suman").await, Ok(Some(kept)));
    let names: Vec<_> = store.all_staff().await.unwrap().into_iter().map(|account| account.staff.user).collect();
    assert_eq!(names, ["asha", "suman"]);
}

/// As [`an_account_is_kept_whole`].
pub async fn a_change_of_an_account_leaves_the_rest_as_it_was(store: &dyn StaffStore) {
    assert_eq!(store.change_staff("suman", StaffChange::default()).await, Ok(StaffChanged::Unknown));
    store.add_staff(officer(), with_factor(), START).await.unwrap();
    let before = store.staff("suman").await.unwrap().unwrap();
    let elsewhere = Staff::new("suman", Role::Officer, Vec::new(), District::from_code("sonipat")).unwrap();

    let disabled = StaffChange { disabled: Some(true), ..StaffChange::default() };
    let moved = StaffChange { staff: Some(elsewhere.clone()), ..StaffChange::default() };
    let opened = StaffChange { access: Some(access("second")), ..StaffChange::default() };

    let mut expected = StaffAccount { disabled: true, ..before };
    assert_eq!(store.change_staff("suman", disabled).await, Ok(StaffChanged::Done(Box::new(expected.clone()))));
    expected.staff = elsewhere;
    assert_eq!(store.change_staff("suman", moved).await, Ok(StaffChanged::Done(Box::new(expected.clone()))));
    expected.access = access("second");
    assert_eq!(store.change_staff("suman", opened).await, Ok(StaffChanged::Done(Box::new(expected.clone()))));
    assert_eq!(store.staff("suman").await, Ok(Some(expected)));
}

/// As [`an_account_is_kept_whole`].
pub async fn one_admin_stays(store: &dyn StaffStore) {
    for name in ["asha", "ravi"] {
        store.add_staff(staff(name, Role::Admin), access("x"), START).await.unwrap();
    }
    let disable = |disabled| StaffChange { disabled: Some(disabled), ..StaffChange::default() };

    assert!(matches!(store.change_staff("asha", disable(true)).await, Ok(StaffChanged::Done(_))));
    assert_eq!(store.change_staff("ravi", disable(true)).await, Ok(StaffChanged::LastAdmin));
    assert!(matches!(store.change_staff("asha", disable(true)).await, Ok(StaffChanged::Done(_))), "it is already");

    assert!(matches!(store.change_staff("asha", disable(false)).await, Ok(StaffChanged::Done(_))));
    assert!(matches!(store.change_staff("ravi", disable(true)).await, Ok(StaffChanged::Done(_))));
}

pub async fn accounts_are_kept_whole(store: &Any) {
    an_account_is_kept_whole(&**store).await;
}

pub async fn a_changed_account_is_otherwise_as_it_was(store: &Any) {
    a_change_of_an_account_leaves_the_rest_as_it_was(&**store).await;
}

pub async fn the_last_admin_stays(store: &Any) {
    one_admin_stays(&**store).await;
}

pub async fn a_session_opens_on_an_account_as_it_was_read(store: &Any) {
    add(store, officer(), access("first")).await;

    assert_eq!(store.open_session(opening("suman", "second", 1), START).await, Ok(SignInTry::Wrong));
    assert_eq!(store.open_session(opening("nobody", "first", 2), START).await, Ok(SignInTry::Wrong));
    assert_eq!(store.open_session(opening("suman", "first", 3), START).await, Ok(SignInTry::Done));

    assert!(!is_open(store, 1).await && !is_open(store, 2).await);
    let session = store.session(&[3; 32]).await.unwrap().unwrap();
    assert_eq!((session.staff, session.created_at, session.seen_at), (officer(), START, START));
}

pub async fn no_session_opens_on_a_one_time_password_or_a_disabled_account(store: &Any) {
    add(store, officer(), Access { one_time_until: Some(START), ..access("first") }).await;
    assert_eq!(store.open_session(opening("suman", "first", 1), START).await, Ok(SignInTry::Wrong));

    let change = StaffChange { disabled: Some(true), access: Some(access("first")), ..StaffChange::default() };
    store.change_staff("suman", change).await.unwrap();
    assert_eq!(store.open_session(opening("suman", "first", 1), START).await, Ok(SignInTry::Wrong));
}

pub async fn a_step_of_the_factor_opens_one_session(store: &Any) {
    add(store, officer(), with_factor()).await;
    let with = |step, token| Opening { factor_step: Some(step), ..opening("suman", "first", token) };

    assert_eq!(store.open_session(with(100, 1), START).await, Ok(SignInTry::Done));
    assert_eq!(store.open_session(with(100, 2), START).await, Ok(SignInTry::Wrong));
    assert_eq!(store.open_session(with(99, 3), START).await, Ok(SignInTry::Wrong));
    assert_eq!(store.open_session(with(101, 4), START).await, Ok(SignInTry::Done));

    assert!(is_open(store, 1).await && is_open(store, 4).await);
    assert!(!is_open(store, 2).await && !is_open(store, 3).await);
    assert_eq!(store.staff("suman").await.unwrap().unwrap().factor_step, 101);
}

pub async fn a_name_locks_after_wrong_tries(store: &Any) {
    add(store, officer(), access("first")).await;
    for name in ["suman", "nobody", "no\0body", "\u{1f600} '; --"] {
        for _ in 0..5 {
            assert_eq!(store.sign_in_lock(name, START).await, Ok(None));
            assert_eq!(store.count_wrong(name, START).await, Ok(SignInTry::Wrong));
        }
        let until = Timestamp(START.0 + 60);
        assert_eq!(store.sign_in_lock(name, Timestamp(until.0 - 1)).await, Ok(Some(until)));
        assert_eq!(store.count_wrong(name, START).await, Ok(SignInTry::Locked(until)), "and nothing is counted");
        assert_eq!(store.sign_in_lock(name, until).await, Ok(None));
    }
    let until = Timestamp(START.0 + 60);

    let hash = NewHash { name: "suman".into(), old: "first".into(), new: "second".into(), spares: None };
    assert_eq!(store.open_session(opening("suman", "first", 1), START).await, Ok(SignInTry::Locked(until)));
    assert_eq!(store.change_password(hash, START).await, Ok(SignInTry::Locked(until)));
    assert_eq!(store.staff("suman").await.unwrap().unwrap().locked_until, Some(until));
    assert_eq!(store.open_session(opening("suman", "first", 1), until).await, Ok(SignInTry::Done));
    assert_eq!(store.staff("suman").await.unwrap().unwrap().locked_until, None, "forgiven");
}

pub async fn a_new_password_ends_all_sessions_but_one(store: &Any) {
    add(store, officer(), Access { one_time_until: Some(START), ..access("first") }).await;
    add(store, staff("asha", Role::Tracker), access("x")).await;
    let to = |old: &str, new: &str, spares| NewHash { name: "suman".into(), old: old.into(), new: new.into(), spares };

    assert_eq!(store.change_password(to("first", "second", None), START).await, Ok(SignInTry::Done));
    assert_eq!(store.change_password(to("first", "third", None), START).await, Ok(SignInTry::Wrong));
    for token in 1..4 {
        store.open_session(opening("suman", "second", token), START).await.unwrap();
    }
    store.open_session(opening("asha", "x", 4), START).await.unwrap();
    assert_eq!(store.change_password(to("second", "third", Some([2; 32])), START).await, Ok(SignInTry::Done));

    let open = [is_open(store, 1).await, is_open(store, 2).await, is_open(store, 3).await, is_open(store, 4).await];
    assert_eq!(open, [false, true, false, true]);
    let kept = store.staff("suman").await.unwrap().unwrap().access;
    assert_eq!(kept, access("third"), "and is a password of one's own");
}

pub async fn a_session_ends_when_it_is_told_to(store: &Any) {
    add(store, officer(), access("first")).await;
    add(store, staff("asha", Role::Tracker), access("x")).await;
    for token in 1..6 {
        store.open_session(opening("suman", "first", token), START).await.unwrap();
    }
    store.open_session(opening("asha", "x", 9), START).await.unwrap();

    store.end_session(&[1; 32]).await.unwrap();
    let replacing = Opening { replaces: Some([2; 32]), ..opening("suman", "first", 6) };
    store.open_session(replacing, START).await.unwrap();
    assert!(!is_open(store, 1).await && !is_open(store, 2).await && is_open(store, 3).await && is_open(store, 6).await);

    store.end_sessions("suman").await.unwrap();
    assert!(!is_open(store, 3).await && !is_open(store, 6).await && is_open(store, 9).await);

    let disable = StaffChange { disabled: Some(true), ..StaffChange::default() };
    store.change_staff("asha", disable).await.unwrap();
    assert!(!is_open(store, 9).await);
}

pub async fn the_use_of_a_session_is_noted_and_old_ones_are_forgotten(store: &Any) {
    add(store, officer(), access("first")).await;
    store.open_session(opening("suman", "first", 1), START).await.unwrap();
    let later = Timestamp(START.0 + 100);

    store.touch_session(&[1; 32], later).await.unwrap();
    store.touch_session(&[1; 32], START).await.unwrap();
    let session = store.session(&[1; 32]).await.unwrap().unwrap();
    assert_eq!((session.created_at, session.seen_at), (START, later), "never back");

    for _ in 0..5 {
        store.count_wrong("nobody", START).await.unwrap();
    }
    store.forget_sessions(START, Timestamp(START.0 + DAY)).await.unwrap();
    assert!(is_open(store, 1).await);
    assert!(store.sign_in_lock("nobody", START).await.unwrap().is_some());
    store.forget_sessions(Timestamp(START.0 + 1), Timestamp(START.0 + DAY + 1)).await.unwrap();
    assert!(!is_open(store, 1).await);
    assert_eq!(store.sign_in_lock("nobody", START).await, Ok(None));
}
