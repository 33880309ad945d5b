//! Settings of the channels: of `serve`, and of reading one by hand.

use std::{path::PathBuf, str::FromStr, time::Duration};

use clap::Args;
use serde::Deserialize;

use super::{WrongSetting, from_file, pick};
use crate::{
    channels::{
        http::BaseUrl,
        mastodon::MastodonSettings,
        setup::ChannelSettings,
        x::settings::{BASE_URL, EVERY, TokenSource, XSettings},
    },
    outbox::setup::Token,
};

/// Where posts are read and answered.
#[derive(Args, Clone, Debug, Default)]
pub struct Posts {
    /// Where X is [default: its own address, api.x.com]
    #[arg(long, env = "SUNWAI_X_BASE_URL", value_name = "URL")]
    pub x_base_url: Option<BaseUrl>,
    /// The number of the office's account on X; mentions of it are read
    #[arg(long, env = "SUNWAI_X_USER_ID", value_name = "NUMBER")]
    pub x_user_id: Option<UserId>,
    /// The handle of the office's account on X, without an @
    #[arg(long, env = "SUNWAI_X_HANDLE", value_name = "HANDLE")]
    pub x_handle: Option<Handle>,
    /// A bearer token of the account that does not change; X is off without one or a file
    #[arg(long, env = "SUNWAI_X_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub x_token: Option<Token>,
    /// A file with access_token and refresh_token of the account as JSON, which is kept renewed
    #[arg(long, env = "SUNWAI_X_TOKEN_FILE", value_name = "FILE")]
    pub x_token_file: Option<PathBuf>,
    /// As which program the tokens are renewed (OAuth 2)
    #[arg(long, env = "SUNWAI_X_CLIENT_ID", value_name = "ID")]
    pub x_client_id: Option<String>,
    /// X is asked for new posts every so many seconds [default: 60]
    #[arg(long, env = "SUNWAI_X_POLL_SECONDS", value_name = "SECONDS")]
    pub x_poll_seconds: Option<Seconds>,
    /// Replies stop before a month has cost more, in US dollars; any sum without it
    #[arg(long, env = "SUNWAI_X_MONTHLY_BUDGET_USD", value_name = "DOLLARS")]
    pub x_monthly_budget_usd: Option<Dollars>,
    /// The server of the office's account on Mastodon, https:// and a host
    #[arg(long, env = "SUNWAI_MASTODON_BASE_URL", value_name = "URL")]
    pub mastodon_base_url: Option<BaseUrl>,
    /// A token of the account with read:notifications, read:statuses and write:statuses; Mastodon is off without one
    #[arg(long, env = "SUNWAI_MASTODON_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub mastodon_token: Option<Token>,
    /// Mastodon is asked for new posts every so many seconds [default: 60]
    #[arg(long, env = "SUNWAI_MASTODON_POLL_SECONDS", value_name = "SECONDS")]
    pub mastodon_poll_seconds: Option<Seconds>,
}

/// The section of the settings file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct XSection {
    base_url: Option<String>,
    user_id: Option<String>,
    handle: Option<String>,
    token: Option<String>,
    token_file: Option<PathBuf>,
    client_id: Option<String>,
    poll_seconds: Option<u32>,
    monthly_budget_usd: Option<f64>,
}

/// The other section.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct MastodonSection {
    base_url: Option<String>,
    token: Option<String>,
    poll_seconds: Option<u32>,
}

/// The number of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserId(pub String);

impl FromStr for UserId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fits = (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err("it must be the account's number, not its handle".to_owned()) }
    }
}

/// The handle of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle(pub String);

impl FromStr for Handle {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let handle = text.trim_start_matches('@');
        let fits = !handle.is_empty()
            && handle.len() <= 60
            && handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
        if fits { Ok(Self(handle.to_owned())) } else { Err("it must be a handle such as cmohry".to_owned()) }
    }
}

/// How often something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(pub Duration);

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let seconds = text.parse().ok().filter(|seconds| (1..=86_400).contains(seconds));
        seconds
            .map(|seconds| Self(Duration::from_secs(seconds)))
            .ok_or_else(|| "it must be 1 to 86400 seconds".to_owned())
    }
}

/// A sum, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dollars(pub u32);

impl FromStr for Dollars {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sum = text.parse().ok().filter(|sum: &f64| (0.0..=1_000_000.0).contains(sum));
        // Rounded down, so that nothing passes it.
        sum.map(|sum| Self((sum * 1_000.0 + 1e-6).floor() as u32))
            .ok_or_else(|| "it must be a sum such as 25.50".to_owned())
    }
}

/// The settings of the channels after all three sources.
pub(super) fn channels(given: &Posts, x: XSection, mastodon: MastodonSection) -> Result<ChannelSettings, WrongSetting> {
    Ok(ChannelSettings { x: on_x(given, x)?, mastodon: on_mastodon(given, mastodon)? })
}

fn wrong(name: &str, words: &str) -> WrongSetting {
    WrongSetting(format!("setting {name}: {words}"))
}

