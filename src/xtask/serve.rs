//! `serve`: from a fresh clone to a running office, in one command.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::build;
use crate::failure::Failure;

/// Builds what is missing and becomes `sunwai serve`.
///
/// # Errors
/// When something cannot be built, or the server cannot be started.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let binary = build::binary()?;
    let own = arguments.iter().filter(|argument| *argument != "--");

    // Replaces this process, so that Ctrl-C and SIGTERM reach the server itself.
    let error = Command::new(&binary).arg("serve").args(own).exec();
    Err(Failure::new(format!("{} could not be started: {error}", binary.display())))
}
