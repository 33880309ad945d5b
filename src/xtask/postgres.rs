//! The database that the tests of the server start for themselves: Debian's
//! PostgreSQL, installed where we may.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::program;

const DEBIAN_PACKAGE: &str = "postgresql";

/// Where Debian puts the programs, one folder a version.
const DEBIAN_FOLDER: &str = "/usr/lib/postgresql";

/// Finds PostgreSQL's server, or installs it.
///
/// # Errors
/// When it is missing and this user may not install it.
pub fn ensure() -> Result<(), Failure> {
    if is_there() {
        return Ok(());
    }
    if !program::may_install() {
        return Err(Failure::new(format!(
            "Missing for the tests of the store: PostgreSQL's server. On Debian: `sudo apt-get install {DEBIAN_PACKAGE}`; \
             elsewhere install it and put `initdb` and `postgres` on the PATH."
        )));
    }
    install()?;
    if is_there() { Ok(()) } else { Err(Failure::new("PostgreSQL was installed but its `initdb` is not found.")) }
}

fn is_there() -> bool {
    let of_debian = fs::read_dir(DEBIAN_FOLDER).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let on_path = program::find("initdb").and_then(|path| path.parent().map(PathBuf::from));
    of_debian.chain(on_path).any(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn install() -> Result<(), Failure> {
    eprintln!("Installing {DEBIAN_PACKAGE} with apt-get.");
    program::run(Command::new("apt-get").args(["--quiet=2", "update"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args([
        "--quiet=2",
        "--yes",
        "--no-install-recommends",
        "install",
        DEBIAN_PACKAGE,
    ]);
    program::run(&mut install)
}
