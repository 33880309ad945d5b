//! The pages of the operator's app: one HTML for every address below `/kiosk`, and
//! the worker that keeps the app on the terminal, with the list of what it keeps.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::{
    language::Language,
    paths::kiosk::{APP, WORKER},
};
use ui::text::Pack;

use super::{
    files::App,
    visit::{Visit, html_answer, not_built},
};
use crate::{compress, history::hex, office::Office, page};

/// What is asked for anew each time.
const ALWAYS: HeaderValue = HeaderValue::from_static("no-cache");
/// No cache keeps it, and no search engine.
const NOWHERE: HeaderValue = HeaderValue::from_static("no-store");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
/// The worker's file is below its scope.
const ALLOWED: HeaderName = HeaderName::from_static("service-worker-allowed");

const SCRIPT: &str = include_str!("kiosk_worker.js");

/// Pages, files and the worker.
pub fn router() -> Router<Arc<Office>> {
    let below = |rest: &str| format!("{APP}{rest}");
    Router::new()
        .route(APP, get(show))
        .route(&below("/"), get(show))
        .route(WORKER, get(worker))
        .route(&below("/{*path}"), get(show))
}

async fn show(State(office): State<Arc<Office>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let name = uri.path().strip_prefix(APP).unwrap_or_default().trim_start_matches('/');
    if let Some(file) = App::Kiosk.answer(name, &method, &headers) {
        return file;
    }
    let language = Visit::new(Arc::clone(&office), uri.clone(), &headers).language();
    let html = App::Kiosk.template().map(|template| page::draw_kiosk(&template, language, &office.prefix));
    let brotli = compress::accepts_brotli(&headers);
    let mut response = html.map_or_else(not_built, |html| html_answer(html, language, brotli, StatusCode::OK, NOWHERE));
    response.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
    response
}

/// Asked anew each time: it changes whenever a file that it keeps does.
async fn worker() -> Response {
    static WRITTEN: OnceLock<String> = OnceLock::new();
    let sent = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, ALWAYS),
        (ALLOWED, HeaderValue::from_static(APP)),
    ];
    (sent, WRITTEN.get_or_init(written).as_str()).into_response()
}

/// The script with the list of files, and a name for the whole of them. The page
/// is on the list under its address, which stays: its template is in the name.
fn written() -> String {
    let files = App::Kiosk.names().into_iter().map(|name| format!("{APP}/{name}"));
    let texts = Language::ALL.map(|language| Pack::Kiosk.address(language));
    let fixed = [APP, "/mark.svg"].map(str::to_owned);
    let list: Vec<_> = fixed.into_iter().chain(files).chain(texts).collect();
    let list = serde_json::to_string(&list).expect("a list of texts can be written");
    let template = App::Kiosk.template().unwrap_or_default();
    let name = hex(&digest(&[&list, &template]));
    SCRIPT.replace("'{files}'", &list).replace("{version}", &name[..16])
}

fn digest(parts: &[&str]) -> crate::history::Digest {
    use sha2::{Digest as _, Sha256};
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_the_page_and_the_texts_of_every_language() {
        let script = written();

        assert!(script.contains("\"/kiosk\"") && !script.contains("{files}") && !script.contains("{version}"));
        for language in Language::ALL {
            assert!(script.contains(&Pack::Kiosk.address(language)), "{}", language.code());
        }
        assert!(!script.contains("index.html") && !script.contains(".br\""), "{script}");
    }
}
