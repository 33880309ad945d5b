//! Makes the folder of the finished app, so that the server compiles before it
//! was ever built, and compiles again when it was.

use std::{fs, path::Path};

fn main() {
    let site = Path::new("../../target/site/portal");
    fs::create_dir_all(site).expect("the folder of the site can be made");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", site.display());
}
