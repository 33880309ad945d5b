//! `sunwai kiosk`: the terminals of centres from the command line, also while a
//! server uses the database; it sees every change with the next request.

use clap::{Args, Subcommand};
use domain::{
    enrolment::EnrolmentCode,
    reference::District,
    wire::kiosk::{KioskLine, NewKiosk},
};

use crate::{
    chance::{Chance, SystemChance},
    clock::{Clock as _, SystemClock},
    config::Settings,
    open::open_staff,
    staff::{district, tell},
    store::kiosk::{Addition, Kiosk},
};

mod print;

/// A code is good for so many days: long enough to reach a centre, and short
/// enough that a note is worth nothing for long.
const CODE_DAYS: i64 = 3;

/// The name of a centre has at most so many characters.
const NAME_MAX: usize = 80;

/// What shall be done.
#[derive(Args, Clone, Debug)]
pub struct Asked {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Debug)]
enum What {
    /// Add the terminal of a centre and print its enrolment code, to be typed there once
    Add(New),
    /// List all kiosks
    List(Form),
    /// Let a terminal do nothing any more, for good: for a stolen one, or a new code
    Disable(Number),
}

#[derive(Args, Clone, Debug)]
struct New {
    /// The centre's name, as it stands on slips
    #[arg(value_name = "CENTRE NAME", value_parser = name)]
    name: String,
    /// Its district, which the form begins with
    #[arg(long, env = "SUNWAI_KIOSK_DISTRICT", value_name = "CODE", value_parser = district)]
    district: District,
    #[command(flatten)]
    form: Form,
}

#[derive(Args, Clone, Debug)]
struct Number {
    /// The kiosk's number, as `list` shows it
    id: u32,
}

#[derive(Args, Clone, Copy, Debug)]
struct Form {
    /// Print JSON, for programs
    #[arg(long, env = "SUNWAI_KIOSK_JSON")]
    json: bool,
}

fn name(typed: &str) -> Result<String, String> {
    let name = typed.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(format!("it must have 1 to {NAME_MAX} characters in one line")) }
}

/// Does it and prints what there is to hand over.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence.
pub async fn kiosk(settings: &Settings, asked: &Asked) -> Result<(), String> {
    let (store, secret) = open_staff(settings).await?;
    let now = SystemClock.now();
    let broken = |error: crate::store::StoreError| error.to_string();
    match &asked.what {
        What::Add(new) => {
            let code = EnrolmentCode::from_chance(bits(&SystemChance));
            let addition = Addition {
                name: new.name.clone(),
                district: new.district,
                code: secret.digest_enrolment(&code),
                code_expires_at: now.plus_days(CODE_DAYS),
            };
            let expires_at = addition.code_expires_at;
            let id = store.add_kiosk(addition, now).await.map_err(broken)?;
            let (name, district) = (new.name.clone(), new.district);
            let added = NewKiosk { id, name, district, enrolment_code: code.display(), expires_at };
            tell(new.form.json, &added, print::added);
        }
        What::List(form) => {
            let all = store.kiosks().await.map_err(broken)?;
            let lines: Vec<_> = all.into_iter().map(line).collect();
            tell(form.json, &lines, |lines| print::list(lines, now));
        }
        What::Disable(Number { id }) => {
            let disabled = store.disable_kiosk(*id, now).await.map_err(broken)?;
            let kiosk = disabled.ok_or_else(|| format!("There is no kiosk {id}. See: sunwai kiosk list"))?;
            println!("Kiosk {id}, {}, files nothing any more. Its terminal is told with its next request.", kiosk.name);
        }
    }
    Ok(())
}

fn bits(chance: &dyn Chance) -> u128 {
    u128::from(chance.bits()) << 64 | u128::from(chance.bits())
}

fn line(kiosk: Kiosk) -> KioskLine {
    let waits = kiosk.enrolled_at.is_none() && kiosk.disabled_at.is_none();
    KioskLine {
        id: kiosk.id,
        name: kiosk.name,
        district: kiosk.district,
        enrolled_at: kiosk.enrolled_at,
        code_expires_at: waits.then_some(kiosk.code_expires_at),
        seen_at: kiosk.seen_at,
        disabled_at: kiosk.disabled_at,
    }
}
