//! The citizens' pages, whole without any script, and what all apps fetch: their
//! files (`files.rs`) and the text packs. One file a page; `visit.rs` answers. The
//! same pages for frames of other sites are in `embed.rs`, the team's pages in
//! `desk.rs`, the operator's in `kiosk.rs`.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{language::Language, paths};
use ui::text::Pack;

use self::{
    files::{App, FOREVER},
    visit::Visit,
};
use crate::{compress, failure::Failure, office::Office};

mod complain;
mod desk;
mod embed;
mod files;
mod kiosk;
mod results;
mod status;
mod still;
mod ticket;
mod visit;
mod worker;

/// Pages and texts.
pub fn router() -> Router<Arc<Office>> {
    use paths::page as at;
    Router::new()
        .route(at::HOME, get(still::show))
        .route(at::COMPLAIN, get(complain::show).post(complain::fill))
        .route(at::STATUS, get(status::show).post(status::find))
        .route(&format!("{}/{{ticket}}", at::TICKET), get(ticket::show).post(ticket::open))
        .route(at::RESULTS, get(results::show))
        .route(at::PRIVACY, get(still::show))
        .route(at::ACCESSIBILITY, get(still::show))
        .route(at::MINE, get(still::show))
        .route("/sw.js", get(worker::show))
        .route(&format!("{}/{{file}}", paths::TEXTS), get(text_pack))
        .merge(embed::router())
        .merge(desk::router())
        .merge(kiosk::router())
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
    still::unknown(&Visit::new(office, uri, &headers))
}

/// Why something was not even tried: on a page for people, who go back to what they
/// typed, and as a problem document for programs.
pub fn refuse(office: Arc<Office>, uri: Uri, headers: &HeaderMap, failure: Failure) -> Response {
    if uri.path().starts_with("/api/") || !wants_page(headers) {
        return failure.into_response();
    }
    Visit::new(office, uri, headers).trouble(&failure)
}

/// A person's browser gets a page that says it; a program a problem document.
fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
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
