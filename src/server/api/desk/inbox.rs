//! The inbox: posts that nobody has looked at yet. It is the team's; for everybody
//! else its addresses do not exist.
//!
//! [`act`](mod@act) decides on one, [`item`] shows one, [`paste`] takes in what did
//! not come by itself, [`cursor`] is where a page begins.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Json,
    extract::{RawQuery, State},
};
use domain::{
    reference::Category,
    staff::{Role, Sight, Staff},
    wire::{FieldProblem, Problem, desk::Inbox},
};

pub mod act;
pub mod cursor;
pub mod item;
pub mod paste;
mod table;

use crate::{
    failure::Failure,
    office::Office,
    session::SignedIn,
    store::inbox::{InboxPlace, Message},
};

/// So many are on a page, if nothing else is asked for.
const LIMIT: u32 = 50;

/// And so many at most.
const LIMIT_MAX: u32 = 100;

/// What the team sees.
///
/// # Errors
/// For everybody else there is no inbox.
pub fn team(staff: &Staff) -> Result<Sight, Failure> {
    match staff.role {
        Role::Tracker | Role::Supervisor => Ok(staff.sight()),
        Role::Officer | Role::Admin => Err(Failure::NotFound),
    }
}

/// A message that belongs to a complaint is seen by those who see that one.
pub fn sees(sight: &Sight, message: &Message) -> bool {
    message.about.is_none_or(|(_, category)| !hidden(sight).contains(&category))
}

/// The categories whose complaints they do not see.
fn hidden(sight: &Sight) -> Vec<Category> {
    let sees_all = *sight == Sight::Everything;
    Category::all().filter(|category| !sees_all && category.is_senior_only()).collect()
}

/// A page of what waits: the most urgent first, of these the newest.
///
/// # Errors
/// Whoever is not of the team; every parameter that is wrong, at once.
#[utoipa::path(
    get, path = "/api/desk/v1/inbox", tag = "inbox",
    security(("session" = [])),
    params(
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u8>, Query, description = "1 to 100, else 50"),
    ),
    responses(
        (status = 200, description = "one for each thread of an author; a page may be short and not the last", body = Inbox),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "not of the team", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "parameters are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Json<Inbox>, Failure> {
    let sight = team(&staff)?;
    let asked = Asked::read(&query.unwrap_or_default(), &staff, &office).map_err(Failure::Filters)?;
    let mut messages = office.store.inbox(asked.after, asked.limit + 1).await?;
    let has_more = messages.len() > asked.limit as usize;
    messages.truncate(asked.limit as usize);
    let last = messages.last().filter(|_| has_more).map(Message::place);
    let mut items = Vec::with_capacity(messages.len());
    for message in messages.into_iter().filter(|message| sees(&sight, message)) {
        items.push(item::item(&office, &sight, message).await?);
    }
    let next = last.map(|place| cursor::write(&place, &staff.user, &office));
    Ok(Json(Inbox { items, next, waiting: office.store.count_waiting(&hidden(&sight)).await? }))
}

/// What is asked for.
struct Asked {
    after: Option<InboxPlace>,
    limit: u32,
}

impl Asked {
    fn read(query: &str, staff: &Staff, office: &Office) -> Result<Self, Vec<FieldProblem>> {
        let mut asked = Self { after: None, limit: LIMIT };
        let (mut problems, mut seen) = (Vec::new(), BTreeSet::new());
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let read = match &*name {
                _ if !seen.insert(name.clone()) => Err("parameter.repeated"),
                "cursor" | "limit" if value.is_empty() => Ok(()),
                "cursor" => cursor::read(&value, &staff.user, office)
                    .map(|place| asked.after = Some(place))
                    .ok_or("cursor.invalid"),
                "limit" => {
                    let limit = value.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit));
                    limit.map(|limit| asked.limit = limit).ok_or("limit.invalid")
                }
                _ => Err("parameter.unknown"),
            };
            if let Err(key) = read {
                problems.push(FieldProblem::new(&format!("?{name}"), key));
            }
        }
        if problems.is_empty() { Ok(asked) } else { Err(problems) }
    }
}
