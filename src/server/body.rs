//! Reads bodies in time: JSON with nothing unknown in it, of at most 64 KiB, and
//! whatever else has a limit of its own. Plain forms: [`crate::form`].

use std::time::Duration;

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use domain::wire::FieldProblem;
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// How much is read, and for how long.
#[derive(Debug)]
pub struct Limit {
    /// The largest body, in bytes.
    pub largest: usize,
    /// It arrives within this.
    pub patience: Duration,
    /// What is said of a larger one.
    pub beyond: Failure,
}

/// Words arrive within this, also over a village's signal.
pub const WORDS: Limit = Limit { largest: 64 * 1024, patience: Duration::from_secs(20), beyond: Failure::BodyTooLarge };
/// So much more is read of one that is larger.
const THROWN_AWAY: usize = 16 * 1024 * 1024;

/// A JSON body of a type that refuses unknown fields.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Failure> {
        if !is_sent_as(request.headers(), "application/json") {
            return Err(Failure::BodyNotJson);
        }
        parse(&read(request.into_body(), &WORDS).await?).map(Self)
    }
}

/// Reads a body within its limit.
///
/// # Errors
/// What the limit says of one that is larger; [`Failure::BodyTooSlow`].
pub async fn read(body: Body, limit: &Limit) -> Result<Vec<u8>, Failure> {
    read_into(body, limit, &mut |_| Ok(())).await
}

/// As [`read`], where there must be room for each piece that arrives.
///
/// # Errors
/// As [`read`], and that there is none.
pub async fn read_into(
    body: Body,
    limit: &Limit,
    room: &mut (dyn FnMut(usize) -> Result<(), Failure> + Send),
) -> Result<Vec<u8>, Failure> {
    let reading = tokio::time::timeout(limit.patience, collect(body, limit, room));
    reading.await.map_err(|_| Failure::BodyTooSlow)?
}

/// Reads a body that is not wanted, so that whoever sends it reads why.
pub async fn throw_away(body: Body) {
    let nothing = Limit { largest: 0, ..WORDS };
    let _why_is_known = read(body, &nothing).await;
}

/// Reads on when the body is too large, up to a limit: a client that is still
/// sending would not read why it is refused.
async fn collect(
    mut body: Body,
    limit: &Limit,
    room: &mut (dyn FnMut(usize) -> Result<(), Failure> + Send),
) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut thrown_away = 0;
    let mut refused = None;
    while let Some(frame) = body.frame().await {
        // The client went away in the middle.
        let frame = frame.map_err(|_| Failure::BodyMalformed)?;
        let Ok(part) = frame.into_data() else { continue };
        if refused.is_none() {
            let fits = bytes.len() + part.len() <= limit.largest;
            match if fits { room(part.len()) } else { Err(limit.beyond.clone()) } {
                Ok(()) => bytes.extend_from_slice(&part),
                Err(failure) => {
                    refused = Some(failure);
                    bytes = Vec::new();
                }
            }
        }
        thrown_away += if refused.is_some() { part.len() } else { 0 };
        if thrown_away > THROWN_AWAY {
            break;
        }
    }
    refused.map_or(Ok(bytes), Err)
}

/// True if the body is said to be of this type.
pub fn is_sent_as(headers: &HeaderMap, kind: &str) -> bool {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(kind)
}

/// Reads what came as a body, or was sealed in one.
///
/// # Errors
/// What is no JSON; every field that does not fit, by its place.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut deserializer);
    let value = parsed.map_err(|error| {
        let pointer = pointer(error.path());
        match error.into_inner() {
            inner if inner.is_data() => Failure::BodyInvalid(vec![field_problem(pointer, &inner)]),
            _ => Failure::BodyMalformed,
        }
    })?;
    deserializer.end().map_err(|_| Failure::BodyMalformed)?;
    Ok(value)
}

/// The library's words tell unknown, missing and wrong fields apart; only the
/// name of the field leaves this function.
fn field_problem(pointer: String, error: &serde_json::Error) -> FieldProblem {
    let words = error.to_string();
    let named = |start: &str| {
        let name = words.strip_prefix(start)?.split('`').next()?;
        Some(format!("/{}", name.replace('~', "~0").replace('/', "~1")))
    };
    if let Some(missing) = named("missing field `") {
        return FieldProblem::new(&format!("{}{missing}", pointer.trim_end_matches('/')), "field.missing");
    }
    if words.starts_with("unknown field `") {
        let unknown = if pointer.is_empty() { named("unknown field `").unwrap_or_default() } else { pointer };
        return FieldProblem::new(&unknown, "field.unknown");
    }
    FieldProblem::new(&pointer, "field.type")
}

/// A JSON pointer (RFC 6901) to where the body is wrong.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Seq { index } => format!("/{index}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}
