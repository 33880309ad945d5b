//! The widget, and the two files of every page in a frame: the style that takes away
//! what only a whole window needs, and the script that tells how high the page is.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{language::Language, paths::embed};
use sha2::{Digest as _, Sha256};
use ui::page::Page;

use super::super::files::FOREVER;
use crate::{compress, headers::is_unchanged, history::hex, page::title, texts};

const STYLE_SHEET: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The pages that a widget may show, by the names that hosts write.
const VIEWS: [(&str, Page); 3] = [("status", Page::Status), ("results", Page::Results), ("complain", Page::Complain)];

/// Its address never changes, because hosts write it into their pages: it is asked
/// for again after an hour, and until a day has passed while the old one is shown.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600, stale-while-revalidate=86400");

/// Any site may load it; the pages that it shows decide for whom they are.
const ANYWHERE: (HeaderName, HeaderValue) =
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));

/// The style of pages in a frame, after that of the site.
pub static STYLE: LazyLock<Small> = LazyLock::new(|| Small::of_a_frame("css", STYLE_SHEET, include_str!("frame.css")));

/// The script of pages in a frame.
pub static SCRIPT: LazyLock<Small> = LazyLock::new(|| Small::of_a_frame("js", JAVASCRIPT, include_str!("frame.js")));

/// The script for pages of hosts.
pub static WIDGET: LazyLock<Small> = LazyLock::new(|| {
    let script = lean(include_str!("widget.js")).replace("'{titles}'", &titles());
    let widget = Small::new(embed::WIDGET.to_owned(), JAVASCRIPT, AN_HOUR, script);
    Small { more: Some(ANYWHERE), ..widget }
});

/// A file that is sent as it is.
pub struct Small {
    /// Where it is.
    pub address: String,
    kind: &'static str,
    caching: HeaderValue,
    tag: String,
    body: String,
    packed: Vec<u8>,
    more: Option<(HeaderName, HeaderValue)>,
}

impl Small {
    /// Its address changes with what is in it.
    fn of_a_frame(ending: &str, kind: &'static str, body: &str) -> Self {
        let address = format!("{}frame-{}.{ending}", embed::BELOW, digest(body));
        Self::new(address, kind, FOREVER, body.to_owned())
    }

    fn new(address: String, kind: &'static str, caching: HeaderValue, body: String) -> Self {
        let (tag, packed) = (format!("\"{}\"", digest(&body)), compress::well(body.as_bytes()));
        Self { address, kind, caching, tag, body, packed, more: None }
    }

    /// The answer.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let mut sent = HeaderMap::new();
        sent.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        sent.insert(header::CACHE_CONTROL, self.caching.clone());
        sent.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        sent.insert(header::ETAG, HeaderValue::from_str(&self.tag).expect("a tag is hexadecimal"));
        sent.extend(self.more.clone());
        if is_unchanged(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, sent).into_response();
        }
        if compress::accepts_brotli(headers) {
            sent.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            return (sent, self.packed.clone()).into_response();
        }
        (sent, self.body.clone()).into_response()
    }
}

fn digest(body: &str) -> String {
    hex(&Sha256::digest(body))[..16].to_owned()
}

/// A script of ours without its comments, which stand on lines of their own, and
/// without indentation.
fn lean(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What a frame is called, by language and view, as JSON.
fn titles() -> String {
    let of = |language| VIEWS.map(|(view, page)| (view, title(texts::of(language), &page))).into_iter().collect();
    let all: BTreeMap<&str, BTreeMap<&str, String>> =
        Language::ALL.into_iter().map(|language| (language.code(), of(language))).collect();
    serde_json::to_string(&all).expect("texts can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widget_names_its_frame_in_every_language_and_is_light() {
        let widget = &*WIDGET;

        for language in Language::ALL {
            for (_, page) in &VIEWS {
                assert!(widget.body.contains(&title(texts::of(language), page)), "{}", language.code());
            }
        }
        assert!(!widget.body.contains("{titles}"));
        // As served, to those who take brotli and to those who do not.
        assert!(widget.body.len() <= 3_000, "{} bytes", widget.body.len());
    }

    #[test]
    fn the_style_is_kept_for_ever_under_an_address_that_changes_with_it() {
        let (one, other) = (Small::of_a_frame("css", STYLE_SHEET, "a{}"), Small::of_a_frame("css", STYLE_SHEET, "b{}"));

        assert_ne!(one.address, other.address);
        assert!(STYLE.address.starts_with("/embed/frame-") && STYLE.address.ends_with(".css"));
    }
}
