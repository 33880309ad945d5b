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

/// The sites that may show our pages in a frame: origins, as a browser writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedHosts(pub Vec<String>);

impl FromStr for EmbedHosts {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hosts = text.split([',', ' ', '\t', '\n']).filter(|host| !host.is_empty());
        hosts.map(host).collect::<Result<_, _>>().map(Self)
    }
}

/// One site. It becomes part of a header in which `;`, `'` and `*` have meanings of
/// their own, so whatever is no plain origin is refused.
fn host(text: &str) -> Result<String, String> {
    let written = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let (name, port) =
        rest.map_or(("", None), |rest| rest.split_once(':').map_or((rest, None), |(name, port)| (name, Some(port))));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse().is_ok_and(|port: u16| port > 0);
    if name.split('.').all(is_label) && port.is_none_or(is_port) {
        Ok(written)
    } else {
        Err(format!("{text} is no origin; it must be http:// or https:// and a host, such as https://portal.example"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_told_apart_by_commas_or_spaces() {
        let hosts: EmbedHosts = "https://portal.example, HTTP://Localhost:8000/\nhttps://a-b.gov.in".parse().unwrap();

        assert_eq!(hosts.0, ["https://portal.example", "http://localhost:8000", "https://a-b.gov.in"]);
        assert_eq!("".parse(), Ok(EmbedHosts::default()));
    }

    #[test]
    fn what_is_no_origin_is_refused_by_its_name() {
        for wrong in [
            "portal.example",
            "//portal.example",
            "https://",
            "https://*.example",
            "*",
            "https:",
            "'self'",
            "https://portal.example/page",
            "https://portal.example;script-src",
            "https://portal.example?x",
            "https://user@portal.example",
            "https://portal..example",
            "https://-portal.example",
            "https://portal.example:",
            "https://portal.example:0",
            "https://portal.example:+80",
            "https://portal.example:70000",
            "https://portal.example:80:80",
            "https://[::1]",
            "https://पोर्टल.example",
            "ftp://portal.example",
            "javascript://portal.example",
        ] {
            let refused = format!("https://first.example {wrong}").parse::<EmbedHosts>().unwrap_err();

            assert!(refused.starts_with(wrong) && refused.contains("https://portal.example"), "{refused}");
        }
    }
}
