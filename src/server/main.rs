//! The command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use domain::complaint::Channel;
use server::{
    backup::{self, backup},
    check::check,
    config::{Given, Serving, settings},
    copy::{self, copy},
    demo::{self, demo},
    erase::{self, erase},
    kiosk::{self, kiosk},
    metrics::BOARD,
    read_posts::{self, read_posts},
    restore::{self, restore},
    serve::serve,
    staff::{self, staff},
};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sunwai: public grievances, from the first word to the last figure.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    given: Given,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app and its API; makes database and secret at the first start
    Serve(Box<Serving>),
    /// Fill an empty database with made-up complaints; the figures come out exactly as asked
    Demo(demo::Asked),
    /// Keep the accounts of the desk; also while a server uses the database
    Staff(staff::Asked),
    /// Keep the kiosks of centres; also while a server uses the database
    Kiosk(kiosk::Asked),
    /// Read posts on X by hand; also while a server uses the database
    X(read_posts::Asked),
    /// Read posts on Mastodon by hand; also while a server uses the database
    Mastodon(read_posts::Asked),
    /// Move an office to another kind of database: from a file to PostgreSQL, or back
    Copy(copy::Asked),
    /// Recount every figure and replay every history; fails where anything differs
    Check,
    /// Copy database and photos as they are at this moment; also while a server uses them
    Backup(backup::Asked),
    /// Make a database of a copy, and look that nothing is missing in it
    Restore(restore::Asked),
    /// Erase what was written in a complaint that is closed; also while a server uses the database
    Erase(erase::Asked),
    /// Print a board for Grafana that shows what is counted
    Board,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_env("SUNWAI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // A log that cannot be written, on a full disk or into a closed pipe, stops nobody: to
    // say so on the same way would panic.
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    log.log_internal_errors(false).init();
    let runtime = tokio::runtime::Runtime::new().expect("a machine that cannot start a thread cannot serve");
    match runtime.block_on(run(&arguments)) {
        Ok(code) => code,
        Err(words) => {
            eprintln!("sunwai: {words}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    match &arguments.command {
        Command::Serve(serving) => {
            let settings = settings(&arguments.given, serving).map_err(|wrong| wrong.to_string())?;
            serve(&settings).await.map(|()| ExitCode::SUCCESS)
        }
        Command::Demo(asked) => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            demo(&settings, asked).await.map(|()| ExitCode::SUCCESS)
        }
        Command::Staff(asked) => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            staff(&settings, asked).await.map(|()| ExitCode::SUCCESS)
        }
        Command::Kiosk(asked) => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            kiosk(&settings, asked).await.map(|()| ExitCode::SUCCESS)
        }
        Command::X(asked) => read(arguments, asked, Channel::X).await,
        Command::Mastodon(asked) => read(arguments, asked, Channel::Mastodon).await,
        Command::Copy(asked) => copy(asked).await.map(|()| ExitCode::SUCCESS),
        Command::Check => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            check(&settings).await.map(|is_whole| if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Command::Erase(asked) => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            erase(&settings, asked).await.map(|()| ExitCode::SUCCESS)
        }
        Command::Board => {
            print!("{BOARD}");
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup(asked) => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            backup(&settings, asked).map(|()| ExitCode::SUCCESS)
        }
        Command::Restore(asked) => {
            let settings = settings(&arguments.given, &Serving::default()).map_err(|wrong| wrong.to_string())?;
            restore(&settings, asked).await.map(|()| ExitCode::SUCCESS)
        }
    }
}

async fn read(arguments: &Arguments, asked: &read_posts::Asked, channel: Channel) -> Result<ExitCode, String> {
    let serving = Serving { posts: asked.posts().clone(), ..Serving::default() };
    let settings = settings(&arguments.given, &serving).map_err(|wrong| wrong.to_string())?;
    read_posts(&settings, channel).await.map(|()| ExitCode::SUCCESS)
}
