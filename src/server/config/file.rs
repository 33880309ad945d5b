//! The settings file: the same settings in sections, as texts.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    WrongSetting,
    open311::Open311Section,
    posts::{MastodonSection, XSection},
};
use crate::outbox::setup::Ids;

/// The settings file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    pub server: ServerSection,
    pub store: StoreSection,
    pub ticket: TicketSection,
    pub privacy: PrivacySection,
    pub sms: SmsSection,
    pub smtp: SmtpSection,
    pub x: XSection,
    pub mastodon: MastodonSection,
    pub open311: Open311Section,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct ServerSection {
    pub listen: Option<String>,
    pub metrics_listen: Option<String>,
    pub public_url: Option<String>,
    pub helpline: Option<String>,
    pub embed_hosts: Option<String>,
    pub trusted_proxies: Option<String>,
    pub limits: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct StoreSection {
    pub database: Option<String>,
    pub secret_file: Option<PathBuf>,
    pub photos: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct TicketSection {
    pub prefix: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacySection {
    pub keep_years: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct SmsSection {
    pub url: Option<String>,
    pub token: Option<String>,
    pub templates: BTreeMap<String, Ids>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct SmtpSection {
    pub url: Option<String>,
    pub from: Option<String>,
}

/// Reads the file.
///
/// # Errors
/// Says where it is wrong.
pub fn read(path: &Path) -> Result<File, WrongSetting> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| WrongSetting(format!("the settings file {} cannot be read: {error}", path.display())))?;
    toml::from_str(&text)
        .map_err(|error| WrongSetting(format!("the settings file {} is wrong: {error}", path.display())))
}
