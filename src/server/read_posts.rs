//! `sunwai x poll --once`, `sunwai mastodon poll --once`: reads what is new on a channel by hand, also while a
//! server uses the database.

use clap::{Args, Subcommand};
use domain::complaint::Channel as Kind;

use crate::{
    channels::{poll, setup::set_up},
    clock::SystemClock,
    config::{Posts, Settings},
    open::open_staff,
};

/// What shall be done.
#[derive(Args, Clone, Debug)]
pub struct Asked {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Debug)]
enum What {
    /// Read what is new and say what was read
    Poll(Box<Poll>),
}

#[derive(Args, Clone, Debug)]
struct Poll {
    /// Read once; a server that runs reads by itself
    #[arg(long, env = "SUNWAI_POLL_ONCE", required = true)]
    once: bool,
    #[command(flatten)]
    posts: Posts,
}

impl Asked {
    /// The settings that were given with it.
    pub fn posts(&self) -> &Posts {
        let What::Poll(poll) = &self.what;
        &poll.posts
    }
}

/// Reads one round and prints what came of it.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence; also when not everything
/// could be read.
pub async fn read_posts(settings: &Settings, kind: Kind) -> Result<(), String> {
    let channels = set_up(&settings.channels)?;
    let code = kind.code();
    let channel = channels.get(kind).ok_or_else(|| format!("{code} is not set up. See: sunwai {code} poll --help"))?;
    let (store, _secret) = open_staff(settings).await?;
    let round = poll::round(&*store, &**channel, &SystemClock).await.map_err(|error| error.to_string())?;
    println!("{round}");
    match round.trouble {
        None => Ok(()),
        Some(word) => Err(format!("not everything was read: {word}")),
    }
}
