//! Wrong tries of PINs. A number that does not exist is counted like any other.

use domain::{ticket::Ticket, time::Timestamp};

use super::{code, fault::Fault, link::Link};
use crate::{
    lock,
    store::{ONCE_DAYS, PinTry},
};

/// Counts a try, one after the other. While the PIN is locked nothing is compared
/// and nothing counted.
pub async fn count(link: &Link, ticket: Ticket, is_right: bool, now: Timestamp) -> Result<PinTry, Fault> {
    let number = code::number(ticket);
    // There first, so that there is something to lock.
    link.execute(
        "insert into pin_try (ticket, tries, locked_until, last_at)
         values ($1, 0, 0, $2)
         on conflict (ticket) do nothing",
        &[&number, &now.0],
    )
    .await?;
    let row = link
        .first(
            "select tries, locked_until
             from pin_try
             where ticket = $1
             for update",
            &[&number],
        )
        .await?;
    // A right try took it away meanwhile.
    let row = row.ok_or_else(|| Fault::Again("tries were forgiven".to_owned()))?;
    let (tries, locked_until): (u32, _) = (code::small(&row, 0)?, code::moment(&row, 1)?);
    if now < locked_until {
        return Ok(PinTry::Locked(locked_until));
    }
    if is_right {
        link.execute("delete from pin_try where ticket = $1", &[&number]).await?;
        return Ok(PinTry::Open);
    }
    let tries = tries + 1;
    let locked_until = lock::PIN.until(tries, now).unwrap_or_default();
    link.execute(
        "update pin_try
         set tries = $2,
             locked_until = $3,
             last_at = $4
         where ticket = $1",
        &[&number, &i64::from(tries), &locked_until.0, &now.0],
    )
    .await?;
    Ok(PinTry::Wrong)
}

/// Forgets tries that are long over.
pub async fn forget_old(link: &Link, now: Timestamp) -> Result<(), Fault> {
    link.execute("delete from pin_try where last_at < $1", &[&now.plus_days(-ONCE_DAYS).0]).await?;
    Ok(())
}
