//! How many submissions, look-ups and figures a second the release build
//! answers over 64 connections from the same machine, and how long the desk
//! waits for its queue, filters, board and search over one, with ten thousand to
//! a million complaints; each beside the same server's `/healthz`, so that the
//! ratio holds on any machine.
//!
//!     cargo bench --package server --bench load -- --binary <sunwai> --cache <folder> [--seconds 10] [mode …]
//!
//! Modes: `submit`, `lookup`, `figures`, and of the desk `queue`, `filter`,
//! `board`, `search`; all when none is named. The folder keeps the databases that
//! are filled for the next run. Requests
//! are written and read by hand, so that the measuring costs little of what it
//! measures: server and client share the processor.

mod connection;
mod desk;
mod measure;
mod options;
mod requests;
mod sunwai;

use std::{cell::RefCell, error::Error, process::ExitCode, rc::Rc};

use desk::Session;
use measure::{Measured, measure};
use options::{MILLION, Mode, Options, SIZES, demo};
use requests::{Gets, Submissions};
use sunwai::Sunwai;

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match Options::read(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failures) => {
            eprintln!("{failures} requests failed.");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what is asked for; the sum of failures.
fn run(options: &Options) -> Answer<u64> {
    let (desks, citizens): (Vec<Mode>, Vec<Mode>) = options.modes.iter().partition(|mode| mode.is_desks());
    let mut failures = 0;
    if !citizens.is_empty() {
        failures += run_citizens(options, &citizens)?;
    }
    if !desks.is_empty() {
        failures += run_desk(options, &desks)?;
    }
    Ok(failures)
}

/// Measures each mode beside the same server's `/healthz`.
fn run_citizens(options: &Options, modes: &[Mode]) -> Answer<u64> {
    let mut lines = Vec::new();
    for mode in modes {
        let database = match mode {
            Mode::Submit => options.new_database()?,
            _ => options.filled(MILLION)?,
        };
        let server = Sunwai::serve(&options.binary, &database)?;
        let alive = measure(&server, options, &shared(Gets::healthz()))?;
        let measured = match mode {
            Mode::Submit => measure_submissions(&server, options)?,
            Mode::Lookup => measure(&server, options, &shared(Gets::lookups(&demo(MILLION))))?,
            _ => measure(&server, options, &shared(Gets::figures()))?,
        };
        server.stop()?;
        lines.push((mode.name(), measured, alive));
    }

    print_table(options, &lines);
    Ok(lines.iter().map(|(_, measured, alive)| measured.failures + alive.failures).sum())
}

/// Measures what the desk asks with each number of complaints.
fn run_desk(options: &Options, modes: &[Mode]) -> Answer<u64> {
    let options = &Options { connections: 1, ..options.clone() };
    let mut failures = 0;
    println!("\none connection, {} seconds each\n", options.seconds);
    println!("            complaints   p50 ms   p99 ms  failures   of /healthz");
    for received in SIZES {
        let database = options.filled(received)?;
        let server = Sunwai::serve(&options.binary, &database)?;
        let session = Session::open(&options.binary, &database, server.address)?;
        let alive = measure(&server, options, &shared(Gets::healthz()))?;
        for mode in modes {
            let requests = shared(session.requests(*mode, &demo(received))?);
            let measured = measure(&server, options, &requests)?;
            println!(
                "{:<10} {received:>11} {:>8.2} {:>8.2} {:>9} {:>11.1} x",
                mode.name(),
                measured.percentile(50),
                measured.percentile(99),
                measured.failures,
                measured.percentile(50) / alive.percentile(50),
            );
            failures += measured.failures;
        }
        server.stop()?;
    }
    Ok(failures)
}

/// A receipt counts once: two with the same number would be a failure.
fn measure_submissions(server: &Sunwai, options: &Options) -> Answer<Measured> {
    let submissions = shared(Submissions::new());
    let mut measured = measure(server, options, &submissions)?;
    measured.failures += submissions.borrow_mut().repeated_tickets();
    Ok(measured)
}

/// All connections draw from the same requests.
fn shared<R>(requests: R) -> Rc<RefCell<R>> {
    Rc::new(RefCell::new(requests))
}

fn print_table(options: &Options, lines: &[(&str, Measured, Measured)]) {
    println!("\n{} connections, {} seconds each\n", options.connections, options.seconds);
    println!("                requests/s   p50 ms   p99 ms  failures   /healthz   of /healthz");
    for (name, measured, alive) in lines {
        println!(
            "{name:<14} {:>11.0} {:>8.2} {:>8.2} {:>9} {:>10.0} {:>11.1} %",
            measured.rate,
            measured.percentile(50),
            measured.percentile(99),
            measured.failures,
            alive.rate,
            measured.rate / alive.rate * 100.0,
        );
    }
}
