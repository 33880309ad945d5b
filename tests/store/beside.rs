//! The accounts of a file that a server uses.

use std::path::PathBuf;

use domain::staff::{Role, Staff};
use rusqlite::Connection;
use server::store::{
    Access, Enrolled, SettingStore as _, StaffStore as _, Store as _, StoreError,
    sqlite::{SqliteStaff, SqliteStore},
};
use tempfile::TempDir;

use crate::{
    kiosk,
    makers::{START, filing},
    staff,
};

fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sunwai.db");
    (folder, path)
}

fn asha() -> (Staff, Access) {
    let access = Access { password: "x".to_owned(), one_time_until: Some(START), factor: None };
    (Staff::new("asha", Role::Tracker, Vec::new(), None).unwrap(), access)
}

#[tokio::test]
async fn the_command_line_keeps_accounts_and_kiosks_as_any_store_does() {
    let new = || {
        let (folder, path) = file();
        (SqliteStaff::open(&path).unwrap(), folder)
    };

    staff::an_account_is_kept_whole(&new().0).await;
    staff::a_change_of_an_account_leaves_the_rest_as_it_was(&new().0).await;
    staff::one_admin_stays(&new().0).await;
    kiosk::a_kiosk_is_kept_whole_and_its_number_is_never_given_again(&new().0).await;
}

#[tokio::test]
async fn server_and_command_line_write_at_the_same_time() {
    let (_folder, path) = file();
    let server = std::sync::Arc::new(SqliteStore::open(&path).unwrap());
    let beside = SqliteStaff::open(&path).unwrap();

    let filing_all = {
        let server = std::sync::Arc::clone(&server);
        tokio::spawn(async move {
            for number in 0..200 {
                server.file(filing(number)).await.unwrap();
            }
        })
    };
    for number in 0..50 {
        let (_, access) = asha();
        let staff = Staff::new(&format!("staff{number}"), Role::Tracker, Vec::new(), None).unwrap();
        assert_eq!(beside.add_staff(staff, access, START).await, Ok(Enrolled::New));
        tokio::task::yield_now().await;
    }
    filing_all.await.unwrap();

    assert_eq!(server.all_staff().await.unwrap().len(), 50, "seen without opening anything anew");
    let recount = server.recount().await.unwrap();
    assert_eq!(recount.kept, recount.counted);
}

#[tokio::test]
async fn the_first_account_is_made_before_the_first_start() {
    let (_folder, path) = file();
    let beside = SqliteStaff::open(&path).unwrap();
    let (staff, access) = asha();
    beside.add_staff(staff, access, START).await.unwrap();
    beside.keep_setting("name", "value".to_owned()).await.unwrap();

    let server = SqliteStore::open(&path).unwrap();

    assert!(server.staff("asha").await.unwrap().is_some());
    assert_eq!(server.setting("name").await, Ok(Some("value".to_owned())));
}

#[tokio::test]
async fn a_database_that_a_server_uses_keeps_its_shape() {
    let (_folder, path) = file();
    let _server = SqliteStore::open(&path).unwrap();
    let version: u32 =
        Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();

    for other in [version - 1, version + 1] {
        Connection::open(&path).unwrap().pragma_update(None, "user_version", other).unwrap();
        let opened = SqliteStaff::open(&path);
        assert!(
            matches!(opened.err(), Some(StoreError::Unavailable(reason)) if reason.contains("another version")),
            "{other}"
        );
    }
    Connection::open(&path).unwrap().pragma_update(None, "user_version", version).unwrap();
    assert!(SqliteStaff::open(&path).is_ok());
}
