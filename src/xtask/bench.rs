//! `bench`: the tables of weight, speed and load. Each table is a program of its
//! own that starts the release build and prints what it finds.

use std::path::Path;

use crate::failure::Failure;
use crate::{browser, build, node, program, workspace};

const PAGES: [&str; 2] = ["tests/speed/weight.mjs", "tests/speed/lighthouse.mjs"];

/// Prints all tables; with arguments only that of the load, which they go to.
///
/// # Errors
/// When the build fails or a measurement cannot be made.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let binary = build::binary()?;
    if arguments.is_empty() {
        print_pages(&binary)?;
    }
    print_load(&binary, arguments)
}

fn print_pages(binary: &Path) -> Result<(), Failure> {
    node::ensure_browser_packages()?;
    let chromium = browser::ensure()?;
    PAGES.iter().try_for_each(|table| program::run(&mut node::script(table, binary, &chromium)))
}

/// The databases it fills stay with the build: they are as large and as easy to
/// make again.
fn print_load(binary: &Path, arguments: &[String]) -> Result<(), Failure> {
    let mut load = program::cargo();
    load.args(["bench", "--quiet", "--package", "server", "--bench", "load", "--", "--binary"])
        .arg(binary)
        .arg("--cache")
        .arg(workspace::cargo_target().join("load"))
        .args(arguments.iter().filter(|argument| *argument != "--"));
    program::run(&mut load)
}
