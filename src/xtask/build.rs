//! `build`: the app, then the server that carries it: one file.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::{program, site, workspace};

/// Builds and says where the file is.
///
/// # Errors
/// When app or server do not build.
pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    let built = binary()?;
    eprintln!("Built {}", built.display());
    Ok(())
}

/// Builds target/release/sunwai and answers its path.
///
/// # Errors
/// When app or server do not build.
pub fn binary() -> Result<PathBuf, Failure> {
    site::build()?;
    let built = workspace::release_binary();
    if !built.exists() {
        eprintln!("Building the server: about 5 minutes the first time, on two cores.");
    }
    program::run(program::cargo().args(["build", "--release", "--package", "server"]))?;

    let promised = workspace::root().join("target/release/sunwai");
    if built != promised {
        let folder = workspace::root().join("target/release");
        fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
        // A running server keeps the old file; writing into it would be refused.
        let _ = fs::remove_file(&promised);
        fs::copy(&built, &promised).map_err(Failure::at(&promised))?;
    }
    Ok(promised)
}
