//! Sessions. They are asked for in the database each time, so whoever is out at one
//! server is out at all.

use async_trait::async_trait;
use domain::time::Timestamp;

use super::{PostgresStore, code, fault::Fault, link::Link, sign_in_try, staff};
use crate::{
    history::Digest,
    store::{NewHash, Opening, Session, SessionStore, SignInTry, StoreError},
};

#[async_trait]
impl SessionStore for PostgresStore {
    async fn sign_in_lock(&self, name: &str, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let asked = (typed(name), now);
        self.links.read(&asked, |link, (name, now)| Box::pin(sign_in_try::lock(link, name, *now))).await
    }

    async fn count_wrong(&self, name: &str, now: Timestamp) -> Result<SignInTry, StoreError> {
        let asked = (typed(name), now);
        self.links.write(&asked, |unit, (name, now)| Box::pin(sign_in_try::count(unit.link(), name, *now))).await
    }

    async fn open_session(&self, opening: Opening, now: Timestamp) -> Result<SignInTry, StoreError> {
        self.links.write(&(opening, now), |unit, (opening, now)| Box::pin(open(unit.link(), opening, *now))).await
    }

    async fn change_password(&self, hash: NewHash, now: Timestamp) -> Result<SignInTry, StoreError> {
        self.links.write(&(hash, now), |unit, (hash, now)| Box::pin(change_password(unit.link(), hash, *now))).await
    }

    async fn session(&self, token: &Digest) -> Result<Option<Session>, StoreError> {
        self.links.read(token, |link, token| Box::pin(find(link, token))).await
    }

    async fn touch_session(&self, token: &Digest, now: Timestamp) -> Result<(), StoreError> {
        self.links.write(&(*token, now), |unit, (token, now)| Box::pin(touch(unit.link(), token, *now))).await
    }

    async fn end_session(&self, token: &Digest) -> Result<(), StoreError> {
        self.links.write(token, |unit, token| Box::pin(end(unit.link(), token))).await
    }

    async fn end_sessions(&self, name: &str) -> Result<(), StoreError> {
        self.links.write(&name.to_owned(), |unit, name| Box::pin(end_all(unit.link(), name, None))).await
    }

    async fn forget_sessions(&self, oldest: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        self.links.write(&(oldest, now), |unit, (oldest, now)| Box::pin(forget(unit.link(), *oldest, *now))).await
    }
}

/// A name as somebody typed it, without the one character that PostgreSQL keeps in no
/// text.
fn typed(name: &str) -> String {
    name.replace('\0', "\u{fffd}")
}

async fn open(link: &Link, opening: &Opening, now: Timestamp) -> Result<SignInTry, Fault> {
    let name = &opening.name;
    if let Some(until) = sign_in_try::lock(link, name, now).await? {
        return Ok(SignInTry::Locked(until));
    }
    let opened = link
        .execute(
            "update staff
             set factor_step = coalesce($3, factor_step)
             where name = $1
             and password = $2
             and one_time_until is null
             and not disabled
             and (cast($3 as bigint) is null or factor_step < $3)",
            &[name, &opening.password, &opening.factor_step],
        )
        .await?;
    if opened == 0 {
        return sign_in_try::count(link, name, now).await;
    }
    sign_in_try::forgive(link, name).await?;
    if let Some(replaced) = &opening.replaces {
        end(link, replaced).await?;
    }
    link.execute(
        "insert into session (token, name, created_at, seen_at)
         values ($1, $2, $3, $3)",
        &[&opening.token.as_slice(), name, &now.0],
    )
    .await?;
    Ok(SignInTry::Done)
}

async fn change_password(link: &Link, hash: &NewHash, now: Timestamp) -> Result<SignInTry, Fault> {
    let name = &hash.name;
    if let Some(until) = sign_in_try::lock(link, name, now).await? {
        return Ok(SignInTry::Locked(until));
    }
    let changed = link
        .execute(
            "update staff
             set password = $3,
                 one_time_until = null
             where name = $1
             and password = $2
             and not disabled",
            &[name, &hash.old, &hash.new],
        )
        .await?;
    if changed == 0 {
        return sign_in_try::count(link, name, now).await;
    }
    sign_in_try::forgive(link, name).await?;
    end_all(link, name, hash.spares.as_ref()).await?;
    Ok(SignInTry::Done)
}

async fn find(link: &Link, token: &Digest) -> Result<Option<Session>, Fault> {
    let row = link
        .first(
            "select staff.name, staff.role, staff.departments, staff.district, session.created_at, session.seen_at
             from session
             join staff on staff.name = session.name
             where session.token = $1
             and not staff.disabled",
            &[&token.as_slice()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Session {
        staff: staff::person(&row)?,
        created_at: code::moment(&row, 4)?,
        seen_at: code::moment(&row, 5)?,
    }))
}

async fn touch(link: &Link, token: &Digest, now: Timestamp) -> Result<(), Fault> {
    link.execute(
        "update session
         set seen_at = $2
         where token = $1
         and seen_at < $2",
        &[&token.as_slice(), &now.0],
    )
    .await?;
    Ok(())
}

async fn end(link: &Link, token: &Digest) -> Result<(), Fault> {
    link.execute("delete from session where token = $1", &[&token.as_slice()]).await?;
    Ok(())
}

/// Ends the sessions of an account, all but one.
pub async fn end_all(link: &Link, name: &str, but: Option<&Digest>) -> Result<(), Fault> {
    link.execute(
        "delete from session
         where name = $1
         and (cast($2 as bytea) is null or token <> $2)",
        &[&name, &but.map(<[u8; 32]>::as_slice)],
    )
    .await?;
    Ok(())
}

async fn forget(link: &Link, oldest: Timestamp, now: Timestamp) -> Result<(), Fault> {
    link.execute("delete from session where created_at < $1", &[&oldest.0]).await?;
    sign_in_try::forget_old(link, now).await
}
