//! `bench`: the tables of weight, speed and load. Each table is a program of its
//! own that starts the release build and prints what it finds beside its goals.

use std::path::Path;

use crate::failure::Failure;
use crate::{browser, build, node, program, workspace};

/// The tables that are measured in a browser, each by the script of its name in
/// `tests/speed`.
pub const PAGES: [&str; 6] = ["weight", "lighthouse", "line", "offline", "interaction", "memory"];

/// The table that is measured without one.
pub const LOAD: &str = "load";

/// Prints the table that is named first, to which the other arguments go; without
/// arguments all of them.
///
/// # Errors
/// When there is no such table, the build fails or a measurement cannot be made.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut arguments = arguments.iter().filter(|argument| *argument != "--").map(String::as_str);
    let named = arguments.next();
    let rest: Vec<&str> = arguments.collect();
    match named {
        None => {
            let binary = build::binary()?;
            print_pages(&binary, &PAGES, &[])?;
            print_load(&binary, &[])
        }
        Some(LOAD) => print_load(&build::binary()?, &rest),
        Some(name) if PAGES.contains(&name) => print_pages(&build::binary()?, &[name], &rest),
        Some(name) => {
            Err(Failure::new(format!("There is no table `{name}`. There are: {}, {LOAD}.", PAGES.join(", "))))
        }
    }
}

/// The script of a table.
pub fn script(name: &str) -> String {
    format!("tests/speed/{name}.mjs")
}

fn print_pages(binary: &Path, names: &[&str], arguments: &[&str]) -> Result<(), Failure> {
    node::ensure_browser_packages()?;
    let chromium = browser::ensure()?;
    names.iter().try_for_each(|name| program::run(node::script(&script(name), binary, &chromium).args(arguments)))
}

/// The databases it fills stay with the build: they are as large and as easy to
/// make again.
fn print_load(binary: &Path, arguments: &[&str]) -> Result<(), Failure> {
    let mut load = program::cargo();
    load.args(["bench", "--quiet", "--package", "server", "--bench", "load", "--", "--binary"])
        .arg(binary)
        .arg("--cache")
        .arg(workspace::cargo_target().join("load"))
        .args(arguments);
    program::run(&mut load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_script() {
        for name in PAGES {
            assert!(workspace::root().join(script(name)).is_file(), "{name}");
        }
    }

    #[test]
    fn a_table_that_is_not_there_is_refused_before_anything_is_built() {
        let refused = run(&["--".to_owned(), "wieght".to_owned()]).unwrap_err().to_string();

        assert!(refused.contains("`wieght`") && refused.contains("weight") && refused.contains(LOAD), "{refused}");
    }
}
