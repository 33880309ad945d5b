//! `test`: everything that must hold before a change lands, cheapest first;
//! stops at the first stage that fails. `.ci/run` calls this and nothing else.
//!
//! Crates are checked one by one: a whole-workspace build would switch the
//! features `csr` and `ssr` of Leptos on together.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::stages::Stages;
use crate::{bench, browser, build, node, postgres, program, promises, site, tools, workspace};

// In the order of what each is made of; the server comes after the app, which
// it carries.
const BEFORE_THE_APP: [&str; 5] = ["xtask", "json", "domain", "markup", "ui"];
const IN_THE_BROWSER: [&str; 7] = ["json", "markup", "ui", "browser", "portal", "desk", "kiosk"];

/// Runs all stages and lists what each took.
///
/// # Errors
/// When a stage fails; the words say which.
pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    let mut stages = Stages::default();
    stages.run("format", check_format)?;
    stages.run("lock file", check_lock_file)?;
    for package in BEFORE_THE_APP {
        check_package(&mut stages, package)?;
    }
    stages.run("target for the browser", tools::ensure_wasm_target)?;
    for package in IN_THE_BROWSER {
        stages.run(&format!("lints of {package} for the browser"), || {
            lint(package, &["--target", "wasm32-unknown-unknown"])
        })?;
    }
    stages.run("apps", site::build)?;
    stages.run("database of the tests", postgres::ensure)?;
    check_package(&mut stages, "server")?;
    stages.run("tests of the API on PostgreSQL", test_on_postgres)?;

    let binary = stages.run("production build", build::binary)?;
    let schemathesis = stages.run("schemathesis", promises::ensure)?;
    stages.run("what the API's description promises", || promises::check(&schemathesis, &binary))?;
    let chromium = stages.run("browser and its packages", prepare_browser)?;
    for (what, table) in [("weight of a first visit", "weight"), ("memory after many pages", "memory")] {
        stages.run(what, || check_budget(table, &binary, &chromium))?;
    }
    let stand_in = stages.run("stand-in for X", build_stand_in)?;
    stages.run("journeys in the browser", || run_journeys(&binary, &chromium, &stand_in))?;

    stages.print_summary();
    eprintln!("\nEverything holds.");
    Ok(())
}

fn check_format() -> Result<(), Failure> {
    program::run(program::cargo().args(["fmt", "--all", "--check"]))
}

fn check_lock_file() -> Result<(), Failure> {
    program::run(program::cargo().args(["fetch", "--locked", "--quiet"]))
}

fn check_package(stages: &mut Stages, package: &str) -> Result<(), Failure> {
    stages.run(&format!("lints of {package}"), || lint(package, &["--all-targets", "--all-features"]))?;
    stages.run(&format!("links in the documentation of {package}"), || document(package))?;
    stages.run(&format!("tests of {package}"), || test(package))
}

fn lint(package: &str, options: &[&str]) -> Result<(), Failure> {
    let mut cargo = program::cargo();
    cargo.args(["clippy", "--package", package]).args(options).args(["--", "--deny", "warnings"]);
    program::run(&mut cargo)
}

fn document(package: &str) -> Result<(), Failure> {
    let mut cargo = program::cargo();
    cargo.env("RUSTDOCFLAGS", "--deny warnings").args([
        "doc",
        "--quiet",
        "--no-deps",
        "--all-features",
        "--package",
        package,
    ]);
    program::run(&mut cargo)
}

fn test(package: &str) -> Result<(), Failure> {
    program::run(program::cargo().args(["test", "--package", package, "--all-features"]))
}

/// The parts of the API behind which much is decided in SQL and that the contract of
/// the stores does not go through. By names: some tests look into the file themselves.
const ON_POSTGRES: [&str; 10] = [
    "actions::",
    "desk_inbox::",
    "filing::",
    "handoff::",
    "idempotency::",
    "kiosk_filing::",
    "posts::",
    "replies::",
    "second_channel::",
    "statistics::",
];

fn test_on_postgres() -> Result<(), Failure> {
    let mut cargo = program::cargo();
    cargo.env("SUNWAI_TEST_ON_POSTGRES", "1");
    cargo.args(["test", "--package", "server", "--all-features", "--test", "api", "--"]).args(ON_POSTGRES);
    program::run(&mut cargo)
}

fn prepare_browser() -> Result<PathBuf, Failure> {
    node::ensure_browser_packages()?;
    browser::ensure()
}

/// Counts and bytes only: a machine that has other work to do measures no times.
fn check_budget(table: &str, binary: &Path, chromium: &Path) -> Result<(), Failure> {
    program::run(node::script(&bench::script(table), binary, chromium).arg("--budget"))
}

/// As the tests of the server are built, of which it is a part.
fn build_stand_in() -> Result<PathBuf, Failure> {
    program::run(program::cargo().args(["build", "--package", "server", "--all-features", "--example", "stand_in"]))?;
    Ok(workspace::cargo_target().join("debug/examples/stand_in"))
}

fn run_journeys(binary: &Path, chromium: &Path, stand_in: &Path) -> Result<(), Failure> {
    let mut node = Command::new("node");
    node.current_dir(workspace::root().join("tests/e2e"))
        .env("SUNWAI_BINARY", binary)
        .env("SUNWAI_CHROMIUM", chromium)
        .env("SUNWAI_STAND_IN", stand_in)
        // Without a folder it takes every *.test.mjs below this one, on Node 20
        // and on later ones, which read a folder's name differently.
        .args(["--test", "--test-reporter=spec"]);
    program::run(&mut node)
}
