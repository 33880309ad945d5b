//! What a server can be watched by: counters for Prometheus, on a listener of their
//! own (`SUNWAI_METRICS_LISTEN`). None of them knows who asked, or for what.
//!
//! - [`traffic`] requests by the template of their route; [`meter`] the writer
//! - [`exposition`] how all of it is written; `board.json` shows it in Grafana

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
    routing::get,
};

use crate::office::Office;

pub mod exposition;
pub mod meter;
pub mod traffic;

pub use meter::WriterMeter;
pub use traffic::Traffic;

/// A board for Grafana, to be imported there.
pub const BOARD: &str = include_str!("metrics/board.json");

/// The listener's only page.
pub fn router(office: Arc<Office>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(office)
}

async fn show(State(office): State<Arc<Office>>) -> impl IntoResponse {
    const KIND: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, KIND)], exposition::write(&office).await)
}
