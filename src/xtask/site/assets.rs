//! The app's three files from Trunk's many: one script, one stylesheet and the
//! Wasm, each shrunk where the tools are there and named by its final bytes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::app::App;
use super::digest;
use super::names::Names;
use super::page::Sources;
use crate::failure::Failure;
use crate::node::Shrinkers;
use crate::program;

// Without these wasm-opt refuses what rustc 1.95 writes; with --all-features
// binaryen 132 writes compact imports, which Chromium 156 refuses.
const WASM_OPT: [&str; 11] = [
    "-Oz",
    "--converge",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--minify-imports-and-exports-and-modules",
];

// Old enough that a browser without WebAssembly still runs boot.js and is told.
const SCRIPT: [&str; 4] = ["--loader=js", "--format=iife", "--target=es2017", "--charset=utf8"];
// The oldest browsers that run the Wasm.
const STYLE: [&str; 2] = ["--loader=css", "--target=chrome96,firefox79,safari15"];

/// A finished file of the site.
pub struct Asset {
    /// Its name, which changes whenever its bytes do.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a page of the app links to.
pub struct Assets {
    /// The glue of wasm-bindgen, then boot.js, which calls it.
    pub script: Asset,
    /// What a page fetches when it needs it, if the app has such scripts.
    pub later: Option<Asset>,
    /// All stylesheets, in the order of index.html.
    pub style: Asset,
    /// The app itself.
    pub wasm: Asset,
}

/// Makes the three files from what index.html links to.
///
/// # Errors
/// When a source is missing or a tool refuses it.
pub fn finish(app: &App, raw: &Path, sources: &Sources<'_>, shrinkers: Option<&Shrinkers>) -> Result<Assets, Failure> {
    let mut script = join(app, raw, &sources.scripts)?;
    let mut later = join(app, raw, &sources.later)?;
    let mut style = join(app, raw, &sources.styles)?;
    let mut wasm = app.file(raw, sources.wasm);
    if let Some(shrinkers) = shrinkers {
        let (smaller, names) = optimise(shrinkers, &wasm)?;
        wasm = smaller;
        script = names.put_into(&String::from_utf8_lossy(&script)).into_bytes();
        script = minify(shrinkers.esbuild().args(SCRIPT), &script)?;
        later = minify(shrinkers.esbuild().args(SCRIPT), &later)?;
        style = minify(shrinkers.esbuild().args(STYLE), &style)?;
    }
    let wasm = fs::read(&wasm).map_err(Failure::at(&wasm))?;
    Ok(Assets {
        script: named("app-", script, ".js"),
        later: (!later.is_empty()).then(|| named("later-", later, ".js")),
        style: named("style-", style, ".css"),
        wasm: named("app_bg-", wasm, ".wasm"),
    })
}

fn join(app: &App, raw: &Path, addresses: &[&str]) -> Result<Vec<u8>, Failure> {
    let mut joined = Vec::new();
    for address in addresses {
        let path = app.file(raw, address);
        joined.extend(fs::read(&path).map_err(Failure::at(&path))?);
        joined.push(b'\n');
    }
    Ok(joined)
}

fn minify(esbuild: &mut Command, source: &[u8]) -> Result<Vec<u8>, Failure> {
    let broken = |error| Failure::new(format!("esbuild could not be used: {error}"));
    let mut child = esbuild
        .args(["--minify", "--log-level=warning"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(broken)?;
    let mut input = child.stdin.take().expect("piped above");
    input.write_all(source).map_err(broken)?;
    drop(input);
    let output = child.wait_with_output().map_err(broken)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(Failure::new("esbuild refused a script or stylesheet; what it said stands above."))
}

fn optimise(shrinkers: &Shrinkers, wasm: &Path) -> Result<(PathBuf, Names), Failure> {
    let smaller = wasm.with_extension("opt.wasm");
    let mut command = shrinkers.wasm_opt();
    command.args(WASM_OPT).arg(wasm).arg("-o").arg(&smaller);
    let printed = program::ask(&mut command).ok_or_else(|| Failure::new("wasm-opt refused the app."))?;
    Ok((smaller, Names::read(&printed)))
}

fn named(before: &str, bytes: Vec<u8>, after: &str) -> Asset {
    Asset { name: format!("{before}{}{after}", digest::name(&bytes)), bytes }
}
