//! Accounts in words, for whoever sits at the command line.

use std::fmt::Write as _;

use domain::{
    password::ONE_TIME_DAYS,
    time::Timestamp,
    wire::desk::{Account, Issued},
};

use crate::totp;

/// What is to be handed to the person.
pub fn issued(issued: &Issued) -> String {
    let mut text = format!("Name:              {}\nOne-time password: {}\n", issued.user, issued.one_time_password);
    if let Some(base32) = &issued.totp_secret {
        line(&mut text, format_args!("Second factor:     {base32}"));
        line(&mut text, format_args!("For the app:       {}", totp::address(&issued.user, base32)));
    }
    line(
        &mut text,
        format_args!(
            "\nThis is shown once. The password opens nothing but the choice of another one, at /desk, and is valid for \
             {ONE_TIME_DAYS} days."
        ),
    );
    text
}

/// One line an account.
pub fn list(accounts: &[Account], now: Timestamp) -> String {
    if accounts.is_empty() {
        return "There are no accounts. Make the first: sunwai staff add NAME --role admin\n".to_owned();
    }
    let longest = accounts.iter().map(|account| account.user.len()).max().unwrap_or_default();
    let mut text = String::new();
    for account in accounts {
        let parts = [Some(account.role.code().to_owned()), place(account), state(account, now)];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        line(&mut text, format_args!("{:longest$}  {}", account.user, parts.join(", ")));
    }
    text
}

fn place(account: &Account) -> Option<String> {
    let departments = account.departments.iter().map(|department| department.code());
    let codes: Vec<_> = departments.chain(account.district.map(|district| district.code())).collect();
    (!codes.is_empty()).then(|| codes.join(" "))
}

fn state(account: &Account, now: Timestamp) -> Option<String> {
    if account.disabled {
        return Some("disabled".to_owned());
    }
    if let Some(until) = account.locked_until {
        return Some(format!("locked until {until} after wrong passwords"));
    }
    account.one_time_until.map(|until| match until {
        until if until <= now => "has not chosen a password in time; reset gives a new one".to_owned(),
        until => format!("has not chosen a password yet, until {}", until.day()),
    })
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("a text takes any line");
}
