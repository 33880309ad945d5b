//! Writes the problem document of every answer that is no success, the router's
//! own included, in the language of the request.

use axum::{
    Json,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{language::Language, wire::Problem};
use ui::text::Texts;

use crate::{failure::Failure, texts};

/// The type of a problem document (RFC 9457).
const TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Put beside an answer that says what went wrong in a form of its own.
#[derive(Clone, Copy, Debug)]
pub struct Written;

/// Lets the request through and rewrites what comes back without a success.
pub async fn write(request: Request, next: Next) -> Response {
    let wanted = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        // A page that says what is wrong, or another standard's words for it.
        None if is_page(&response) || response.extensions().get::<Written>().is_some() => return response,
        None => routers_own(status),
    };
    document(&failure, response, texts::of(preferred(wanted.as_ref())))
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// What the router answers by itself. An address that is no UTF-8 names nothing.
fn routers_own(status: StatusCode) -> Failure {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => Failure::WrongMethod,
        status if status.is_server_error() => Failure::Broken(status.to_string()),
        _ => Failure::NotFound,
    }
}

fn document(failure: &Failure, response: Response, texts: Texts) -> Response {
    let (status, kind, key) = failure.told();
    let problem = Problem {
        kind: format!("/problems/{kind}"),
        title: texts.problem(key).to_owned(),
        status: status.as_u16(),
        key: key.to_owned(),
        errors: failure.fields().to_vec(),
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut written = (status, Json(problem)).into_response();
    let headers = written.headers_mut();
    headers.extend(parts.headers);
    headers.insert(header::CONTENT_TYPE, TYPE);
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(texts.language().code()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    written.map(Body::new)
}

/// The first of our languages in `Accept-Language`, by weight; Hindi otherwise.
pub fn language(headers: &HeaderMap) -> Language {
    preferred(headers.get(header::ACCEPT_LANGUAGE))
}

/// As [`language`]; none where none of ours is asked for.
pub fn wanted(headers: &HeaderMap) -> Option<Language> {
    best(headers.get(header::ACCEPT_LANGUAGE))
}

fn preferred(accepted: Option<&HeaderValue>) -> Language {
    best(accepted).unwrap_or_default()
}

fn best(accepted: Option<&HeaderValue>) -> Option<Language> {
    let accepted = accepted.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let weighted = accepted.split(',').filter_map(|range| {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.parse().ok())?;
        Some((Language::from_code(&primary)?, weight))
    });
    let best = weighted.fold(None, |best: Option<(Language, f32)>, found| match best {
        Some(best) if best.1 >= found.1 => Some(best),
        _ if found.1 > 0.0 => Some(found),
        best => best,
    });
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_of_our_languages_is_taken() {
        let taken = |accepted| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted));
            language(&headers)
        };

        assert_eq!(taken("en-IN,en;q=0.9"), Language::En);
        assert_eq!(taken("en;q=0.5, pa;q=0.8"), Language::Pa);
        assert_eq!(taken("fr, de"), Language::Hi);
        assert_eq!(taken("en;q=0, *"), Language::Hi);
        assert_eq!(language(&HeaderMap::new()), Language::Hi);
    }
}
