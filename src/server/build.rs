//! Makes the folders of the finished apps, so that the server compiles before
//! they were ever built, and compiles again when they were.

use std::{fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for app in ["portal", "desk", "kiosk"] {
        let site = Path::new("../../target/site").join(app);
        fs::create_dir_all(&site).expect("the folder of the site can be made");
        println!("cargo::rerun-if-changed={}", site.display());
    }
}
