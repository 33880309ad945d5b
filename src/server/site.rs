//! The pages of the citizens' app, and what both apps fetch: their files
//! (`files.rs`) and the text packs. The team's pages are in `desk.rs`.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{language::Language, paths};
use ui::{page::Page, text::Pack};

use self::files::{App, FOREVER};
use crate::{compress, failure::Failure, office::Office, page};

mod desk;
mod files;

/// What is asked for anew each time.
const ALWAYS: HeaderValue = HeaderValue::from_static("no-cache");

/// What stands on every page of a server that was built without the app.
const NOT_BUILT: &str = "<!doctype html><title>Sunwai</title><p>The app is not built into this server. \
     Build it with: cargo xtask build\n";

/// Pages and texts.
pub fn router() -> Router<Arc<Office>> {
    use paths::page as at;
    let mut router = Router::new().route(&format!("{}/{{file}}", paths::TEXTS), get(text_pack));
    for path in [at::HOME, at::COMPLAIN, at::STATUS, at::RESULTS, at::PRIVACY, at::ACCESSIBILITY] {
        router = router.route(path, get(show_page));
    }
    router.route(&format!("{}/{{ticket}}", at::TICKET), get(show_page)).merge(desk::router())
}

async fn show_page(State(office): State<Arc<Office>>, uri: Uri, headers: HeaderMap) -> Response {
    draw(&office, &uri, &headers, StatusCode::OK)
}

/// A file of the app, or the page that says there is none.
pub async fn not_found(State(office): State<Arc<Office>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let is_reading = matches!(method, Method::GET | Method::HEAD);
    if let Some(response) = App::Portal.answer(uri.path().trim_start_matches('/'), &method, &headers) {
        return response;
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
    let language = language(uri);
    let here = uri.path_and_query().map_or("/", |here| here.as_str());
    let Some(template) = App::Portal.template() else { return not_built() };
    let html = page::draw(&template, &Page::at(uri.path()), here, language, &office.prefix);
    html_answer(html, language, headers, status, ALWAYS)
}

/// The whole page, as small as can be made quickly.
fn html_answer(
    html: String,
    language: Language,
    headers: &HeaderMap,
    status: StatusCode,
    caching: HeaderValue,
) -> Response {
    let sent = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, caching),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code())),
    ];
    if compress::accepts_brotli(headers) {
        let body = compress::quickly(html.as_bytes());
        return (status, sent, [(header::CONTENT_ENCODING, "br")], body).into_response();
    }
    (status, sent, html).into_response()
}

fn not_built() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response()
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
