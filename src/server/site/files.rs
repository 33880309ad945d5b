//! The finished files of all apps inside this binary, as they are sent.

use std::borrow::Cow;

use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::{compress, failure::Failure, headers::is_unchanged};

/// The template of every page of an app.
pub const TEMPLATE: &str = "index.html";

/// What never changes under its name: the name has a hash of the content in it.
pub const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// What changes with a release: icons, manifest.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// The citizens' app, made by `cargo xtask build`.
#[derive(RustEmbed)]
#[folder = "../../target/site/portal/"]
struct Portal;

/// The team's app.
#[derive(RustEmbed)]
#[folder = "../../target/site/desk/"]
struct Desk;

/// The operator's app at a centre.
#[derive(RustEmbed)]
#[folder = "../../target/site/kiosk/"]
struct Kiosk;

/// Whose files.
#[derive(Clone, Copy)]
pub enum App {
    /// The citizens'.
    Portal,
    /// The team's.
    Desk,
    /// The operator's.
    Kiosk,
}

impl App {
    fn get(self, name: &str) -> Option<EmbeddedFile> {
        match self {
            Self::Portal => Portal::get(name),
            Self::Desk => Desk::get(name),
            Self::Kiosk => Kiosk::get(name),
        }
    }

    /// The names of its files as a browser asks for them.
    pub fn names(self) -> Vec<String> {
        let all: Vec<_> = match self {
            Self::Portal => Portal::iter().collect(),
            Self::Desk => Desk::iter().collect(),
            Self::Kiosk => Kiosk::iter().collect(),
        };
        let is_asked_for = |name: &str| name != TEMPLATE && !name.ends_with(".br") && !name.ends_with(".gz");
        all.into_iter().map(Cow::into_owned).filter(|name| is_asked_for(name)).collect()
    }

    /// The template of its pages; none in a server that was built without it.
    pub fn template(self) -> Option<String> {
        self.get(TEMPLATE).map(|template| String::from_utf8_lossy(&template.data).into_owned())
    }

    /// The answer for a file, if there is one of this name; the template is none.
    pub fn answer(self, name: &str, method: &Method, headers: &HeaderMap) -> Option<Response> {
        let response = (name != TEMPLATE).then(|| self.file(name, headers)).flatten()?;
        let is_reading = matches!(*method, Method::GET | Method::HEAD);
        let allow = [(header::ALLOW, "GET, HEAD")];
        Some(if is_reading { response } else { (allow, Failure::WrongMethod).into_response() })
    }

    fn file(self, name: &str, headers: &HeaderMap) -> Option<Response> {
        let plain = self.get(name)?;
        let encoded = |encoding: &'static str, ending: &str| {
            let accepted = compress::accepts(headers, encoding);
            accepted.then(|| self.get(&format!("{name}{ending}"))).flatten().map(|file| (file, Some(encoding)))
        };
        let (found, encoding) = encoded("br", ".br").or_else(|| encoded("gzip", ".gz")).unwrap_or((plain, None));
        let hash = found.metadata.sha256_hash();
        let tag = format!("\"{}\"", hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>());
        let mut sent = HeaderMap::new();
        sent.insert(header::CACHE_CONTROL, if is_hashed(name) { FOREVER } else { A_DAY });
        sent.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        sent.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
        sent.insert(header::ETAG, HeaderValue::from_str(&tag).expect("a tag is hexadecimal"));
        if let Some(encoding) = encoding {
            sent.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if is_unchanged(headers, &tag) {
            return Some((StatusCode::NOT_MODIFIED, sent).into_response());
        }
        let body = match found.data {
            Cow::Borrowed(bytes) => bytes.into_response().into_body(),
            Cow::Owned(bytes) => bytes.into_response().into_body(),
        };
        Some((sent, body).into_response())
    }
}

/// `app-3f2c….js`: a hash of at least eight hexadecimal digits before the ending.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        assert!(is_hashed("app-0123456789abcdef.js"));
        assert!(!is_hashed("icon-192.png"));
        assert!(!is_hashed("robots.txt"));
    }
}
