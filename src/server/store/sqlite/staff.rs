//! Accounts.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::{
    reference::{Department, District},
    staff::{Role, Staff},
    time::Timestamp,
};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Row, TransactionBehavior, params};

use super::{SqliteStore, code, connect, lock, migration, session, setting, sign_in_try};
use crate::store::{
    Access, BesideStore, Enrolled, SettingStore, StaffAccount, StaffChange, StaffChanged, StaffStore, StoreError,
};

const COLUMNS: &str = "name, role, departments, district, password, one_time_until, factor, factor_step, disabled";

/// The accounts of a database, also while a server uses it: figures, which are
/// one process's, are neither read nor changed here.
pub struct SqliteStaff(Mutex<Connection>);

impl SqliteStaff {
    /// Opens the file and makes it if it is not there. A database that a server
    /// uses is left in the shape in which it is.
    ///
    /// # Errors
    /// When it cannot be used, or the server is of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        // Held only while the shape may change.
        let alone = lock(path);
        let mut connection = connect(path)?;
        match alone {
            Ok(_alone) => migration::run(&mut connection)?,
            Err(_) => migration::check(&connection)?,
        }
        Ok(Self(Mutex::new(connection)))
    }

    pub(super) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic rolled its transaction back.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

#[async_trait]
impl StaffStore for SqliteStaff {
    async fn add_staff(&self, staff: Staff, access: Access, now: Timestamp) -> Result<Enrolled, StoreError> {
        self.write(|connection| add(connection, &staff, &access, now))
    }

    async fn staff(&self, name: &str) -> Result<Option<StaffAccount>, StoreError> {
        find(&self.connection(), name)
    }

    async fn all_staff(&self) -> Result<Vec<StaffAccount>, StoreError> {
        all(&self.connection())
    }

    async fn change_staff(&self, name: &str, by: StaffChange) -> Result<StaffChanged, StoreError> {
        self.write(|connection| change(connection, name, &by))
    }
}

#[async_trait]
impl SettingStore for SqliteStaff {
    async fn setting(&self, name: &'static str) -> Result<Option<String>, StoreError> {
        setting::get(&self.connection(), name)
    }

    async fn keep_setting(&self, name: &'static str, value: String) -> Result<(), StoreError> {
        self.write(|connection| setting::keep(connection, name, &value))
    }

    async fn keep_first(&self, name: &'static str, value: String) -> Result<String, StoreError> {
        self.write(|connection| setting::keep_first(connection, name, &value))
    }
}

impl BesideStore for SqliteStaff {}

#[async_trait]
impl StaffStore for SqliteStore {
    async fn add_staff(&self, staff: Staff, access: Access, now: Timestamp) -> Result<Enrolled, StoreError> {
        self.writer.write(move |unit| add(unit.connection(), &staff, &access, now)).await
    }

    async fn staff(&self, name: &str) -> Result<Option<StaffAccount>, StoreError> {
        self.readers.read(|connection| find(connection, name))
    }

    async fn all_staff(&self) -> Result<Vec<StaffAccount>, StoreError> {
        self.readers.read(all)
    }

    async fn change_staff(&self, name: &str, by: StaffChange) -> Result<StaffChanged, StoreError> {
        let name = name.to_owned();
        self.writer.write(move |unit| change(unit.connection(), &name, &by)).await
    }
}

fn add(connection: &Connection, staff: &Staff, access: &Access, now: Timestamp) -> Result<Enrolled, StoreError> {
    let mut insert = connection.prepare_cached(
        "insert into staff (name, role, departments, district, password, one_time_until, factor, factor_step, disabled, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, ?8)",
    )?;
    let inserted = insert.execute(params![
        staff.user,
        staff.role.code(),
        joined(&staff.departments),
        staff.district.map(District::code),
        access.password,
        access.one_time_until.map(|until| until.0),
        access.factor,
        now.0
    ]);
    match inserted {
        Ok(_) => Ok(Enrolled::New),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(Enrolled::NameTaken),
        Err(error) => Err(error.into()),
    }
}

fn find(connection: &Connection, name: &str) -> Result<Option<StaffAccount>, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "select {COLUMNS}
         from staff
         where name = ?1"
    ))?;
    let found = select.query_row([name], |row| Ok(account(connection, row))).optional()?;
    found.transpose()
}

fn all(connection: &Connection) -> Result<Vec<StaffAccount>, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "select {COLUMNS}
         from staff
         order by name"
    ))?;
    let rows = select.query_map([], |row| Ok(account(connection, row)))?;
    rows.map(|row| row?).collect()
}

fn change(connection: &Connection, name: &str, by: &StaffChange) -> Result<StaffChanged, StoreError> {
    let Some(before) = find(connection, name)? else {
        return Ok(StaffChanged::Unknown);
    };
    let is_closed = by.disabled == Some(true);
    if is_closed && before.staff.role == Role::Admin && !before.disabled && admins(connection)? == 1 {
        return Ok(StaffChanged::LastAdmin);
    }
    if let Some(disabled) = by.disabled {
        let mut update = connection.prepare_cached("update staff set disabled = ?2 where name = ?1")?;
        update.execute(params![name, disabled])?;
    }
    if let Some(staff) = &by.staff {
        let mut update = connection.prepare_cached(
            "update staff
             set departments = ?2,
                 district = ?3
             where name = ?1",
        )?;
        update.execute(params![name, joined(&staff.departments), staff.district.map(District::code)])?;
    }
    if let Some(access) = &by.access {
        let mut update = connection.prepare_cached(
            "update staff
             set password = ?2,
                 one_time_until = ?3,
                 factor = ?4,
                 factor_step = 0
             where name = ?1",
        )?;
        let until = access.one_time_until.map(|until| until.0);
        update.execute(params![name, access.password, until, access.factor])?;
        sign_in_try::forgive(connection, name)?;
    }
    if is_closed || by.access.is_some() {
        session::end_all(connection, name, None)?;
    }
    let after = find(connection, name)?;
    Ok(after.map_or(StaffChanged::Unknown, |after| StaffChanged::Done(Box::new(after))))
}

fn admins(connection: &Connection) -> Result<u32, StoreError> {
    let mut select = connection.prepare_cached(
        "select count(*)
         from staff
         where role = ?1
         and disabled = 0",
    )?;
    Ok(select.query_row([Role::Admin.code()], |row| row.get(0))?)
}

fn account(connection: &Connection, row: &Row<'_>) -> Result<StaffAccount, StoreError> {
    let staff = person(row)?;
    let locked_until = sign_in_try::locked_until(connection, &staff.user)?;
    Ok(StaffAccount {
        staff,
        access: Access { password: row.get(4)?, one_time_until: code::moment_or_none(row, 5)?, factor: row.get(6)? },
        factor_step: row.get(7)?,
        disabled: row.get(8)?,
        locked_until,
    })
}

/// Name, role, departments and district, in the first four columns.
pub fn person(row: &Row<'_>) -> Result<Staff, StoreError> {
    let departments: String = row.get(2)?;
    let departments = departments.split(',').filter(|code| !code.is_empty()).map(Department::from_code);
    Ok(Staff {
        user: row.get(0)?,
        role: code::required(row, 1, Role::from_code)?,
        departments: departments.collect::<Option<_>>().ok_or_else(|| code::unknown(2))?,
        district: code::optional(row, 3, District::from_code)?,
    })
}

fn joined(departments: &[Department]) -> String {
    let codes: Vec<_> = departments.iter().map(|department| department.code()).collect();
    codes.join(",")
}
