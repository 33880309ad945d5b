//! `bench`: the tables of weight and speed. Each table is a program of its own
//! that starts the release build on an empty database and prints what it finds.

use crate::failure::Failure;
use crate::{browser, build, node, program};

const TABLES: [&str; 2] = ["tests/speed/weight.mjs", "tests/speed/lighthouse.mjs"];

/// Prints all tables.
///
/// # Errors
/// When the build fails or a measurement cannot be made.
pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    let binary = build::binary()?;
    node::ensure_browser_packages()?;
    let chromium = browser::ensure()?;

    for table in TABLES {
        program::run(&mut node::script(table, &binary, &chromium))?;
    }
    Ok(())
}
