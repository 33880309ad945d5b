//! The public figures, as JSON, as a table for spreadsheets, and as a drawing.
//!
//! [`asked`] reads the question from the address, [`answers`] keeps what was
//! worked out, [`csv`] writes the table.

use std::sync::{Arc, LazyLock};

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    language::Language,
    wire::{Grouping, Problem, StatisticsAnswer},
};
use leptos::prelude::*;
use markup::view;
use sha2::{Digest as _, Sha256};
use ui::{
    chart::{self, Chart},
    text::Texts,
};

pub mod answers;
pub mod asked;
pub mod csv;

pub use answers::Answers;
use answers::Form;
use asked::Asked;

use crate::{failure::Failure, headers::is_unchanged, office::Office, problems, texts};

/// A minute in every cache, five more while it is fetched anew.
const CACHING: HeaderValue = HeaderValue::from_static("public, max-age=60, stale-while-revalidate=300");

/// The drawing has a style of its own inside it, this one and nothing else.
static DRAWING_POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(chart::STYLE));
    format!("default-src 'none'; style-src 'sha256-{style}'")
});

/// The figures.
///
/// # Errors
/// Every parameter that is wrong, at once.
#[utoipa::path(
    get, path = "/api/v1/statistics", tag = "statistics",
    params(
        ("from" = Option<String>, Query, description = "first Indian calendar day of receipt", example = "2020-01-01"),
        ("to" = Option<String>, Query, description = "last one, inclusive", example = "2021-02-28"),
        ("by" = Option<Grouping>, Query, description = "how to group"),
        ("department" = Option<String>, Query, description = "a code, `unassigned` or `withheld`"),
        ("district" = Option<String>, Query, description = "a code or `withheld`"),
        ("category" = Option<String>, Query, description = "a code or `withheld`"),
        ("channel" = Option<String>, Query, description = "a code"),
    ),
    responses(
        (status = 200, description = "equal to a full recount", body = StatisticsAnswer,
            headers(("ETag" = String, description = "changes with the figures"))),
        (status = 304, description = "as it was (If-None-Match)"),
        (status = 422, description = "parameters are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = read(query)?;
    let write = |answer: &StatisticsAnswer| serde_json::to_string(answer).expect("wire types can be written");
    answer(&office, asked, Form::Json, &headers, &[(header::CONTENT_TYPE, "application/json")], write).await
}

/// The same as a table for spreadsheets (RFC 4180).
///
/// # Errors
/// Every parameter that is wrong, at once.
#[utoipa::path(
    get, path = "/api/v1/statistics.csv", tag = "statistics",
    params(
        ("by" = Option<Grouping>, Query, description = "how to group; the other parameters are those of /statistics"),
        ("lang" = Option<Language>, Query, description = "the language of the names"),
    ),
    responses(
        (status = 200, description = "with a byte order mark, so that spreadsheets show Hindi", body = String, content_type = "text/csv"),
        (status = 304, description = "as it was (If-None-Match)"),
        (status = 422, description = "parameters are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn table(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = read(query)?;
    let language = asked.language.unwrap_or_else(|| problems::language(&headers));
    let sent = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"sunwai.csv\""),
    ];
    let write = move |answer: &StatisticsAnswer| csv::write(texts::of(language), answer);
    answer(&office, asked, Form::Csv(language), &headers, &sent, write).await
}

/// The same as a drawing, by month unless asked otherwise.
///
/// # Errors
/// Every parameter that is wrong, at once.
#[utoipa::path(
    get, path = "/api/v1/statistics.svg", tag = "statistics",
    params(
        ("by" = Option<Grouping>, Query, description = "how to group; the other parameters are those of /statistics"),
        ("lang" = Option<Language>, Query, description = "the language of the words"),
    ),
    responses(
        (status = 200, description = "an SVG document", body = String, content_type = "image/svg+xml"),
        (status = 304, description = "as it was (If-None-Match)"),
        (status = 422, description = "parameters are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn drawing(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let mut asked = read(query)?;
    asked.question.by.get_or_insert(Grouping::Month);
    let language = asked.language.unwrap_or_else(|| problems::language(&headers));
    let sent = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CONTENT_SECURITY_POLICY, DRAWING_POLICY.as_str()),
        // Any site may show the public figures.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    answer(&office, asked, Form::Svg(language), &headers, &sent, move |answer| draw(texts::of(language), answer)).await
}

fn draw(texts: Texts, answer: &StatisticsAnswer) -> String {
    let drawn = Owner::new().with(|| {
        texts.provide();
        let answer = answer.clone();
        view! { <Chart answer /> }.to_html()
    });
    // Leptos marks the end of lists for a browser that takes a page over; in an
    // XML document that is an error. Words cannot contain it, they are escaped.
    drawn.replace("<!>", "")
}

fn read(query: Option<String>) -> Result<Asked, Failure> {
    Asked::read(query.as_deref().unwrap_or_default()).map_err(Failure::Parameters)
}

async fn answer(
    office: &Office,
    asked: Asked,
    form: Form,
    headers: &HeaderMap,
    sent: &[(HeaderName, &'static str)],
    write: impl FnOnce(&StatisticsAnswer) -> String,
) -> Result<Response, Failure> {
    let document = office.answers.get(&office.store, office.clock.now(), asked.question, form, write).await?;
    let mut all = HeaderMap::new();
    all.extend(sent.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))));
    all.insert(header::CACHE_CONTROL, CACHING);
    if form != Form::Json {
        all.insert(header::VARY, HeaderValue::from_static("accept-language"));
    }
    all.insert(header::ETAG, HeaderValue::from_str(&document.etag).expect("a tag is hexadecimal"));
    if is_unchanged(headers, &document.etag) {
        return Ok((StatusCode::NOT_MODIFIED, all).into_response());
    }
    Ok((all, document.body.clone()).into_response())
}
