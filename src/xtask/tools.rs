//! The tools that build the app, with their exact versions, in one table.
//!
//! A tool is taken from the PATH where the version is the same, else from the
//! user cache, else fetched by `cargo binstall` where that is installed, else
//! built by `cargo install` into the cache. npm packages are in `node.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::program;
use crate::workspace;

struct Tool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
    /// What `cargo install` needs besides the version.
    options: &'static [&'static str],
    /// Settings of the release profile for its build.
    profile: &'static [(&'static str, &'static str)],
    /// How long building it takes on two cores, measured 2026-11-24.
    takes: &'static str,
}

const TOOLS: [Tool; 2] = [
    Tool {
        program: "trunk",
        package: "trunk",
        // 0.22 needs a newer compiler than the pinned one.
        version: "0.21.14",
        // No TLS and no look for updates: it is kept off the network.
        options: &["--locked", "--no-default-features"],
        // It only calls others, so it need not be quick: 3 minutes instead of 9.
        profile: &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")],
        takes: "about 3 minutes",
    },
    Tool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        // Must equal the crate's version in Cargo.lock to the digit.
        version: "0.2.130",
        // Without --locked: its lock file names a version that was never published.
        options: &[],
        profile: &[],
        takes: "about 2 minutes",
    },
];

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const STD_SOURCE: &str = "lib/rustlib/src/rust/library/Cargo.lock";

/// Trunk, and what it calls.
pub struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Trunk at the top of the workspace, with the right tools first on its PATH.
    pub fn trunk(&self) -> Command {
        let trunk = &TOOLS[0];
        let mut command = Command::new(self.folders[0].join(trunk.program));
        command
            .current_dir(workspace::root())
            .env("PATH", program::path_with(&self.folders))
            .env("CARGO_TARGET_DIR", workspace::cargo_target())
            // Trunk takes only true and false, terminals and build machines set 1.
            .env_remove("NO_COLOR");
        command
    }
}

/// Makes sure that all tools are there.
///
/// # Errors
/// When one can be neither found nor fetched nor built.
pub fn ensure() -> Result<Toolbox, Failure> {
    ensure_wasm_target()?;
    announce(&TOOLS.iter().filter(|tool| tool.folder().is_none()).collect::<Vec<_>>());

    let folders = TOOLS.iter().map(|tool| match tool.folder() {
        Some(folder) => Ok(folder),
        None => tool.install(),
    });
    let folders = folders.collect::<Result<_, _>>()?;
    // Kept until both are built: an interrupted build goes on where it was.
    let _ = fs::remove_dir_all(build_folder());
    Ok(Toolbox { folders })
}

fn announce(missing: &[&Tool]) {
    if missing.is_empty() {
        return;
    }
    eprintln!("Missing on this machine, fetched once into {}:", workspace::cache().display());
    for tool in missing {
        eprintln!("  {} {} ({} to build on two cores)", tool.package, tool.version, tool.takes);
    }
    if !has_binstall() {
        eprintln!("With `cargo binstall` installed this would take seconds.");
    }
}

/// Adds the browser's target to the toolchain of this workspace.
///
/// # Errors
/// When it is missing and rustup cannot add it.
pub fn ensure_wasm_target() -> Result<(), Failure> {
    if toolchain_has(&format!("lib/rustlib/{WASM_TARGET}")) {
        return Ok(());
    }
    eprintln!("Adding the target {WASM_TARGET} to the toolchain.");
    let mut rustup = Command::new("rustup");
    rustup.current_dir(workspace::root()).args(["target", "add", WASM_TARGET]);
    program::run(&mut rustup)
}

/// What makes cargo compile the standard library along with the app, small and
/// without the words of a panic that no citizen reads: an eighth less to fetch
/// (117 → 104 kB brotli, measured 2026-11-25). Both flags are unstable, which is
/// why the compiler is pinned to the digit. Empty where the library's source
/// cannot be had: the app works the same.
pub fn small_std() -> Vec<(&'static str, &'static str)> {
    if !has_std_source() {
        eprintln!("The standard library's source is not there: the app is an eighth larger.");
        return Vec::new();
    }
    vec![
        ("RUSTC_BOOTSTRAP", "1"),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Clink-arg=--keep-section=target_features -Zunstable-options -Cpanic=immediate-abort",
        ),
    ]
}

fn has_std_source() -> bool {
    if toolchain_has(STD_SOURCE) {
        return true;
    }
    let mut rustup = Command::new("rustup");
    rustup.current_dir(workspace::root()).args(["component", "add", "rust-src"]);
    program::run(&mut rustup).is_ok() && toolchain_has(STD_SOURCE)
}

/// Whether this file or folder is part of the toolchain of this workspace.
fn toolchain_has(path: &str) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(workspace::root()).args(["--print", "sysroot"]);
    program::ask(&mut rustc).is_some_and(|sysroot| Path::new(&sysroot).join(path).exists())
}

impl Tool {
    /// The folder with this tool in the right version, if there is one.
    fn folder(&self) -> Option<PathBuf> {
        let on_path = program::find(self.program);
        let in_cache = self.root().join("bin").join(self.program);
        [on_path, Some(in_cache)]
            .into_iter()
            .flatten()
            .find(|path| self.fits(path))
            .and_then(|path| Some(path.parent()?.to_owned()))
    }

    fn fits(&self, path: &Path) -> bool {
        program::ask(Command::new(path).arg("--version"))
            .is_some_and(|answer| answer.split_whitespace().any(|word| word == self.version))
    }

    fn root(&self) -> PathBuf {
        workspace::cache().join(format!("tools/{}-{}", self.package, self.version))
    }

    fn install(&self) -> Result<PathBuf, Failure> {
        let fetched = has_binstall() && program::run(&mut self.binstall()).is_ok();
        if !fetched {
            program::run(&mut self.cargo_install())?;
        }
        self.folder().ok_or_else(|| Failure::new(format!("{} was installed but does not answer.", self.program)))
    }

    fn binstall(&self) -> Command {
        let mut command = program::cargo();
        command
            .args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
            .arg(self.root())
            .arg(format!("{}@{}", self.package, self.version));
        command
    }

    fn cargo_install(&self) -> Command {
        let mut command = program::cargo();
        command
            .args(["install", self.package, "--version", &format!("={}", self.version)])
            .args(self.options)
            .envs(self.profile.iter().copied())
            .arg("--root")
            .arg(self.root())
            .arg("--target-dir")
            .arg(build_folder());
        command
    }
}

fn build_folder() -> PathBuf {
    workspace::cache().join("tools/build")
}

fn has_binstall() -> bool {
    program::find("cargo-binstall").is_some()
}
