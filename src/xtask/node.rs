//! Node and the npm packages, installed from the committed lock files into the
//! user cache, so that the clone stays clean and a second clone is quick.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::program;
use crate::site::digest;
use crate::workspace;

// Lighthouse 12 and the tests' module syntax.
const OLDEST_NODE: u32 = 20;

/// wasm-opt and esbuild, which make the app smaller.
pub struct Shrinkers(PathBuf);

impl Shrinkers {
    /// Installs them where npm is there; says so and goes on where it is not.
    pub fn find() -> Option<Self> {
        match install("src/xtask") {
            Ok(modules) => Some(Self(modules)),
            Err(failure) => {
                eprintln!("{failure}");
                // Measured 2026-11-24: wasm 5 %, glue and styles uncompressed twice.
                eprintln!(
                    "The app is built without wasm-opt and esbuild: it works the same and is about a tenth larger."
                );
                None
            }
        }
    }

    /// Binaryen's optimiser for Wasm.
    pub fn wasm_opt(&self) -> Command {
        self.script("binaryen/bin/wasm-opt")
    }

    /// The minifier of scripts and styles.
    pub fn esbuild(&self) -> Command {
        self.script("esbuild/bin/esbuild")
    }

    fn script(&self, path: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.0.join(path));
        command
    }
}

/// Installs what drives the browser, and links it where the tests look for it.
///
/// # Errors
/// When Node is missing or too old, or the packages cannot be fetched.
pub fn ensure_browser_packages() -> Result<(), Failure> {
    let modules = install("tests/e2e")?;
    let link = workspace::root().join("tests/node_modules");
    if fs::read_link(&link).is_ok_and(|target| target == modules) {
        return Ok(());
    }
    let _ = fs::remove_file(&link);
    symlink(&modules, &link).map_err(Failure::at(&link))
}

/// A program of ours that starts the server and the browser by itself.
pub fn script(path: &str, binary: &Path, chromium: &Path) -> Command {
    let mut command = Command::new("node");
    command.current_dir(workspace::root()).env("SUNWAI_BINARY", binary).env("SUNWAI_CHROMIUM", chromium).arg(path);
    command
}

/// Installs the packages of one lock file; answers their `node_modules`.
fn install(folder: &str) -> Result<PathBuf, Failure> {
    check_node()?;
    let source = workspace::root().join(folder);
    let lock = source.join("package-lock.json");
    let key = digest::name(&fs::read(&lock).map_err(Failure::at(&lock))?);
    let home = workspace::cache().join("npm").join(key);
    if !home.is_dir() {
        eprintln!("Installing the npm packages of {folder} (once, under a minute).");
        fetch(&source, &home)?;
    }
    Ok(home.join("node_modules"))
}

/// Fetches beside the place and renames, so that a broken fetch leaves nothing.
fn fetch(source: &Path, home: &Path) -> Result<(), Failure> {
    let unfinished = home.with_extension(std::process::id().to_string());
    fs::create_dir_all(&unfinished).map_err(Failure::at(&unfinished))?;
    for file in ["package.json", "package-lock.json"] {
        let from = source.join(file);
        fs::copy(&from, unfinished.join(file)).map_err(Failure::at(&from))?;
    }
    let mut npm = Command::new("npm");
    npm.current_dir(&unfinished).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    program::run(&mut npm)?;
    fs::rename(&unfinished, home).map_err(Failure::at(home))
}

fn check_node() -> Result<(), Failure> {
    let version = program::ask(Command::new("node").arg("--version"));
    let major = version.as_deref().and_then(major_version);
    let has_npm = program::find("npm").is_some();
    if has_npm && major.is_some_and(|major| major >= OLDEST_NODE) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Node {OLDEST_NODE} or newer with npm is not on the PATH (found: {}).",
        version.as_deref().unwrap_or("none")
    )))
}

/// `v20.20.2` → 20.
fn major_version(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        let said = "v20.20.2";

        let major = major_version(said);

        assert_eq!(major, Some(20));
    }
}
