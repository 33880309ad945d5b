//! The browser that the journeys and measurements are made in: Debian's
//! Chromium with fonts for Hindi and Punjabi, installed where we may.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::program;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DEBIAN_PACKAGES: [&str; 2] = ["chromium", "fonts-noto-core"];

/// Finds Chromium and the fonts, or installs them; answers the program's path.
///
/// # Errors
/// When something is missing and this user may not install it.
pub fn ensure() -> Result<PathBuf, Failure> {
    if let (Some(path), true) = (find(), has_fonts()) {
        return Ok(path);
    }
    if !program::may_install() {
        return Err(Failure::new(what_is_missing()));
    }
    install()?;
    find().ok_or_else(|| Failure::new("Chromium was installed but is not on the PATH."))
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| program::find(name))
}

/// Whether Devanagari and Gurmukhi can be drawn.
fn has_fonts() -> bool {
    if program::on_debian() {
        let mut query = Command::new("dpkg-query");
        query.args(["--show", "--showformat=${Status}", DEBIAN_PACKAGES[1]]);
        return program::ask(&mut query).is_some_and(|status| status.ends_with(" installed"));
    }
    ["hi", "pa"].iter().all(|language| {
        program::ask(Command::new("fc-list").arg(format!(":lang={language}"))).is_some_and(|fonts| !fonts.is_empty())
    })
}

fn install() -> Result<(), Failure> {
    eprintln!("Installing {} with apt-get.", DEBIAN_PACKAGES.join(" and "));
    program::run(Command::new("apt-get").args(["--quiet=2", "update"]))?;
    let mut install = Command::new("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["--quiet=2", "--yes", "--no-install-recommends", "install"])
        .args(DEBIAN_PACKAGES);
    program::run(&mut install)
}

fn what_is_missing() -> String {
    let mut missing = Vec::new();
    if find().is_none() {
        missing.push("Chromium");
    }
    if !has_fonts() {
        missing.push("fonts for Hindi and Punjabi (Noto)");
    }
    format!(
        "Missing for the browser tests: {}. On Debian: `sudo apt-get install {}`; \
         elsewhere install them and put `chromium` on the PATH.",
        missing.join(" and "),
        DEBIAN_PACKAGES.join(" ")
    )
}
