//! The service worker's script: what belongs to this build, then the worker.

use std::sync::OnceLock;

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use domain::{language::Language, paths::page};
use ui::text::Pack;

use super::files::{App, is_hashed};
use crate::{compress, headers::is_unchanged};

/// The pages that are kept: those that show nothing that changes.
const PAGES: [&str; 6] = [page::HOME, page::COMPLAIN, page::STATUS, page::MINE, page::PRIVACY, page::ACCESSIBILITY];

/// The complaints on this phone, as in the app's own script.
const PHONE: &str = include_str!("../../browser/phone.js");
const WORKER: &str = include_str!("worker.js");

/// Asked for anew each time, because it decides whether everything else is.
pub async fn show(headers: HeaderMap) -> Response {
    static WRITTEN: OnceLock<(String, Vec<u8>, String)> = OnceLock::new();
    let (script, packed, tag) = WRITTEN.get_or_init(|| {
        let script = script();
        let tag = format!("\"{}\"", digest(&script));
        (script.clone(), compress::well(script.as_bytes()), tag)
    });
    let sent = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::ETAG, HeaderValue::from_str(tag).expect("a tag is hexadecimal")),
    ];
    if is_unchanged(&headers, tag) {
        return (axum::http::StatusCode::NOT_MODIFIED, sent).into_response();
    }
    if compress::accepts_brotli(&headers) {
        return (sent, [(header::CONTENT_ENCODING, "br")], packed.as_slice()).into_response();
    }
    (sent, script.as_str()).into_response()
}

fn script() -> String {
    let hashed = App::Portal.names().into_iter().filter(|name| is_hashed(name));
    let mut files: Vec<String> = hashed.map(|name| format!("/{name}")).collect();
    files.extend(Language::ALL.map(|language| Pack::Citizens.address(language)));
    files.push("/mark.svg".to_owned());
    let template = App::Portal.template().unwrap_or_default();
    let build = digest(&format!("{files:?}{template}{PHONE}{WORKER}"));
    format!("const BUILD = \"{build}\";\nconst PAGES = {PAGES:?};\nconst FILES = {files:?};\n\n{PHONE}\n{WORKER}")
}

fn digest(text: &str) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_named_with_its_build() {
        let script = script();

        assert!(script.starts_with("const BUILD = \""));
        assert!(script.contains("\"/complain\""));
        for language in Language::ALL {
            assert!(script.contains(&Pack::Citizens.address(language)));
        }
    }
}
