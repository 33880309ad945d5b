//! What is measured, for how long, with which binary.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use domain::time::Day;
use server::demo::numbers::Numbers;

use crate::{Answer, sunwai};

/// What is asked of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// New complaints, each durable before it is answered.
    Submit,
    /// The status of known tickets, among a million.
    Lookup,
    /// The public figures, of a million complaints.
    Figures,
    /// Pages of the desk's queue.
    Queue,
    /// The queue with filters.
    Filter,
    /// The desk's board.
    Board,
    /// What is typed into the desk's search.
    Search,
}

impl Mode {
    const ALL: [Self; 7] =
        [Self::Submit, Self::Lookup, Self::Figures, Self::Queue, Self::Filter, Self::Board, Self::Search];

    /// Its name on the command line and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Lookup => "lookup",
            Self::Figures => "figures",
            Self::Queue => "queue",
            Self::Filter => "filter",
            Self::Board => "board",
            Self::Search => "search",
        }
    }

    /// True for what the desk asks.
    pub fn is_desks(self) -> bool {
        matches!(self, Self::Queue | Self::Filter | Self::Board | Self::Search)
    }
}

/// The command line.
#[derive(Clone)]
pub struct Options {
    /// The release build.
    pub binary: PathBuf,
    /// Where databases are kept.
    pub cache: PathBuf,
    /// For how long each is measured.
    pub seconds: u64,
    /// How many at the same time.
    pub connections: usize,
    /// What to measure.
    pub modes: Vec<Mode>,
}

/// The database of look-ups and figures, and the largest of the desk.
pub const MILLION: u32 = 1_000_000;

/// How many complaints the desk's databases hold, so that growth can be seen.
pub const SIZES: [u32; 3] = [10_000, 100_000, MILLION];

/// The demo that fills a database of so many complaints, of which 44 in a
/// thousand are open.
pub fn demo(received: u32) -> Numbers {
    let day = |text| Day::parse(text).expect("it is a day");
    Numbers {
        received,
        resolved: received / 1_000 * 802,
        not_tenable: received / 1_000 * 154,
        from: day("2020-01-01"),
        to: day("2025-12-31"),
        seed: 1,
    }
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Answer<Self> {
        let mut options = Self {
            binary: PathBuf::from("target/release/sunwai"),
            cache: PathBuf::from("target/load"),
            seconds: 10,
            connections: 64,
            modes: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--binary" => options.binary = value()?.into(),
                "--cache" => options.cache = value()?.into(),
                "--seconds" => options.seconds = value()?.parse()?,
                "--connections" => options.connections = value()?.parse()?,
                // Added by `cargo bench`.
                "--bench" => {}
                name => match Mode::ALL.into_iter().find(|mode| mode.name() == name) {
                    Some(mode) => options.modes.push(mode),
                    None => return Err(format!("there is no mode or option {name}").into()),
                },
            }
        }
        if options.modes.is_empty() {
            options.modes = Mode::ALL.to_vec();
        }
        fs::create_dir_all(&options.cache)?;
        Ok(options)
    }

    /// An empty database.
    ///
    /// # Errors
    /// When one of an earlier run cannot be removed.
    pub fn new_database(&self) -> Answer<PathBuf> {
        let folder = self.cache.join("submissions");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder.join("sunwai.db"))
    }

    /// The database with so many complaints; made at the first run and kept.
    ///
    /// # Errors
    /// When the demo cannot be made.
    pub fn filled(&self, received: u32) -> Answer<PathBuf> {
        let kept = self.cache.join(format!("demo-{received}"));
        if !kept.exists() {
            let unfinished = self.cache.join(format!("demo-{received}-unfinished"));
            if unfinished.exists() {
                fs::remove_dir_all(&unfinished)?;
            }
            fs::create_dir_all(&unfinished)?;
            fill(&self.binary, &unfinished.join("sunwai.db"), &demo(received))?;
            fs::rename(unfinished, &kept)?;
        }
        Ok(kept.join("sunwai.db"))
    }
}

/// Fills an empty database with a demo, which shows how far it is.
fn fill(binary: &Path, database: &Path, numbers: &Numbers) -> Answer<()> {
    eprintln!("A database of {} complaints is made once and kept for the next run.", numbers.received);
    let status = Command::new(binary)
        .args(["demo", "--database", &sunwai::url(database)])
        .args(["--received", &numbers.received.to_string()])
        .args(["--resolved", &numbers.resolved.to_string()])
        .args(["--not-tenable", &numbers.not_tenable.to_string()])
        .args(["--from", &numbers.from.to_string(), "--to", &numbers.to.to_string()])
        .args(["--seed", &numbers.seed.to_string()])
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("the demo was not made: {status}").into()) }
}
