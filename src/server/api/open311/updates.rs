//! The steps of complaints, as FixMyStreet's extension of Open311 reads them:
//! which state was entered when, oldest first, and no word that somebody wrote.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::ticket::Ticket;
use ui::text::Texts;

use super::{
    document::{Format, Value, text},
    fields::Fields,
    moment, services, status,
    told::Told,
};
use crate::{office::Office, problems, store::open311::Entry, texts};

/// The steps of a span. Whoever reads on begins with the last moment that they have
/// seen, and knows what they have seen by its number.
///
/// # Errors
/// Wrong dates; too many lists at once.
pub async fn list(
    State(office): State<Arc<Office>>,
    format: Format,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Told> {
    let texts = texts::of(problems::language(&headers));
    let span = moment::span(&fields, office.clock.now())?;
    let _room = office.open311.begin_list().await?;
    let entries = office.store.entries(span).await?;
    let rows = entries.iter().map(|entry| row(texts, entry)).collect();
    let mut response = Value::List("request_update", rows).answer("service_request_updates", format, StatusCode::OK);
    services::in_language(&mut response, texts);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}

fn row(texts: Texts, entry: &Entry) -> Value {
    let state = entry.event.to;
    let words = entry.event.department.map_or_else(
        || texts.state(state).to_owned(),
        |department| format!("{}: {}", texts.state(state), texts.department(department)),
    );
    Value::Record(vec![
        text("update_id", id(entry.ticket, entry.event.version)),
        text("service_request_id", entry.ticket.to_string()),
        text("status", status::of(state).code()),
        text("updated_datetime", entry.event.at.to_string()),
        text("description", words),
    ])
}

/// The number of a step.
pub fn id(ticket: Ticket, version: u32) -> String {
    format!("{ticket}-{version}")
}
