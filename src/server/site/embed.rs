//! What other sites show of ours: looking up, results and the form as pages for
//! frames, and the script that puts such a frame into a page.
//!
//! The pages are those of the files beside this one; `frame.rs` draws them without
//! what stands around them, `files.rs` has the few files that they need. Which sites
//! may show them is said by the headers of everything below `/embed/`.

use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use domain::paths::{embed, page};

use super::{complain, results, status, still, ticket, visit::Visit};
use crate::office::Office;

pub mod files;
pub mod frame;

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Pages and files.
pub fn router() -> Router<Arc<Office>> {
    let at = |address: &str| format!("{}{}", embed::BELOW, address.trim_start_matches('/'));
    Router::new()
        .route(&at(page::COMPLAIN), get(complain::show).post(complain::fill))
        .route(&at(page::STATUS), get(status::show).post(status::find))
        .route(&at(&format!("{}/{{ticket}}", page::TICKET)), get(ticket::show).post(ticket::open))
        .route(&at(page::RESULTS), get(results::show))
        .route(&files::STYLE.address, get(async |headers: HeaderMap| files::STYLE.answer(&headers)))
        .route(&files::SCRIPT.address, get(async |headers: HeaderMap| files::SCRIPT.answer(&headers)))
        .route(&at("{*path}"), get(nothing))
        .route_layer(middleware::from_fn(keep_unlisted))
        .route(embed::WIDGET, get(async |headers: HeaderMap| files::WIDGET.answer(&headers)))
}

/// There is no such page, said inside the frame.
async fn nothing(visit: Visit) -> Response {
    still::unknown(&visit)
}

/// A search leads to the page itself.
async fn keep_unlisted(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}
