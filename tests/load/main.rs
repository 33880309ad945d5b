//! How many submissions, look-ups and figures a second the release build
//! answers over 64 connections from the same machine, beside its `/healthz`, so
//! that the ratio holds on any machine.
//!
//!     cargo bench --package server --bench load -- --binary <sunwai> --cache <folder> [--seconds 10] [mode …]
//!
//! Modes: `submit`, `lookup`, `figures`; all three when none is named. The
//! folder keeps a database of a million complaints for the next run. Requests
//! are written and read by hand, so that the measuring costs little of what it
//! measures: server and client share the processor.

mod connection;
mod measure;
mod options;
mod requests;
mod sunwai;

use std::{cell::RefCell, error::Error, process::ExitCode, rc::Rc};

use measure::{Measured, measure};
use options::{Mode, Options};
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

/// Measures each mode beside the same server's `/healthz`; the sum of failures.
fn run(options: &Options) -> Answer<u64> {
    let mut lines = Vec::new();
    for mode in &options.modes {
        let database = match mode {
            Mode::Submit => options.new_database()?,
            Mode::Lookup | Mode::Figures => options.million()?,
        };
        let server = Sunwai::serve(&options.binary, &database)?;
        let alive = measure(&server, options, &shared(Gets::healthz()))?;
        let measured = match mode {
            Mode::Submit => measure_submissions(&server, options)?,
            Mode::Lookup => measure(&server, options, &shared(Gets::lookups(&options::million())))?,
            Mode::Figures => measure(&server, options, &shared(Gets::figures()))?,
        };
        server.stop()?;
        lines.push((mode.name(), measured, alive));
    }

    print_table(options, &lines);
    Ok(lines.iter().map(|(_, measured, alive)| measured.failures + alive.failures).sum())
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
