//! Posts that did not come by themselves: copied by hand, or many as a table. They
//! are known by the same name as if they had, so none is there twice later.

use std::sync::Arc;

use axum::{Json, body::Body, extract::State, http::HeaderMap};
use domain::{
    complaint::Channel as Kind,
    time::Timestamp,
    wire::{
        FieldProblem, Problem,
        desk::{ImportProblem, Imported, InboxOutcome, PastedPost},
    },
};

use super::{act::outcome, table::Table, team};
use crate::{
    body::{self, JsonBody, Limit},
    channels::setup::link,
    failure::Failure,
    office::Office,
    session::SignedIn,
    store::{inbox::MessageId, intake::Post},
};

/// A table is at most so large, and arrives within this.
const TABLE: Limit =
    Limit { largest: 4 * 1024 * 1024, patience: std::time::Duration::from_secs(60), beyond: Failure::TableTooLarge };

/// A post has at most so many characters, on any channel.
const LONGEST: usize = 25_000;

/// Takes in a post that someone copied.
///
/// # Errors
/// Whoever is not of the team; an address that names no post; no words.
#[utoipa::path(
    post, path = "/api/desk/v1/inbox", tag = "inbox",
    security(("session" = [])),
    request_body = PastedPost,
    responses(
        (status = 200, description = "the message, whether it is new or was known", body = InboxOutcome),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "not of the team", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn paste(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    body: Result<JsonBody<PastedPost>, Failure>,
) -> Result<Json<InboxOutcome>, Failure> {
    team(&staff)?;
    let JsonBody(pasted) = body?;
    let now = office.clock.now();
    let (kind, post) = understood(&pasted, now).map_err(|problems| {
        let field = |(name, key): (&str, &str)| FieldProblem::new(&format!("/{name}"), key);
        Failure::BodyInvalid(problems.into_iter().map(field).collect())
    })?;
    let id = MessageId { channel: kind, post: post.id.clone() };
    office.store.add_posts(kind, vec![post], now).await?;
    let message = office.store.message(&id).await?.ok_or(Failure::UnknownMessage)?;
    Ok(Json(outcome(&office, &message)))
}

/// Takes in a table of posts: CSV in UTF-8 whose first line names the columns
/// `link` and `text`, and if one wishes `author` and `posted_at`. Lines that are
/// wrong are told and left out; the others are taken in.
///
/// # Errors
/// Whoever is not of the team; what is no such table.
#[utoipa::path(
    post, path = "/api/desk/v1/inbox/import", tag = "inbox",
    security(("session" = [])),
    request_body(content = String, content_type = "text/csv"),
    responses(
        (status = 200, description = "what came of it", body = Imported),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "not of the team", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 4 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not CSV", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "the columns are not named", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn import(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    headers: HeaderMap,
    sent: Body,
) -> Result<Json<Imported>, Failure> {
    team(&staff)?;
    if !body::is_sent_as(&headers, "text/csv") {
        return Err(Failure::TableNotCsv);
    }
    let bytes = body::read(sent, &TABLE).await?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::TableNotCsv)?;
    let columns = || Failure::BodyInvalid(vec![FieldProblem::new("", "table.columns")]);
    let table = Table::read(&text).ok_or_else(columns)?;
    let now = office.clock.now();
    let mut imported = Imported { added: 0, known: 0, problems: Vec::new() };
    let mut posts: Vec<(Kind, Vec<Post>)> = Vec::new();
    for row in table.rows() {
        match understood(&row.post, now) {
            Ok((kind, post)) => match posts.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, of_kind)) => of_kind.push(post),
                None => posts.push((kind, vec![post])),
            },
            Err(problems) => imported.problems.extend(problems.into_iter().map(|(column, key)| ImportProblem {
                line: row.line,
                column: column.to_owned(),
                key: key.to_owned(),
            })),
        }
    }
    for (kind, of_kind) in posts {
        let taken = office.store.add_posts(kind, of_kind, now).await?;
        imported.added += taken.added;
        imported.known += taken.known;
    }
    Ok(Json(imported))
}

/// The post that was copied; the fields that are wrong.
fn understood(pasted: &PastedPost, now: Timestamp) -> Result<(Kind, Post), Vec<(&'static str, &'static str)>> {
    let mut problems = Vec::new();
    let linked = link(&pasted.link);
    if linked.is_none() {
        problems.push(("link", "link.unknown"));
    }
    match pasted.text.trim().chars().count() {
        0 => problems.push(("text", "text.missing")),
        1..=LONGEST => {}
        _ => problems.push(("text", "text.too_long")),
    }
    let typed = pasted.posted_at.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let posted_at = typed.and_then(Timestamp::parse);
    if typed.is_some() && posted_at.is_none() {
        problems.push(("posted_at", "time.invalid"));
    }
    let Some(linked) = linked.filter(|_| problems.is_empty()) else { return Err(problems) };
    let mut foreign = linked.post;
    if let Some(author) = pasted.author.as_deref().filter(|_| foreign.handle.is_empty()) {
        foreign.handle = author.trim().trim_start_matches('@').to_owned();
    }
    if !foreign.handle.is_empty() {
        // As long as nobody knows what the channel calls the author.
        foreign.author = format!("@{}", foreign.handle.to_lowercase());
    }
    foreign.text = pasted.text.clone();
    Ok((linked.kind, foreign.understood(posted_at.or(linked.posted_at).unwrap_or(now).min(now))))
}
