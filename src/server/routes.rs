//! Every route in one table, and what lies around all of them.

use std::sync::Arc;

use axum::{
    Router, middleware,
    routing::{any, delete, get, post},
};
use domain::paths;

use crate::{
    api::{
        actions, complaints, desk, details, events, export, handoff, health, kiosk, open311, openapi, photos,
        reference, statistics, tickets, unlock,
    },
    crowd,
    failure::Failure,
    headers::{self, Headers},
    limits,
    office::Office,
    origin, problems, request_id, site,
};

/// The whole server as one service.
pub fn router(office: Arc<Office>) -> Router {
    let headers = Headers::new(&office.public_url, &office.embed_hosts);
    let ticket = |rest: &str| format!("{}/{{ticket}}{rest}", paths::TICKETS);
    Router::new()
        .route(paths::COMPLAINTS, post(complaints::file))
        .route(&ticket(""), get(tickets::show))
        .route(&ticket("/unlock"), post(unlock::unlock))
        .route(&ticket("/handoff"), post(handoff::begin))
        .route(&ticket("/handoff/claim"), post(handoff::claim))
        .route(&ticket("/details"), get(details::show))
        .route(&ticket("/export"), get(export::show))
        .route(&ticket("/actions"), post(actions::act))
        .route(&ticket("/photos"), post(photos::add))
        .route(&ticket("/photos/{id}"), get(photos::show))
        .route(paths::STATISTICS, get(statistics::show))
        .route(paths::STATISTICS_CSV, get(statistics::table))
        .route(paths::STATISTICS_SVG, get(statistics::drawing))
        .route(paths::EVENTS, get(events::list))
        .route(&format!("{}/{{day}}", paths::EVENTS), get(events::show))
        .route(paths::REFERENCE, get(reference::show))
        .route(paths::OPENAPI, get(openapi::show))
        .route("/healthz", get(health::is_alive))
        .route("/readyz", get(health::is_ready))
        .merge(desk_routes(&office))
        .merge(kiosk_routes(&office))
        .merge(open311_routes())
        .merge(site::router())
        .fallback(site::not_found)
        .layer(middleware::from_fn_with_state(Arc::clone(&office), crowd::admit))
        .layer(middleware::from_fn(problems::write))
        .layer(middleware::from_fn_with_state(Arc::clone(&office), limits::watch))
        .layer(middleware::from_fn(move |request, next| headers.clone().add(request, next)))
        .layer(middleware::from_fn_with_state(Arc::clone(&office), request_id::follow))
        .with_state(office)
}

/// The desk's part: no change from another site, nothing kept by a cache.
fn desk_routes(office: &Arc<Office>) -> Router<Arc<Office>> {
    use domain::paths::desk as at;
    let complaint = |rest: &str| format!("{}/{{ticket}}{rest}", at::COMPLAINTS);
    Router::new()
        .route(at::SESSION, post(desk::session::open).delete(desk::session::end))
        .route(at::SESSIONS, delete(desk::session::end_all))
        .route(at::ME, get(desk::me::show))
        .route(at::PASSWORD, post(desk::password::change))
        .route(at::COMPLAINTS, get(desk::complaints::list).post(desk::file::file))
        .route(&complaint(""), get(desk::complaint::show))
        .route(&complaint("/actions"), post(desk::actions::act))
        .route(&complaint("/photos/{id}"), get(desk::photos::show))
        .route(at::INBOX, get(desk::inbox::list).post(desk::inbox::paste::paste))
        .route(at::INBOX_IMPORT, post(desk::inbox::paste::import))
        .route(&format!("{}/{{id}}/actions", at::INBOX), post(desk::inbox::act::act))
        .route(at::BOARD, get(desk::board::show))
        .route(at::CHANNELS, get(desk::channels::show))
        .route(at::CHANNELS_RETRY, post(desk::channels::try_again))
        .route(at::STAFF, get(desk::staff::list).post(desk::staff::add).patch(desk::staff::change))
        .route_layer(middleware::from_fn_with_state(Arc::clone(office), origin::check))
        .route_layer(middleware::from_fn(headers::keep_nowhere))
}

/// The kiosk's part: as with the desk, no change from another site, nothing kept by
/// a cache.
fn kiosk_routes(office: &Arc<Office>) -> Router<Arc<Office>> {
    use domain::paths::kiosk as at;
    Router::new()
        .route(at::ENROL, post(kiosk::enrol::enrol))
        .route(at::ME, get(kiosk::me::show))
        .route(at::COMPLAINTS, post(kiosk::complaints::file))
        .route(at::SEALED, post(kiosk::complaints::file_sealed))
        .route(at::SLIP, get(kiosk::slip::show))
        .route(at::TODAY, get(kiosk::today::list))
        .route(at::HEALTH, get(kiosk::health::show))
        .route_layer(middleware::from_fn_with_state(Arc::clone(office), origin::check))
        .route_layer(middleware::from_fn(headers::keep_nowhere))
}

/// The neighbours' part: what goes wrong is said as their standard has it.
fn open311_routes() -> Router<Arc<Office>> {
    use open311::{discovery, listing, requests, services, told, update, updates};
    let at = |rest: &str| format!("{}{rest}", paths::open311::BASE);
    let mut router = Router::new()
        .route(&at("/services/{file}"), get(services::show))
        .route(&at("/requests/{file}"), get(listing::show))
        .route(&at(""), any(no_such))
        .route(&at("/"), any(no_such))
        .route(&at("/{*rest}"), any(no_such));
    for end in ["xml", "json"] {
        router = router
            .route(&at(&format!("/discovery.{end}")), get(discovery::show))
            .route(&at(&format!("/services.{end}")), get(services::list))
            .route(&at(&format!("/requests.{end}")), get(listing::list).post(requests::file))
            .route(&at(&format!("/servicerequestupdates.{end}")), get(updates::list).post(update::take));
    }
    router.layer(middleware::from_fn(told::write))
}

async fn no_such() -> Failure {
    Failure::NotFound
}
