//! Wrong tries to sign in. A name that does not exist is counted like any other.

use domain::time::{DAY, Timestamp};

use super::{code, fault::Fault, link::Link};
use crate::{lock, store::SignInTry};

/// Until when a name is locked; may be over.
pub async fn locked_until(link: &Link, name: &str) -> Result<Option<Timestamp>, Fault> {
    let row = link
        .first(
            "select locked_until
             from sign_in_try
             where name = $1",
            &[&name],
        )
        .await?;
    let until = row.map(|row| code::moment(&row, 0)).transpose()?;
    Ok(until.filter(|until| until.0 > 0))
}

/// Until when a name is locked now.
pub async fn lock(link: &Link, name: &str, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    Ok(locked_until(link, name).await?.filter(|until| now < *until))
}

/// Counts a wrong try, one after the other. While the name is locked nothing is
/// counted.
pub async fn count(link: &Link, name: &str, now: Timestamp) -> Result<SignInTry, Fault> {
    // There first, so that there is something to lock.
    link.execute(
        "insert into sign_in_try (name, tries, locked_until, last_at)
         values ($1, 0, 0, $2)
         on conflict (name) do nothing",
        &[&name, &now.0],
    )
    .await?;
    let row = link
        .first(
            "select tries, locked_until
             from sign_in_try
             where name = $1
             for update",
            &[&name],
        )
        .await?;
    // Someone signed in meanwhile.
    let row = row.ok_or_else(|| Fault::Again("tries were forgiven".to_owned()))?;
    let (tries, locked_until): (u32, _) = (code::small(&row, 0)?, code::moment(&row, 1)?);
    if now < locked_until {
        return Ok(SignInTry::Locked(locked_until));
    }
    let tries = tries + 1;
    let locked_until = lock::PASSWORD.until(tries, now).unwrap_or_default();
    link.execute(
        "update sign_in_try
         set tries = $2,
             locked_until = $3,
             last_at = $4
         where name = $1",
        &[&name, &i64::from(tries), &locked_until.0, &now.0],
    )
    .await?;
    Ok(SignInTry::Wrong)
}

/// Forgives the tries of a name.
pub async fn forgive(link: &Link, name: &str) -> Result<(), Fault> {
    link.execute("delete from sign_in_try where name = $1", &[&name]).await?;
    Ok(())
}

/// Forgets tries that are a day old: no lock lasts so long.
pub async fn forget_old(link: &Link, now: Timestamp) -> Result<(), Fault> {
    link.execute("delete from sign_in_try where last_at < $1", &[&(now.0 - DAY)]).await?;
    Ok(())
}
