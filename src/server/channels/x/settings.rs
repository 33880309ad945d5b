//! The settings of the office's account.

use std::{path::PathBuf, time::Duration};

use crate::{channels::http::BaseUrl, outbox::setup::Token};

/// Where X is.
pub const BASE_URL: &str = "https://api.x.com";

/// How often it is asked, where nothing else is set: far below its limit of 300 in
/// a quarter of an hour.
pub const EVERY: Duration = Duration::from_secs(60);

/// Settings of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XSettings {
    /// Where X is.
    pub base_url: BaseUrl,
    /// The number of the account.
    pub user_id: String,
    /// Its handle, where it was set.
    pub handle: Option<String>,
    /// What it knows us by.
    pub token: TokenSource,
    /// How often it is asked.
    pub every: Duration,
    /// What a month may cost, in thousandths of a US dollar.
    pub budget: Option<u32>,
}

/// Where the token comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenSource {
    /// The settings.
    Fixed(Token),
    /// A file, in which it is renewed.
    File {
        /// The file.
        path: PathBuf,
        /// As which program it is renewed.
        client: String,
    },
}
