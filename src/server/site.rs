//! The citizens' app: its files inside this binary, its pages around them, and
//! the text packs.

use std::{borrow::Cow, sync::Arc, sync::OnceLock};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{language::Language, paths};
use rust_embed::RustEmbed;
use ui::{page::Page, text::Pack};

use crate::{compress, failure::Failure, headers::is_unchanged, office::Office, page};

/// The finished files of the app, made by `cargo xtask build`.
#[derive(RustEmbed)]
#[folder = "../../target/site/portal/"]
struct Files;

/// What never changes under its name: the name has a hash of the content in it.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// What is asked for anew each time.
const ALWAYS: HeaderValue = HeaderValue::from_static("no-cache");
/// What changes with a release: icons, manifest.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// What stands on every page of a server that was built without the app.
const NOT_BUILT: &str = "<!doctype html><title>Sunwai</title><p>The app is not built into this server. \
     Build it with: cargo xtask build\n";

/// The template of every page.
const TEMPLATE: &str = "index.html";

/// Pages and texts.
pub fn router() -> Router<Arc<Office>> {
    use paths::page as at;
    let mut router = Router::new().route(&format!("{}/{{file}}", paths::TEXTS), get(text_pack));
    for path in [at::HOME, at::COMPLAIN, at::STATUS, at::RESULTS, at::PRIVACY, at::ACCESSIBILITY] {
        router = router.route(path, get(show_page));
    }
    router.route(&format!("{}/{{ticket}}", at::TICKET), get(show_page))
}

async fn show_page(State(office): State<Arc<Office>>, uri: Uri, headers: HeaderMap) -> Response {
    draw(&office, &uri, &headers, StatusCode::OK)
}

/// A file of the app, or the page that says there is none.
pub async fn not_found(State(office): State<Arc<Office>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let is_reading = matches!(method, Method::GET | Method::HEAD);
    let name = uri.path().trim_start_matches('/');
    if name != TEMPLATE
        && let Some(response) = file(name, &headers)
    {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return if is_reading { response } else { (allow, Failure::WrongMethod).into_response() };
    }
    if !is_reading || !wants_page(&headers) || uri.path().starts_with("/api/") {
        return Failure::NotFound.into_response();
    }
    draw(&office, &uri, &headers, StatusCode::NOT_FOUND)
}

/// A person's browser gets a page that says it; a program a problem document.
fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

/// `?lang=`, else Hindi: cheap phones of Hindi readers often say English.
fn language(uri: &Uri) -> Language {
    let parameters = uri.query().unwrap_or_default().split('&');
    let code = parameters.into_iter().find_map(|parameter| parameter.strip_prefix("lang="));
    code.and_then(Language::from_code).unwrap_or_default()
}

fn draw(office: &Office, uri: &Uri, headers: &HeaderMap, status: StatusCode) -> Response {
    let Some(template) = Files::get(TEMPLATE) else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT)
            .into_response();
    };
    let language = language(uri);
    let here = uri.path_and_query().map_or("/", |here| here.as_str());
    let template = String::from_utf8_lossy(&template.data);
    let html = page::draw(&template, &Page::at(uri.path()), here, language, &office.prefix);
    let sent = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, ALWAYS),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code())),
    ];
    if compress::accepts_brotli(headers) {
        let body = compress::quickly(html.as_bytes());
        return (status, sent, [(header::CONTENT_ENCODING, "br")], body).into_response();
    }
    (status, sent, html).into_response()
}

fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let plain = Files::get(name)?;
    let encoded = |encoding: &'static str, ending: &str| {
        let accepted = compress::accepts(headers, encoding);
        accepted.then(|| Files::get(&format!("{name}{ending}"))).flatten().map(|file| (file, Some(encoding)))
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

/// `app-3f2c….js`: a hash of at least eight hexadecimal digits before the ending.
fn is_hashed(name: &str) -> bool {
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

/// One language's texts, under a name that changes with any of them.
async fn text_pack(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    static PACKED: OnceLock<[[Vec<u8>; 3]; Pack::ALL.len()]> = OnceLock::new();
    let wanted = format!("{}/{name}", paths::TEXTS);
    let all = || Pack::ALL.into_iter().flat_map(|pack| Language::ALL.map(|language| (pack, language)));
    let found = all().find(|(pack, language)| pack.address(*language) == wanted);
    let (pack, language) = found.ok_or(Failure::NotFound)?;
    let sent = [
        (header::CACHE_CONTROL, FOREVER),
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    if !compress::accepts_brotli(&headers) {
        return Ok((sent, pack.of(language)).into_response());
    }
    let packed = PACKED.get_or_init(|| {
        Pack::ALL.map(|pack| Language::ALL.map(|language| compress::well(pack.of(language).as_bytes())))
    });
    let body = packed[pack as usize][language as usize].as_slice();
    Ok((sent, [(header::CONTENT_ENCODING, "br")], body).into_response())
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
