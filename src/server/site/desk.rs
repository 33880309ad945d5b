//! The pages of the team's app: one HTML for every address below `/desk`, because
//! who may see which page is known only after signing in.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri},
    response::Response,
    routing::get,
};
use domain::paths::desk::APP;

use super::{
    files::App,
    visit::{Visit, html_answer, not_built},
};
use crate::{compress, office::Office, page};

/// No cache keeps it, and no search engine.
const NOWHERE: HeaderValue = HeaderValue::from_static("no-store");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Pages and files.
pub fn router() -> Router<Arc<Office>> {
    let below = |rest: &str| format!("{APP}{rest}");
    Router::new().route(APP, get(show)).route(&below("/"), get(show)).route(&below("/{*path}"), get(show))
}

async fn show(State(office): State<Arc<Office>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let name = uri.path().strip_prefix(APP).unwrap_or_default().trim_start_matches('/');
    if let Some(file) = App::Desk.answer(name, &method, &headers) {
        return file;
    }
    let language = Visit::new(Arc::clone(&office), uri.clone(), &headers).language();
    let here = uri.path_and_query().map_or(APP, |here| here.as_str());
    let html = App::Desk.template().map(|template| page::draw_desk(&template, here, language, &office.prefix));
    let brotli = compress::accepts_brotli(&headers);
    let mut response = html.map_or_else(not_built, |html| html_answer(html, language, brotli, StatusCode::OK, NOWHERE));
    response.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
    response
}
