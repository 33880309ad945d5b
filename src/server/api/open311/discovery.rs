//! What this is, in which formats, and how one gets a key.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::paths::{open311, page};

use super::{
    document::{Format, Value, text},
    told::Told,
};
use crate::office::Office;

/// When what is described here last changed.
const CHANGESET: &str = "2026-11-28T00:00:00Z";

/// The standard's own address.
const SPECIFICATION: &str = "http://wiki.open311.org/GeoReport_v2";

/// Describes the endpoint.
///
/// # Errors
/// An address of another format.
pub async fn show(State(office): State<Arc<Office>>, format: Format) -> Result<Response, Told> {
    let kinds = ["text/xml", "application/json"].map(|kind| Value::Text(kind.to_owned()));
    let endpoint = Value::Record(vec![
        text("specification", SPECIFICATION),
        text("url", format!("{}{}", office.public_url, open311::BASE)),
        text("changeset", CHANGESET),
        text("type", "production"),
        ("formats", Value::List("format", kinds.into())),
    ]);
    let discovery = Value::Record(vec![
        text("changeset", CHANGESET),
        text("contact", contact(&office)),
        text("key_service", key_service(&office)),
        ("endpoints", Value::List("endpoint", vec![endpoint])),
    ]);
    let mut response = discovery.answer("discovery", format, StatusCode::OK);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(response)
}

fn contact(office: &Office) -> String {
    let telephone = office.helpline.as_ref().map(|number| format!(", telephone {number}")).unwrap_or_default();
    format!("Whom to ask is said at {}{}{telephone}.", office.public_url, page::PRIVACY)
}

fn key_service(office: &Office) -> String {
    if office.open311.needs_key() {
        format!("Filing needs an api_key. Ask the office for one: {}{}.", office.public_url, page::PRIVACY)
    } else {
        "No key is needed to read or to file.".to_owned()
    }
}
