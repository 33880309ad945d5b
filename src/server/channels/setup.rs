//! Which channels are set up. One without its settings is off, and says so once.

use std::sync::Arc;

use domain::{complaint::Channel as Kind, time::Timestamp};

use super::{
    Channel, Channels,
    mastodon::{Mastodon, MastodonSettings},
    post::Foreign,
    x::{self, X, settings::XSettings},
};

/// Settings of the channels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelSettings {
    /// The office's account on X.
    pub x: Option<XSettings>,
    /// The office's account on Mastodon.
    pub mastodon: Option<MastodonSettings>,
}

/// Sets up the channels that have their settings, and says which are off.
///
/// # Errors
/// When a channel cannot be set up, in a sentence.
pub fn set_up(settings: &ChannelSettings) -> Result<Channels, String> {
    let mut all: Vec<Arc<dyn Channel>> = Vec::new();
    match &settings.x {
        Some(x) => all.push(Arc::new(X::new(x.clone())?)),
        None => tracing::info!(channel = Kind::X.code(), "off: no setting x.token or x.token_file"),
    }
    match &settings.mastodon {
        Some(mastodon) => all.push(Arc::new(Mastodon::new(mastodon.clone())?)),
        None => tracing::info!(channel = Kind::Mastodon.code(), "off: no setting mastodon.token"),
    }
    for channel in &all {
        let budget = channel.price().budget;
        tracing::info!(channel = channel.kind().code(), "on");
        if budget.is_none() && channel.price().reply > 0 {
            tracing::warn!(channel = channel.kind().code(), "replies cost money and no month has a budget");
        }
    }
    Ok(Channels::new(all))
}

/// A post that an address names.
pub struct Linked {
    /// On which channel.
    pub kind: Kind,
    /// What the address says of it.
    pub post: Foreign,
    /// When it was posted, if the address says it.
    pub posted_at: Option<Timestamp>,
}

/// The post that an address names, also on channels that are off.
pub fn link(address: &str) -> Option<Linked> {
    [x::link].iter().find_map(|read| read(address))
}
