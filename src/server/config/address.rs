//! Addresses of the web, as they are written in a setting.

use std::str::FromStr;

/// An address of the web, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(pub String);

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches('/');
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
        let fits = !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']);
        if fits { Ok(Self(text.to_owned())) } else { Err("it must be http:// or https:// and a host".to_owned()) }
    }
}
