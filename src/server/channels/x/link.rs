//! Which post an address names.

use domain::complaint::Channel as Kind;

use super::id;
use crate::channels::{post::Foreign, setup::Linked};

/// X under its names.
const HOSTS: [&str; 6] = ["x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"];

/// The post that an address of X names, as far as the address says.
pub fn link(address: &str) -> Option<Linked> {
    let rest = address.trim().strip_prefix("https://").or_else(|| address.trim().strip_prefix("http://"))?;
    let path = rest.split(['?', '#']).next()?;
    let mut parts = path.split('/');
    let host = parts.next()?.to_ascii_lowercase();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if !HOSTS.contains(&host.as_str()) {
        return None;
    }
    let (handle, post) = match parts[..] {
        ["i", "web", "status", post, ..] | ["i", "status", post, ..] => ("", post),
        [handle, "status" | "statuses", post, ..] if is_handle(handle) => (handle, post),
        _ => return None,
    };
    let shown = if handle.is_empty() { "i/web" } else { handle };
    id::is_id(post).then(|| {
        let foreign = Foreign {
            id: post.to_owned(),
            latest: post.to_owned(),
            conversation: post.to_owned(),
            handle: handle.to_owned(),
            link: Some(format!("https://x.com/{shown}/status/{post}")),
            ..Foreign::default()
        };
        Linked { kind: Kind::X, posted_at: id::posted_at(post), post: foreign }
    })
}

fn is_handle(word: &str) -> bool {
    (1..=15).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_many_addresses_and_one_name() {
        for address in [
            "https://x.com/ram_rohtak/status/1301573587187331074",
            "https://twitter.com/ram_rohtak/status/1301573587187331074?s=20&t=abc",
            " https://mobile.x.com/ram_rohtak/status/1301573587187331074/photo/1 ",
            "http://x.com/i/web/status/1301573587187331074",
        ] {
            let linked = link(address).unwrap();
            assert_eq!(linked.post.id, "1301573587187331074", "{address}");
        }
        assert_eq!(link("https://x.com/ram_rohtak/status/13").unwrap().post.handle, "ram_rohtak");
    }

    #[test]
    fn what_names_no_post_is_refused() {
        for address in
            ["", "x.com/a/status/1", "https://x.com/ram", "https://evil.example/a/status/1", "https://x.com/a/status/b"]
        {
            assert!(link(address).is_none(), "{address}");
        }
    }
}
