//! `sunwai demo`: fills an empty database with made-up complaints and their
//! lives, so that the public figures come out exactly as asked.
//!
//! - [`numbers`] what is asked for; [`schedule`] when each complaint comes and how
//!   it ends; [`plan`] each with its [`life`]
//! - [`words`] what the made-up people write; [`draw`] chance from a seed;
//!   [`desk`] who works there; [`office_hours`] when desks act
//! - [`fill`] files them all through the one door; [`sample`] and [`summary`] are
//!   what is seen of it

use std::sync::Arc;

use clap::Args;
use domain::{statistics::Question, time::Day};

use crate::{
    clock::{Clock as _, SystemClock},
    config::Settings,
    office::Office,
    open::{mark_as_made_up, open},
    progress::Progress,
    store::StoreError,
};

pub mod desk;
pub mod draw;
pub mod fill;
pub mod life;
pub mod numbers;
pub mod office_hours;
pub mod plan;
pub mod sample;
pub mod schedule;
pub mod summary;
pub mod words;

use numbers::Numbers;
use plan::Plan;
use sample::Sample;
use summary::Summary;

/// The numbers that the figures shall come out at.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Without options the figures are those that the Chief Minister's office published for \
    January 2020 to February 2021: 83.87 % of the disposed resolved, 16.13 % not tenable, 4.36 % of the received \
    pending. What is neither resolved nor not tenable is pending. The database must be empty; the complaints go \
    through the same door as real ones, under a minute for the 89001 on two cores.")]
pub struct Asked {
    /// Complaints filed, at most 5000000
    #[arg(long, env = "SUNWAI_DEMO_RECEIVED", value_name = "NUMBER", default_value_t = 89_001)]
    received: u32,
    /// Of them solved
    #[arg(long, env = "SUNWAI_DEMO_RESOLVED", value_name = "NUMBER", default_value_t = 71_391)]
    resolved: u32,
    /// Of them closed with a reason, because nothing can be done
    #[arg(long, env = "SUNWAI_DEMO_NOT_TENABLE", value_name = "NUMBER", default_value_t = 13_732)]
    not_tenable: u32,
    /// The first day on which one is filed
    #[arg(long, env = "SUNWAI_DEMO_FROM", value_name = "DAY", default_value = "2020-01-01", value_parser = day)]
    from: Day,
    /// The last day, not after today; nothing happens after it
    #[arg(long, env = "SUNWAI_DEMO_TO", value_name = "DAY", default_value = "2021-02-28", value_parser = day)]
    to: Day,
    /// The same seed makes the same complaints with the same numbers
    #[arg(long, env = "SUNWAI_DEMO_SEED", value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "it must be a day of the calendar, such as 2020-01-31".to_owned())
}

impl Asked {
    fn numbers(&self) -> Numbers {
        Numbers {
            received: self.received,
            resolved: self.resolved,
            not_tenable: self.not_tenable,
            from: self.from,
            to: self.to,
            seed: self.seed,
        }
    }
}

/// Makes the demo and prints its figures.
///
/// # Errors
/// Impossible numbers, a database that holds complaints already, or one that
/// cannot be written; in a sentence.
pub async fn demo(settings: &Settings, asked: &Asked) -> Result<(), String> {
    let numbers = asked.numbers().check(SystemClock.now().day()).map_err(|impossible| impossible.to_string())?;
    let office = open(settings).await?;
    refuse_unless_empty(&office, settings).await?;
    mark_as_made_up(&office).await?;

    let plan = Arc::new(Plan::new(&numbers));
    let progress = Arc::new(Progress::new("complaints", u64::from(numbers.received)));
    fill::fill(&office, &plan, &progress).await?;
    progress.finish();
    let broken = |error| format!("The complaints cannot be made searchable: {error}");
    office.store.finish_search().await.map_err(broken)?;

    let figures = office.store.figures().await.map_err(unreadable)?;
    let tally = figures.read(|figures, _version| figures.tally(&Question::default()));
    print!("{}", Summary { numbers, tally, samples: Sample::of_each_state(&plan, &office) });
    Ok(())
}

fn unreadable(error: StoreError) -> String {
    format!("The database cannot be read: {error}")
}

async fn refuse_unless_empty(office: &Office, settings: &Settings) -> Result<(), String> {
    let figures = office.store.figures().await.map_err(unreadable)?;
    let held: u32 = figures.read(|figures, _version| figures.cells().map(|(_, count)| count).sum());
    if held == 0 {
        return Ok(());
    }
    Err(format!(
        "The database {} holds {held} complaints already, and made-up ones shall not be mixed with them. \
         Name a new one, such as --database sqlite:demo.db",
        settings.database
    ))
}
