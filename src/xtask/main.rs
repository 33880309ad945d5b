//! `cargo xtask`: everything that is done with this repository by command.
//!
//! The table below is all there is. Tool versions live in `tools.rs` and in
//! the two npm lock files that `node.rs` installs from, and nowhere else.

use std::process::ExitCode;

use failure::Failure;

mod bench;
mod browser;
mod build;
mod dev;
mod failure;
mod node;
mod postgres;
mod program;
mod promises;
mod serve;
mod site;
mod stages;
mod test;
mod tools;
mod workspace;

struct Task {
    name: &'static str,
    does: &'static str,
    run: fn(&[String]) -> Result<(), Failure>,
}

const TASKS: [Task; 5] = [
    Task {
        name: "serve",
        does: "fetch what is missing, build, and serve on http://127.0.0.1:8080\n          \
               (arguments after `--` go to `sunwai serve`)",
        run: serve::run,
    },
    Task { name: "build", does: "build target/release/sunwai, one file that needs nothing beside it", run: build::run },
    Task {
        name: "dev",
        does: "serve an app with reload on every change, the API behind its proxy\n          \
               (`dev`: the citizens', `dev desk`, `dev kiosk`)",
        run: dev::run,
    },
    Task {
        name: "test",
        does: "format, lints, tests, production build, what the API promises, weight,\n          \
               memory, and the browser journeys",
        run: test::run,
    },
    Task {
        name: "bench",
        does: "print the tables of weight, speed and load, beside their goals\n          \
               (`bench -- NAME`: only weight, lighthouse, line, offline, interaction,\n          \
               memory or load; `bench -- load lookup --seconds 5`: a part of it)",
        run: bench::run,
    },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_else(|| "--help".to_owned());
    let rest: Vec<String> = arguments.collect();

    let asked = rest.first().unwrap_or(&wanted);
    if ["--help", "-h"].contains(&wanted.as_str()) || asked == "--help" {
        print_help();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == wanted) else {
        eprintln!("There is no command `{wanted}`.\n");
        print_help();
        return ExitCode::FAILURE;
    };
    match (task.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn print_help() {
    println!("cargo xtask COMMAND\n");
    for task in &TASKS {
        println!("  {:<7} {}", task.name, task.does);
    }
    println!("\nTools are kept in {}", workspace::cache().display());
    println!("(set SUNWAI_CACHE to keep them elsewhere).");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_table() {
        let task = TASKS.iter().find(|task| task.name == "bench").unwrap();

        for name in bench::PAGES.into_iter().chain([bench::LOAD]) {
            assert!(task.does.contains(name), "{name}");
        }
    }
}
