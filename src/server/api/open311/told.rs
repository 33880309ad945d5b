//! Why a request was not answered, as Open311 writes it:
//! `<errors><error><code>400</code><description>…</description></error></errors>`.
//!
//! The sentences are for whoever connects a tool, in English; those about the
//! words of a citizen are the portal's own, in the language of the request. The
//! standard knows no 422: what is wrong is 400.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::wire::FieldProblem;
use ui::text::Texts;

use super::document::{Format, Value, text};
use crate::{
    failure::Failure,
    problems::{self, Written},
    store::StoreError,
    texts,
};

/// Why a request was not answered.
#[derive(Clone, Debug)]
pub enum Told {
    /// For a reason that all of the server knows.
    Ours(Failure),
    /// For one of Open311's own.
    Wrong(StatusCode, String),
}

impl Told {
    /// What was sent is wrong.
    pub fn bad(words: impl Into<String>) -> Self {
        Self::Wrong(StatusCode::BAD_REQUEST, words.into())
    }

    /// There is no such thing.
    pub fn unknown(words: impl Into<String>) -> Self {
        Self::Wrong(StatusCode::NOT_FOUND, words.into())
    }

    /// What is wrong with what was sent, in a word for the log.
    ///
    /// # Errors
    /// The store's, which says nothing about what was sent.
    pub fn senders_fault(self) -> Result<&'static str, StoreError> {
        match self {
            Self::Ours(Failure::Busy | Failure::Stale) => Err(StoreError::Busy),
            Self::Ours(Failure::Unavailable(reason)) => Err(StoreError::Unavailable(reason)),
            Self::Ours(Failure::Broken(reason)) => Err(StoreError::Corrupt(reason)),
            Self::Ours(failure) => Ok(failure.told().2),
            Self::Wrong(StatusCode::NOT_FOUND, _) => Ok("unknown"),
            Self::Wrong(..) => Ok("wrong"),
        }
    }

    /// The key opens nothing, or not this.
    pub fn forbidden() -> Self {
        Self::Wrong(StatusCode::FORBIDDEN, "api_key is missing, or is none that may do this".to_owned())
    }
}

impl From<Failure> for Told {
    fn from(failure: Failure) -> Self {
        Self::Ours(failure)
    }
}

impl From<StoreError> for Told {
    fn from(error: StoreError) -> Self {
        Self::Ours(error.into())
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        match self {
            Self::Ours(failure) => failure.into_response(),
            Self::Wrong(status, words) => {
                let mut response = status.into_response();
                response.extensions_mut().insert(Words(words));
                response
            }
        }
    }
}

#[derive(Clone)]
struct Words(String);

/// Lets the request through and writes what went wrong, the router's own answers
/// included.
pub async fn write(request: Request, next: Next) -> Response {
    let format = Format::of(request.uri().path()).unwrap_or(Format::Xml);
    let texts = texts::of(problems::language(request.headers()));
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (status, sentences) = sentences(&response, texts);
    let errors = sentences.into_iter().map(|words| {
        Value::Record(vec![("code", Value::Number(u32::from(status.as_u16()))), text("description", words)])
    });
    let document = Value::List("error", errors.collect());
    let mut written = document.answer("errors", format, status);
    keep_headers(response.headers(), written.headers_mut());
    written.extensions_mut().insert(Written);
    written
}

/// What the answer says besides: which methods there are, when to come again.
fn keep_headers(from: &HeaderMap, to: &mut HeaderMap) {
    for name in [header::ALLOW, header::RETRY_AFTER, header::CONNECTION] {
        if let Some(value) = from.get(&name) {
            to.insert(name, value.clone());
        }
    }
    to.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
}

fn sentences(response: &Response, texts: Texts) -> (StatusCode, Vec<String>) {
    let status = response.status();
    if let Some(Words(words)) = response.extensions().get() {
        return (status, vec![words.clone()]);
    }
    let Some(failure) = response.extensions().get::<Failure>() else {
        let words = match status {
            StatusCode::METHOD_NOT_ALLOWED => "this method is not among those in Allow",
            status if status.is_server_error() => "something broke",
            _ => "there is nothing here; addresses end in .xml or .json",
        };
        return (status, vec![words.to_owned()]);
    };
    let fields = failure.fields();
    let status = if status == StatusCode::UNPROCESSABLE_ENTITY { StatusCode::BAD_REQUEST } else { status };
    if fields.is_empty() {
        return (status, vec![texts.problem(failure.told().2).to_owned()]);
    }
    (status, fields.iter().map(|field| sentence(field, texts)).collect())
}

fn sentence(field: &FieldProblem, texts: Texts) -> String {
    let name = match field.pointer.as_str() {
        "/category" => "service_code",
        "/district" => "address_id",
        "/place" => "address_string",
        "/text" => "description",
        "/name" => "first_name, last_name",
        "/mobile" => "phone",
        "/email" => "email",
        "/language" => "attribute[language]",
        other => other.trim_start_matches('/'),
    };
    format!("{name}: {}", texts.problem(&field.key))
}
