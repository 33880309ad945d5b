//! What an app is made of, so that an unchanged one is not built again.

use std::fs;
use std::path::{Path, PathBuf};

use super::app::App;
use super::digest;
use crate::failure::Failure;
use crate::workspace;

const FOLDERS: [&str; 11] = [
    "src/domain",
    "src/json",
    "src/json_macro",
    "src/markup",
    "src/markup_macro",
    "src/ui",
    "src/browser",
    "src/wasm_streams",
    "src/xtask",
    "style",
    "public",
];
const FILES: [&str; 4] = ["Cargo.toml", "Cargo.lock", "Trunk.toml", "rust-toolchain.toml"];

/// One digest over every file this app is made of, and whether it is shrunk.
///
/// # Errors
/// When a file cannot be read.
pub fn digest(app: &App, shrunk: bool) -> Result<String, Failure> {
    let root = workspace::root();
    let mut paths: Vec<PathBuf> = FILES.iter().map(|file| root.join(file)).collect();
    for folder in FOLDERS {
        paths.extend(files(&root.join(folder))?);
    }
    paths.extend(files(&root.join("src").join(app.name))?);

    let mut listing = format!("shrunk: {shrunk}\n");
    for path in paths {
        let bytes = fs::read(&path).map_err(Failure::at(&path))?;
        listing.push_str(&format!("{} {}\n", digest::name(&bytes), path.display()));
    }
    Ok(digest::name(listing.as_bytes()))
}

/// Every file below a folder but the hidden ones, in a fixed order.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(Failure::at(folder))?;
    entries.sort();

    let mut found = Vec::new();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
