//! Calling other programs: run them in sight, ask them, find them.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::workspace;

/// Runs a program in sight of the person at the terminal.
///
/// # Errors
/// When it cannot be started or ends with anything but success.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let name = name_of(command);
    let status = command.status().map_err(|error| Failure::new(format!("`{name}` could not be started: {error}")))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status}); what it said stands above.", words_of(command))))
}

/// What a program prints, if it can be called and succeeds.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The cargo that called us, at the top of the workspace.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root()).env("CARGO_TARGET_DIR", workspace::cargo_target());
    command
}

/// The first program of this name on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Whether this is Debian, whose packages we know by name.
pub fn on_debian() -> bool {
    Path::new("/etc/debian_version").exists()
}

/// Whether we may install its packages.
pub fn may_install() -> bool {
    on_debian() && ask(Command::new("id").arg("-u")).is_some_and(|user| user == "0")
}

/// The PATH with some folders before all others.
pub fn path_with(folders: &[PathBuf]) -> OsString {
    let known = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&known));
    env::join_paths(all).unwrap_or(known)
}

fn name_of(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn words_of(command: &Command) -> String {
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(name_of(command).into()).chain(arguments).collect::<Vec<_>>().join(" ")
}
