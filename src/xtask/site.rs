//! The finished apps in target/site: Trunk builds each, then the files are
//! shrunk, joined, named by their final bytes and compressed.
//!
//! Trunk cannot do the second half: it hashes before wasm-bindgen and wasm-opt
//! have run, knows no brotli, and its minifier breaks the glue. The server
//! embeds the result and writes language, head and page into index.html.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::node::Shrinkers;
use crate::{program, tools, workspace};

pub mod app;
mod assets;
mod compression;
pub mod digest;
mod inputs;
mod names;
mod page;

use app::{APPS, App};

/// Builds the apps, but those that nothing has changed of what they are made of.
///
/// # Errors
/// When a tool is missing and cannot be had, or an app does not build.
pub fn build() -> Result<(), Failure> {
    let shrinkers = Shrinkers::find();
    APPS.iter().try_for_each(|app| build_app(app, shrinkers.as_ref()))
}

fn build_app(app: &App, shrinkers: Option<&Shrinkers>) -> Result<(), Failure> {
    let inputs = inputs::digest(app, shrinkers.is_some())?;
    let stamp = trunk_folder().join(format!("{}.inputs", app.name));
    let unchanged = fs::read_to_string(&stamp).is_ok_and(|earlier| earlier == inputs);
    if unchanged && app.finished().join("index.html").is_file() {
        eprintln!("The app `{}` is unchanged.", app.name);
        return Ok(());
    }

    let raw = run_trunk(app)?;
    finish(app, &raw, shrinkers)?;
    fs::write(&stamp, inputs).map_err(Failure::at(&stamp))
}

/// Fetches the crates of the lock file: Trunk is told to stay off the network.
///
/// # Errors
/// When they cannot be fetched.
pub fn fetch_crates() -> Result<(), Failure> {
    program::run(program::cargo().args(["fetch", "--quiet"]))
}

fn run_trunk(app: &App) -> Result<PathBuf, Failure> {
    let tools = tools::ensure()?;
    let small_std = tools::small_std();
    // Trunk is told to stay off the network.
    program::run(program::cargo().envs(small_std.clone()).args(["fetch", "--quiet"]))?;
    let raw = trunk_folder().join(app.name);
    if !raw.exists() {
        eprintln!("Building the app `{}`: about 2 minutes the first time, on two cores.", app.name);
    }
    let mut trunk = tools.trunk();
    trunk.envs(small_std).args(["build", "--release", "--skip-version-check", "--public-url", app.base, "--dist"]);
    trunk.arg(&raw).arg(app.template());
    program::run(&mut trunk)?;
    Ok(raw)
}

/// Finishes beside the place and renames, so that a reader sees the old files
/// or the new ones, never half of each.
fn finish(app: &App, raw: &Path, shrinkers: Option<&Shrinkers>) -> Result<(), Failure> {
    let finished = app.finished();
    let unfinished = trunk_folder().join(format!("{}.unfinished", app.name));
    let _ = fs::remove_dir_all(&unfinished);
    fs::create_dir_all(&unfinished).map_err(Failure::at(&unfinished))?;

    let template = raw.join("index.html");
    let html = fs::read_to_string(&template).map_err(Failure::at(&template))?;
    let sources = page::sources(&html)?;
    let parts = assets::finish(app, raw, &sources, shrinkers)?;
    for part in [&parts.script, &parts.style, &parts.wasm].into_iter().chain(&parts.later) {
        write(&unfinished.join(&part.name), &part.bytes)?;
    }
    write(&unfinished.join("index.html"), page::finish(app, &html, &parts).as_bytes())?;
    if app.has_public {
        copy_public(&unfinished)?;
    }
    compression::compress(&unfinished)?;

    let _ = fs::remove_dir_all(&finished);
    fs::create_dir_all(workspace::site()).map_err(Failure::at(&finished))?;
    fs::rename(&unfinished, &finished).map_err(Failure::at(&finished))
}

/// Icons, manifest, widget and service worker, under their own names.
fn copy_public(to: &Path) -> Result<(), Failure> {
    let public = workspace::root().join("public");
    for path in inputs::files(&public)? {
        let inside = path.strip_prefix(&public).expect("listed from this folder");
        let bytes = fs::read(&path).map_err(Failure::at(&path))?;
        write(&to.join(inside), &bytes)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::at(folder))?;
    }
    fs::write(path, bytes).map_err(Failure::at(path))
}

fn trunk_folder() -> PathBuf {
    workspace::root().join("target/trunk")
}