fn on_mastodon(given: &Posts, section: MastodonSection) -> Result<Option<MastodonSettings>, WrongSetting> {
    let base_url = pick(given.mastodon_base_url.clone(), section.base_url)
        .map_err(|wrong| from_file("mastodon.base_url", wrong))?;
    let token =
        pick(given.mastodon_token.clone(), section.token).map_err(|wrong| from_file("mastodon.token", wrong))?;
    let every = pick(given.mastodon_poll_seconds, section.poll_seconds.map(|seconds| seconds.to_string()))
        .map_err(|wrong| from_file("mastodon.poll_seconds", wrong))?;
    let Some(token) = token else { return Ok(None) };
    let base_url = base_url
        .ok_or_else(|| wrong("mastodon.base_url (SUNWAI_MASTODON_BASE_URL)", "it must say where the account is"))?;
    Ok(Some(MastodonSettings { base_url, token, every: every.map_or(EVERY, |every| every.0) }))
}

fn on_x(given: &Posts, x: XSection) -> Result<Option<XSettings>, WrongSetting> {
    let base_url = pick(given.x_base_url.clone(), x.base_url).map_err(|wrong| from_file("x.base_url", wrong))?;
    let user_id = pick(given.x_user_id.clone(), x.user_id).map_err(|wrong| from_file("x.user_id", wrong))?;
    let handle = pick(given.x_handle.clone(), x.handle).map_err(|wrong| from_file("x.handle", wrong))?;
    let token = pick(given.x_token.clone(), x.token).map_err(|wrong| from_file("x.token", wrong))?;
    let every = pick(given.x_poll_seconds, x.poll_seconds.map(|seconds| seconds.to_string()))
        .map_err(|wrong| from_file("x.poll_seconds", wrong))?;
    let budget = pick(given.x_monthly_budget_usd, x.monthly_budget_usd.map(|sum| sum.to_string()))
        .map_err(|wrong| from_file("x.monthly_budget_usd", wrong))?;
    let file = given.x_token_file.clone().or(x.token_file);
    let client = given.x_client_id.clone().or(x.client_id);
    let token = match (token, file, client) {
        (None, None, _) => return Ok(None),
        (Some(token), None, _) => TokenSource::Fixed(token),
        (None, Some(path), Some(client)) => TokenSource::File { path, client },
        (None, Some(_), None) => {
            return Err(wrong(
                "x.client_id (SUNWAI_X_CLIENT_ID)",
                "it must say as which program the tokens are renewed",
            ));
        }
        (Some(_), Some(_), _) => {
            return Err(wrong("x.token (SUNWAI_X_TOKEN)", "give either a token or a file with tokens"));
        }
    };
    let user_id =
        user_id.ok_or_else(|| wrong("x.user_id (SUNWAI_X_USER_ID)", "it must say whose mentions are read"))?;
    Ok(Some(XSettings {
        base_url: base_url.unwrap_or_else(|| BaseUrl(BASE_URL.to_owned())),
        user_id: user_id.0,
        handle: handle.map(|handle| handle.0),
        token,
        every: every.map_or(EVERY, |every| every.0),
        budget: budget.map(|budget| budget.0),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> Posts {
        Posts { x_token: Some("a-token".parse().unwrap()), x_user_id: Some("42".parse().unwrap()), ..Posts::default() }
    }

    fn named(given: &Posts) -> String {
        channels(given, XSection::default(), MastodonSection::default()).unwrap_err().to_string()
    }

    #[test]
    fn x_is_off_without_a_token_and_wants_to_know_whose_mentions_it_reads() {
        assert_eq!(channels(&Posts::default(), XSection::default(), MastodonSection::default()).unwrap().x, None);
        assert!(channels(&given(), XSection::default(), MastodonSection::default()).unwrap().x.is_some());
        assert!(named(&Posts { x_user_id: None, ..given() }).contains("SUNWAI_X_USER_ID"));
        let mastodon = Posts { mastodon_token: Some("a-token".parse().unwrap()), ..Posts::default() };
        assert!(named(&mastodon).contains("SUNWAI_MASTODON_BASE_URL"));
        let file = Posts { x_token: None, x_token_file: Some("tokens".into()), ..given() };
        assert!(named(&file).contains("SUNWAI_X_CLIENT_ID"));
    }

    #[test]
    fn a_budget_is_rounded_down_to_thousandths() {
        let mills = |text: &str| text.parse::<Dollars>().map(|sum| sum.0);

        assert_eq!(mills("25"), Ok(25_000));
        assert_eq!(mills("0.0159"), Ok(15));
        assert!(mills("-1").is_err() && mills("much").is_err() && mills("NaN").is_err());
    }

    #[test]
    fn no_setting_prints_a_token() {
        let printed =
            format!("{:?} {:?}", given(), channels(&given(), XSection::default(), MastodonSection::default()));

        assert!(!printed.contains("a-token"), "{printed}");
    }
}
