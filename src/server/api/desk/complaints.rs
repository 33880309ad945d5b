//! The queue, and what is found in it.
//!
//! [`asked`] reads the question from the address, [`typed`] what was typed into
//! the search, [`cursor`] where a page begins.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
};
use domain::{
    masking,
    staff::{Sight, Staff},
    ticket::Ticket,
    time::Timestamp,
    wire::{
        Problem,
        desk::{Queue, QueueItem},
    },
};

pub mod asked;
pub mod cursor;
pub mod typed;

use asked::{Asked, Asker};
use cursor::Cursor;
use typed::Typed;

use crate::{
    failure::Failure,
    office::Office,
    session::SignedIn,
    store::desk::{Filter, Line, Page, Wanted},
};

/// A line shows so many characters of the text.
const EXCERPT: usize = 160;

/// What someone sees.
///
/// # Errors
/// For those who see no complaint, the addresses of complaints do not exist.
pub fn sight(staff: &Staff) -> Result<Sight, Failure> {
    match staff.sight() {
        Sight::Nothing => Err(Failure::NotFound),
        sight => Ok(sight),
    }
}

/// A page of the queue; with `q`, of what is found, in the order of filing.
///
/// # Errors
/// Every parameter that is wrong, at once.
#[utoipa::path(
    get, path = "/api/desk/v1/complaints", tag = "desk",
    security(("session" = [])),
    params(
        ("status" = Option<String>, Query, description = "a state, or `open`"),
        ("department" = Option<String>, Query, description = "a code, or `unassigned`"),
        ("district" = Option<String>, Query, description = "a code"),
        ("category" = Option<String>, Query, description = "a code"),
        ("channel" = Option<String>, Query, description = "a code"),
        ("overdue" = Option<bool>, Query, description = "open, and the date has passed"),
        ("owes_reply" = Option<bool>, Query, description = "the department owes an interim reply"),
        ("mine" = Option<bool>, Query, description = "taken last by whoever asks"),
        ("q" = Option<String>, Query, description = "a ticket number, four last digits of a mobile number, or words"),
        ("place" = Option<String>, Query, description = "a place, in any spelling that is alike; then as with `q`"),
        ("from" = Option<String>, Query, description = "with `place`: filed at this moment or later"),
        ("to" = Option<String>, Query, description = "with `place`: filed at this moment or before"),
        ("order" = Option<String>, Query, description = "`newest` due (or filed) first, or `oldest`"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u8>, Query, description = "1 to 100, else 50"),
    ),
    responses(
        (status = 200, description = "what the role sees; with `q` a page may be short and not the last", body = Queue),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "an admin", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "parameters are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Json<Queue>, Failure> {
    let sight = sight(&staff)?;
    let now = office.clock.now();
    let asker = Asker { user: &staff.user, now, prefix: &office.prefix, secret: &office.secret };
    let asked = Asked::read(&query.unwrap_or_default(), &asker).map_err(Failure::Filters)?;
    let anything = Typed::Wanted(Wanted::default());
    let typed = if asked.is_search() { Some(asked.typed.as_ref().unwrap_or(&anything)) } else { None };
    let (lines, next) = match typed {
        None => {
            let after = asked.after.and_then(Cursor::queue);
            let page = office.store.queue(&sight, &asked.filter, asked.order, after, asked.limit).await?;
            (page.lines, page.next.map(|place| Cursor::in_queue(asked.order, place)))
        }
        Some(Typed::Ticket(ticket)) => (one(&office, &sight, &asked.filter, *ticket).await?, None),
        Some(Typed::Wanted(wanted)) => {
            let after = asked.after.and_then(Cursor::found);
            let Page { lines, next } =
                office.store.search(&sight, &asked.filter, wanted, asked.order, after, asked.limit).await?;
            (lines, next.map(|number| Cursor::in_found(asked.order, number)))
        }
    };
    let items = lines.into_iter().map(|line| item(line, &office.prefix, now)).collect();
    let next = next.map(|next| next.write(&staff.user, &office.secret, &*office.chance));
    Ok(Json(Queue { items, next }))
}

/// The complaint of a number, if it is seen and passes the filter.
async fn one(office: &Office, sight: &Sight, filter: &Filter, ticket: Ticket) -> Result<Vec<Line>, Failure> {
    let found = office.store.open(ticket).await?.map(|found| Line {
        standing: found.standing,
        place: found.particulars.place,
        text: found.particulars.text,
        language: found.particulars.language,
        handler: found.handler,
    });
    Ok(found.into_iter().filter(|line| sight.sees(&line.standing) && filter.takes(line)).collect())
}

fn item(line: Line, prefix: &str, now: Timestamp) -> QueueItem {
    let Line { standing, place, text, language, handler } = line;
    QueueItem {
        ticket: standing.ticket,
        display: standing.ticket.display(prefix),
        version: standing.version,
        status: standing.state,
        kind: standing.state.kind(),
        category: standing.category,
        district: standing.district,
        place,
        department: standing.department,
        channel: standing.channel,
        received_at: standing.received_at,
        due_at: standing.due_at,
        promised_at: standing.promised_at,
        overdue: standing.is_overdue(now),
        owes_reply: standing.owes_reply(now),
        level: standing.level,
        handler,
        language,
        excerpt: excerpt(&text),
    }
}

/// The beginning of a text in one line. The whole text is masked first: half a
/// number would not be known as one.
pub fn excerpt(text: &str) -> String {
    let masked = masking::mask(text);
    let mut words = masked.split_whitespace();
    let mut excerpt = words.next().unwrap_or_default().to_owned();
    for word in words {
        if excerpt.chars().count() + 1 + word.chars().count() > EXCERPT {
            excerpt.push('…');
            break;
        }
        excerpt.push(' ');
        excerpt.push_str(word);
    }
    if excerpt.chars().count() > EXCERPT + 1 {
        excerpt = excerpt.chars().take(EXCERPT).chain(['…']).collect();
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_line_without_personal_numbers_and_ends_at_a_word() {
        assert_eq!(excerpt("राशन नहीं\nमिला, 98123 45678 पर बताइए"), "राशन नहीं मिला, XXXXX XXXXX पर बताइए");
        let long = excerpt(&"शब्द ".repeat(100));
        assert!(long.ends_with("शब्द…") && long.chars().count() <= EXCERPT + 1);
        assert_eq!(excerpt(&"क".repeat(500)).chars().count(), EXCERPT + 1);
        assert_eq!(excerpt(&"क".repeat(EXCERPT)).chars().count(), EXCERPT);
    }
}
