//! Where things lie: the workspace, what is built from it, and the user cache.

use std::env;
use std::path::{Path, PathBuf};

/// The top level of the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).expect("xtask lies two levels below the top").to_owned()
}

/// The finished assets, which the server embeds; always in the workspace,
/// wherever cargo puts its own results.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// Where cargo builds. A build machine starts from a fresh clone each time, so
/// there the results of earlier runs are kept in the user cache.
pub fn cargo_target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None if on_build_machine() => cache().join("target"),
        None => root().join("target"),
    }
}

/// The release build of the server, as cargo leaves it.
pub fn release_binary() -> PathBuf {
    cargo_target().join("release/sunwai")
}

/// Tools and npm packages that outlive the clone.
pub fn cache() -> PathBuf {
    if let Some(folder) = env::var_os("SUNWAI_CACHE") {
        return PathBuf::from(folder);
    }
    match env::var_os("XDG_CACHE_HOME") {
        Some(folder) => PathBuf::from(folder).join("sunwai"),
        None => env::home_dir().unwrap_or_default().join(".cache/sunwai"),
    }
}

fn on_build_machine() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}
