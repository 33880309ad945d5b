//! Sessions.

use async_trait::async_trait;
use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, code, sign_in_try, staff};
use crate::{
    history::Digest,
    store::{NewHash, Opening, Session, SessionStore, SignInTry, StoreError},
};

#[async_trait]
impl SessionStore for SqliteStore {
    async fn sign_in_lock(&self, name: &str, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        self.readers.read(|connection| sign_in_try::lock(connection, name, now))
    }

    async fn count_wrong(&self, name: &str, now: Timestamp) -> Result<SignInTry, StoreError> {
        let name = name.to_owned();
        self.writer.write(move |unit| sign_in_try::count(unit.connection(), &name, now)).await
    }

    async fn open_session(&self, opening: Opening, now: Timestamp) -> Result<SignInTry, StoreError> {
        self.writer.write(move |unit| open(unit.connection(), &opening, now)).await
    }

    async fn change_password(&self, hash: NewHash, now: Timestamp) -> Result<SignInTry, StoreError> {
        self.writer.write(move |unit| change_password(unit.connection(), &hash, now)).await
    }

    async fn session(&self, token: &Digest) -> Result<Option<Session>, StoreError> {
        self.readers.read(|connection| find(connection, token))
    }

    async fn touch_session(&self, token: &Digest, now: Timestamp) -> Result<(), StoreError> {
        let token = *token;
        self.writer.write(move |unit| touch(unit.connection(), &token, now)).await
    }

    async fn end_session(&self, token: &Digest) -> Result<(), StoreError> {
        let token = *token;
        self.writer.write(move |unit| end(unit.connection(), &token)).await
    }

    async fn end_sessions(&self, name: &str) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.writer.write(move |unit| end_all(unit.connection(), &name, None)).await
    }

    async fn forget_sessions(&self, oldest: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |unit| {
                unit.connection().execute("delete from session where created_at < ?1", [oldest.0])?;
                sign_in_try::forget_old(unit.connection(), now)
            })
            .await
    }
}

fn open(connection: &Connection, opening: &Opening, now: Timestamp) -> Result<SignInTry, StoreError> {
    let name = &opening.name;
    if let Some(until) = sign_in_try::lock(connection, name, now)? {
        return Ok(SignInTry::Locked(until));
    }
    let mut update = connection.prepare_cached(
        "update staff
         set factor_step = coalesce(?3, factor_step)
         where name = ?1
         and password = ?2
         and one_time_until is null
         and disabled = 0
         and (?3 is null or factor_step < ?3)",
    )?;
    if update.execute(params![name, opening.password, opening.factor_step])? == 0 {
        return sign_in_try::count(connection, name, now);
    }
    sign_in_try::forgive(connection, name)?;
    if let Some(replaced) = &opening.replaces {
        end(connection, replaced)?;
    }
    let mut insert = connection.prepare_cached(
        "insert into session (token, name, created_at, seen_at)
         values (?1, ?2, ?3, ?3)",
    )?;
    insert.execute(params![opening.token, name, now.0])?;
    Ok(SignInTry::Done)
}

fn change_password(connection: &Connection, hash: &NewHash, now: Timestamp) -> Result<SignInTry, StoreError> {
    let name = &hash.name;
    if let Some(until) = sign_in_try::lock(connection, name, now)? {
        return Ok(SignInTry::Locked(until));
    }
    let mut update = connection.prepare_cached(
        "update staff
         set password = ?3,
             one_time_until = null
         where name = ?1
         and password = ?2
         and disabled = 0",
    )?;
    if update.execute(params![name, hash.old, hash.new])? == 0 {
        return sign_in_try::count(connection, name, now);
    }
    sign_in_try::forgive(connection, name)?;
    end_all(connection, name, hash.spares.as_ref())?;
    Ok(SignInTry::Done)
}

fn find(connection: &Connection, token: &Digest) -> Result<Option<Session>, StoreError> {
    let mut select = connection.prepare_cached(
        "select staff.name, staff.role, staff.departments, staff.district, session.created_at, session.seen_at
         from session
         join staff on staff.name = session.name
         where session.token = ?1
         and staff.disabled = 0",
    )?;
    let found = select.query_row([token], |row| {
        Ok(staff::person(row)
            .and_then(|staff| Ok(Session { staff, created_at: code::moment(row, 4)?, seen_at: code::moment(row, 5)? })))
    });
    found.optional()?.transpose()
}

fn touch(connection: &Connection, token: &Digest, now: Timestamp) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "update session
         set seen_at = ?2
         where token = ?1
         and seen_at < ?2",
    )?;
    update.execute(params![token, now.0])?;
    Ok(())
}

fn end(connection: &Connection, token: &Digest) -> Result<(), StoreError> {
    connection.prepare_cached("delete from session where token = ?1")?.execute([token])?;
    Ok(())
}

/// Ends the sessions of an account, all but one.
pub fn end_all(connection: &Connection, name: &str, but: Option<&Digest>) -> Result<(), StoreError> {
    let mut delete = connection.prepare_cached(
        "delete from session
         where name = ?1
         and (?2 is null or token <> ?2)",
    )?;
    delete.execute(params![name, but])?;
    Ok(())
}
