//! Proving who one is: name, password and code.
//!
//! An unknown name, a disabled account, a wrong password and a wrong code are
//! answered alike and in the same time, and count alike: a password is compared
//! in any case. What a right password may be told (that a code is needed, that it
//! must be changed) is told only when the name is not locked.

use domain::{
    password::check_password,
    staff::is_user,
    time::Timestamp,
    wire::{
        FieldProblem,
        desk::{NewPassword, SignIn},
    },
};

use crate::{
    api::complaints::compose,
    failure::Failure,
    history::Digest,
    limits::Kind,
    office::Office,
    session::Token,
    store::{NewHash, Opening, SignInTry, StaffAccount},
    totp::Factor,
};

/// What the code beside a right password is worth.
enum Code {
    NotAsked,
    Missing,
    /// The time step it belongs to, not used before.
    Right(i64),
}

/// An account whose password was right.
struct Proven {
    account: StaffAccount,
    code: Code,
}

/// Opens a session. A code opens one session only.
///
/// # Errors
/// [`Failure::SignInWrong`], [`Failure::SignInLocked`]; after a right password
/// [`Failure::PasswordMustChange`], [`Failure::PasswordExpired`] and
/// [`Failure::CodeNeeded`].
pub async fn sign_in(office: &Office, asked: &SignIn, replaces: Option<Digest>) -> Result<Token, Failure> {
    let now = office.clock.now();
    let Proven { account, code } =
        prove_within_limits(office, &asked.user, &asked.password, asked.code.as_deref(), now).await?;
    if account.access.one_time_until.is_some() {
        refuse_if_expired(&account, now)?;
        return Err(Failure::PasswordMustChange);
    }
    let factor_step = match code {
        Code::NotAsked => None,
        Code::Missing => return Err(Failure::CodeNeeded),
        Code::Right(step) => Some(step),
    };
    let token = Token::from_chance(&*office.chance);
    let opening = Opening {
        name: account.staff.user,
        password: account.access.password,
        factor_step,
        token: token.digest(),
        replaces,
    };
    told(office.store.open_session(opening, now).await?, now)?;
    Ok(token)
}

/// Puts a new password in the place of the old one, and ends all sessions but the
/// one from which it is done.
///
/// The code is not used up by it: what was sent cannot be sent again, because the
/// old password is no longer valid, and so nobody waits half a minute between
/// choosing a password and signing in with it.
///
/// # Errors
/// [`Failure::BodyInvalid`] when the new password will not do; as [`sign_in`].
pub async fn change_password(office: &Office, asked: &NewPassword, spares: Option<Digest>) -> Result<(), Failure> {
    let now = office.clock.now();
    let new = compose(&asked.new);
    check_password(&asked.user, &compose(&asked.old), &new)
        .map_err(|key| Failure::BodyInvalid(vec![FieldProblem::new("/new", key)]))?;
    let Proven { account, code } =
        prove_within_limits(office, &asked.user, &asked.old, asked.code.as_deref(), now).await?;
    refuse_if_expired(&account, now)?;
    if matches!(code, Code::Missing) {
        return Err(Failure::CodeNeeded);
    }
    let new = office.passwords.hash(&new, &*office.chance).await?;
    let hash = NewHash { name: account.staff.user, old: account.access.password, new, spares };
    told(office.store.change_password(hash, now).await?, now)
}

/// As [`prove`], so often from one address: names lock one by one, and there are many.
async fn prove_within_limits(
    office: &Office,
    user: &str,
    password: &str,
    code: Option<&str>,
    now: Timestamp,
) -> Result<Proven, Failure> {
    office.limits.check(Kind::SignIn, now)?;
    let proven = prove(office, user, password, code, now).await;
    if matches!(proven, Err(Failure::SignInWrong | Failure::SignInLocked(_))) {
        office.limits.count(Kind::SignIn, now);
    }
    proven
}

/// The account, if the password is right, and the code is if there is one.
async fn prove(
    office: &Office,
    user: &str,
    password: &str,
    code: Option<&str>,
    now: Timestamp,
) -> Result<Proven, Failure> {
    // Phones begin a field with a capital letter.
    let user = user.trim().to_ascii_lowercase();
    // What can be nobody's name is not counted: it may be a mistyped password.
    let is_name = is_user(&user);
    refuse_if_locked(office, &user, now).await?;
    let found = if is_name { office.store.staff(&user).await? } else { None };
    let hash = found.as_ref().map(|account| account.access.password.as_str());
    let is_right = office.passwords.is_right(&compose(password), hash).await?;
    // Others may have guessed at the same time.
    refuse_if_locked(office, &user, now).await?;
    let account = found.filter(|account| is_right && !account.disabled);
    if let Some(account) = account
        && let Some(code) = judge(office, &account, code, now)?
    {
        return Ok(Proven { account, code });
    }
    if is_name {
        told(office.store.count_wrong(&user, now).await?, now)?;
    }
    Err(Failure::SignInWrong)
}

async fn refuse_if_locked(office: &Office, user: &str, now: Timestamp) -> Result<(), Failure> {
    let lock = office.store.sign_in_lock(user, now).await?;
    lock.map_or(Ok(()), |until| told(SignInTry::Locked(until), now))
}

/// A one-time password that nobody used in time opens nothing: it may lie in a
/// message or on a slip that others find.
fn refuse_if_expired(account: &StaffAccount, now: Timestamp) -> Result<(), Failure> {
    let is_expired = account.access.one_time_until.is_some_and(|until| until <= now);
    if is_expired { Err(Failure::PasswordExpired) } else { Ok(()) }
}

/// What the code is worth; `None` if it is wrong or was used before.
fn judge(office: &Office, account: &StaffAccount, code: Option<&str>, now: Timestamp) -> Result<Option<Code>, Failure> {
    let Some(sealed) = &account.access.factor else { return Ok(Some(Code::NotAsked)) };
    let Some(code) = code.filter(|code| !code.trim().is_empty()) else { return Ok(Some(Code::Missing)) };
    let opened = office.secret.open_factor(&account.staff.user, sealed);
    let factor = opened.and_then(|bytes| Factor::from_bytes(&bytes));
    let factor = factor.ok_or_else(|| Failure::Broken("a second factor does not open".to_owned()))?;
    Ok(factor.step_of(code, now).filter(|step| *step > account.factor_step).map(Code::Right))
}

fn told(outcome: SignInTry, now: Timestamp) -> Result<(), Failure> {
    match outcome {
        SignInTry::Done => Ok(()),
        SignInTry::Wrong => Err(Failure::SignInWrong),
        SignInTry::Locked(until) => Err(Failure::SignInLocked((until.0 - now.0).max(1))),
    }
}
