//! What is done to accounts, at the desk and on the command line alike: a new
//! one, and new access for one.
//!
//! Works on the store it is given, so that the command line does the same beside
//! a running server ([`crate::staff`]) as the admin does in it
//! ([`crate::api::desk::staff`]).

use domain::{
    password::ONE_TIME_DAYS,
    staff::Staff,
    time::Timestamp,
    wire::desk::{Account, Issued},
};

use crate::{
    chance::Chance,
    failure::Failure,
    password::{self, Passwords},
    secret::Secret,
    store::{Access, Enrolled, StaffAccount, StaffChange, StaffChanged, StaffStore},
    totp::Factor,
};

/// Makes access to accounts.
pub struct Issuer<'a> {
    /// Hashes the one-time password.
    pub passwords: &'a Passwords,
    /// Seals the second factor.
    pub secret: &'a Secret,
    /// Draws both.
    pub chance: &'a dyn Chance,
}

impl Issuer<'_> {
    /// A one-time password and, where it is wanted, a second factor: as they are
    /// kept, and as they are handed over.
    async fn issue(&self, user: &str, has_factor: bool, now: Timestamp) -> Result<(Access, Issued), Failure> {
        let one_time_password = password::one_time(self.chance);
        let factor = has_factor.then(|| Factor::from_chance(self.chance));
        let access = Access {
            password: self.passwords.hash(&one_time_password, self.chance).await?,
            one_time_until: Some(now.plus_days(ONE_TIME_DAYS)),
            factor: factor.as_ref().map(|factor| self.secret.seal_factor(user, factor.bytes(), self.chance)),
        };
        let totp_secret = factor.map(|factor| factor.base32());
        Ok((access, Issued { user: user.to_owned(), one_time_password, totp_secret }))
    }
}

/// Makes an account; one of a role that needs it has a second factor in any case.
///
/// # Errors
/// [`Failure::NameTaken`].
pub async fn enrol(
    store: &dyn StaffStore,
    issuer: &Issuer<'_>,
    staff: Staff,
    wants_factor: bool,
    now: Timestamp,
) -> Result<Issued, Failure> {
    let has_factor = wants_factor || staff.role.needs_second_factor();
    let (access, issued) = issuer.issue(&staff.user, has_factor, now).await?;
    match store.add_staff(staff, access, now).await? {
        Enrolled::New => Ok(issued),
        Enrolled::NameTaken => Err(Failure::NameTaken),
    }
}

/// Issues new access, with a second factor if the account had one: neither the
/// old password nor the old factor opens it any more, and its sessions end.
///
/// # Errors
/// [`Failure::UnknownStaff`].
pub async fn reset(store: &dyn StaffStore, issuer: &Issuer<'_>, user: &str, now: Timestamp) -> Result<Issued, Failure> {
    let before = store.staff(user).await?.ok_or(Failure::UnknownStaff)?;
    let (access, issued) = issuer.issue(user, before.access.factor.is_some(), now).await?;
    change(store, user, StaffChange { access: Some(access), ..StaffChange::default() }).await?;
    Ok(issued)
}

/// Changes an account; the account after it.
///
/// # Errors
/// [`Failure::UnknownStaff`], [`Failure::LastAdmin`].
pub async fn change(store: &dyn StaffStore, user: &str, change: StaffChange) -> Result<StaffAccount, Failure> {
    match store.change_staff(user, change).await? {
        StaffChanged::Done(account) => Ok(*account),
        StaffChanged::Unknown => Err(Failure::UnknownStaff),
        StaffChanged::LastAdmin => Err(Failure::LastAdmin),
    }
}

/// An account as it is shown at `now`: nothing that opens it.
pub fn shown(account: StaffAccount, now: Timestamp) -> Account {
    Account {
        user: account.staff.user,
        role: account.staff.role,
        departments: account.staff.departments,
        district: account.staff.district,
        second_factor: account.access.factor.is_some(),
        one_time_until: account.access.one_time_until,
        disabled: account.disabled,
        locked_until: account.locked_until.filter(|until| now < *until),
    }
}
