//! `sunwai staff`: accounts from the command line, also while a server uses the
//! database; it sees every change with the next request.
//!
//! What is done to an account is decided in [`crate::accounts`], as at the desk.

use clap::{Args, Subcommand};
use domain::{
    language::Language,
    reference::{Department, District},
    staff::{Role, Staff},
    wire::desk::Account,
};
use serde::Serialize;

use crate::{
    accounts::{self, Issuer},
    chance::SystemChance,
    clock::{Clock as _, SystemClock},
    config::Settings,
    failure::Failure,
    open::open_staff,
    password::Passwords,
    store::{StaffChange, StaffStore},
    texts,
};

mod print;

/// What shall be done.
#[derive(Args, Clone, Debug)]
pub struct Asked {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Debug)]
enum What {
    /// Make an account and print its one-time password
    Add(New),
    /// List all accounts
    List(Form),
    /// End all sessions of an account and let nobody in
    Disable(Name),
    /// Open a disabled account again
    Enable(Name),
    /// Issue a new one-time password, and a new second factor if there was one
    Reset(Reset),
}

#[derive(Args, Clone, Debug)]
struct New {
    /// The name to sign in with: lower case letters, digits, dots, hyphens and underscores
    name: String,
    /// tracker, officer, supervisor or admin; supervisors and admins always get a second factor
    #[arg(long, env = "SUNWAI_STAFF_ROLE", value_name = "ROLE", value_parser = role)]
    role: Role,
    /// A department of an officer; may be given several times
    #[arg(long = "department", env = "SUNWAI_STAFF_DEPARTMENT", value_name = "CODE", value_parser = department, value_delimiter = ',')]
    departments: Vec<Department>,
    /// An officer's district
    #[arg(long, env = "SUNWAI_STAFF_DISTRICT", value_name = "CODE", value_parser = district)]
    district: Option<District>,
    /// A second factor for a role that does not need one
    #[arg(long, env = "SUNWAI_STAFF_SECOND_FACTOR")]
    second_factor: bool,
    #[command(flatten)]
    form: Form,
}

#[derive(Args, Clone, Debug)]
struct Name {
    /// The account's name
    name: String,
}

#[derive(Args, Clone, Debug)]
struct Reset {
    /// The account's name
    name: String,
    #[command(flatten)]
    form: Form,
}

#[derive(Args, Clone, Copy, Debug)]
struct Form {
    /// Print JSON, for programs
    #[arg(long, env = "SUNWAI_STAFF_JSON")]
    json: bool,
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| "it must be tracker, officer, supervisor or admin".to_owned())
}

fn department(code: &str) -> Result<Department, String> {
    Department::from_code(code).ok_or_else(|| {
        let codes: Vec<_> = Department::all().map(Department::code).collect();
        format!("it must be one of {}", codes.join(", "))
    })
}

/// The district of a code on the command line.
///
/// # Errors
/// Which codes there are.
pub fn district(code: &str) -> Result<District, String> {
    District::from_code(code).ok_or_else(|| {
        let codes: Vec<_> = District::all().map(District::code).collect();
        format!("it must be one of {}", codes.join(", "))
    })
}

/// Does it and prints what there is to hand over.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence.
pub async fn staff(settings: &Settings, asked: &Asked) -> Result<(), String> {
    let (store, secret) = open_staff(settings).await?;
    let passwords = Passwords::new(&secret);
    let issuer = Issuer { passwords: &passwords, secret: &secret, chance: &SystemChance };
    let now = SystemClock.now();
    match &asked.what {
        What::Add(new) => {
            let staff = Staff::new(&new.name, new.role, new.departments.clone(), new.district)
                .map_err(|problems| words(&Failure::BodyInvalid(problems)))?;
            let issued = accounts::enrol(&*store, &issuer, staff, new.second_factor, now).await;
            tell(new.form.json, &issued.map_err(|failure| words(&failure))?, print::issued);
        }
        What::Reset(reset) => {
            let issued = accounts::reset(&*store, &issuer, &reset.name, now).await;
            tell(reset.form.json, &issued.map_err(|failure| words(&failure))?, print::issued);
        }
        What::List(form) => {
            let all = store.all_staff().await.map_err(|error| words(&error.into()))?;
            let shown: Vec<Account> = all.into_iter().map(|account| accounts::shown(account, now)).collect();
            tell(form.json, &shown, |shown| print::list(shown, now));
        }
        What::Disable(Name { name }) => {
            disable(&*store, name, true).await?;
            println!("{name} is out: all sessions have ended, and nobody signs in with this name.");
        }
        What::Enable(Name { name }) => {
            disable(&*store, name, false).await?;
            println!("{name} may sign in again.");
        }
    }
    Ok(())
}

async fn disable(store: &dyn StaffStore, name: &str, disabled: bool) -> Result<(), String> {
    let change = StaffChange { disabled: Some(disabled), ..StaffChange::default() };
    accounts::change(store, name, change).await.map(|_| ()).map_err(|failure| words(&failure))
}

/// Prints it, as JSON for programs or in words for people.
pub fn tell<T: Serialize>(json: bool, what: &T, in_words: impl Fn(&T) -> String) {
    if json {
        println!("{}", serde_json::to_string(what).expect("wire types can be written"));
    } else {
        print!("{}", in_words(what));
    }
}

/// The sentences that the desk shows as well; whoever sits here may also know
/// what is broken.
fn words(failure: &Failure) -> String {
    let texts = texts::of(Language::En);
    match failure {
        Failure::Broken(words) | Failure::Unavailable(words) => words.clone(),
        Failure::BodyInvalid(problems) => {
            let sentences: Vec<_> = problems.iter().map(|problem| texts.problem(&problem.key)).collect();
            sentences.join(" ")
        }
        other => texts.problem(other.told().2).to_owned(),
    }
}
