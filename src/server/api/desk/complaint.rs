//! One complaint as someone at the desk sees it. What their role does not see is
//! as unknown as a number that was never given out.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use domain::{
    hints,
    life::Verb,
    staff::{Sight, Staff},
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
    wire::{
        Problem,
        desk::{Contact, DeskComplaint, DeskEvent, Offer},
    },
};

pub mod contact;
mod joined;

use super::inbox;
use crate::{
    api::tickets,
    failure::Failure,
    history::Sealed,
    office::Office,
    session::SignedIn,
    store::{Dossier, photo::PhotoLine},
};

/// The complaint of an address, if this person sees it.
///
/// # Errors
/// A mistyped number; unknown and unseen alike.
pub async fn find(office: &Office, staff: &Staff, typed: &str) -> Result<Dossier, Failure> {
    let ticket = tickets::read(office, typed)?;
    seen(office, &staff.sight(), ticket).await?.ok_or(Failure::UnknownTicket)
}

/// A complaint, if it is seen.
///
/// # Errors
/// The store's.
pub async fn seen(office: &Office, sight: &Sight, ticket: Ticket) -> Result<Option<Dossier>, Failure> {
    let found = office.store.open(ticket).await?;
    Ok(found.filter(|found| sight.sees(&found.standing)))
}

/// Everything that the role may see.
///
/// # Errors
/// A mistyped number; unknown and unseen alike.
#[utoipa::path(
    get, path = "/api/desk/v1/complaints/{ticket}", tag = "desk",
    security(("session" = [])),
    params(("ticket" = String, Path, description = "the number, in any spelling")),
    responses(
        (status = 200, description = "with what can be done, and why not", body = DeskComplaint,
            headers(("ETag" = String, description = "the version, for If-Match"))),
        (status = 400, description = "one digit is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown, or not seen by this role", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    Path(typed): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&office, &staff, &typed).await?;
    let contact = contact::masked(&found.particulars);
    answer(&office, &staff, found, contact).await
}

/// The complaint as an answer, with its version.
///
/// # Errors
/// The store's.
pub async fn answer(office: &Office, staff: &Staff, found: Dossier, contact: Contact) -> Result<Response, Failure> {
    let tag = format!("\"{}\"", found.standing.version);
    let view = view(office, staff, found, contact).await?;
    Ok(([(header::ETAG, tag)], Json(view)).into_response())
}

async fn view(office: &Office, staff: &Staff, found: Dossier, contact: Contact) -> Result<DeskComplaint, Failure> {
    let Dossier { standing, particulars, handler, history, photos } = found;
    let now = office.clock.now();
    let sight = staff.sight();
    let merged_into = joined::last(office, &sight, &standing).await?;
    let duplicates = office.store.joined_with(&sight, standing.ticket).await?;
    let history = joined::shown(office, &sight, history).await?;
    let like = office.store.count_like(&sight, &standing, particulars.place.as_deref()).await?;
    let place = particulars.place.as_deref();
    let hints = hints::hints_in(&particulars.text, place.unwrap_or_default(), Some(standing.district));
    let centre = office.store.centre_of(standing.ticket).await?;
    let letters = office.store.letters_of(standing.ticket).await?;
    let copies = office.store.copies_of(standing.ticket).await?;
    let posts = office.store.posts_of(standing.ticket).await?;
    Ok(DeskComplaint {
        ticket: standing.ticket,
        display: standing.ticket.display(&office.prefix),
        version: standing.version,
        status: standing.state,
        kind: standing.state.kind(),
        category: standing.category,
        district: standing.district,
        department: standing.department,
        channel: standing.channel,
        centre,
        received_at: standing.received_at,
        updated_at: standing.updated_at,
        due_at: standing.due_at,
        promised_at: standing.promised_at,
        closed_at: standing.closed_at,
        reopen_until: standing.reopen_until(),
        reason: standing.reason,
        confirmed: standing.confirmed,
        owes_reply: standing.owes_reply(now),
        level: standing.level,
        transfers: standing.transfers,
        merged_into,
        duplicates,
        handler,
        language: particulars.language,
        hints,
        offers: offers(staff, &standing, now),
        erased_at: standing.erased_at,
        text: particulars.text,
        place: particulars.place,
        photos: photos.iter().map(PhotoLine::shown).collect(),
        contact,
        history: history.into_iter().map(line).collect(),
        like,
        messages: letters.into_iter().map(|letter| office.outbox.shown(letter, &copies)).collect(),
        posts: posts.into_iter().filter(|post| !post.handle.is_empty()).map(inbox::item::line).collect(),
    })
}

/// What this role does at all, and why it cannot be done now.
fn offers(staff: &Staff, standing: &Standing, now: Timestamp) -> Vec<Offer> {
    let Some(actor) = staff.role.actor() else { return Vec::new() };
    Verb::ALL
        .into_iter()
        .filter(|&verb| actor.may(verb))
        .map(|action| Offer {
            action,
            refusal: standing.why_not(action, actor, now).map(|refusal| refusal.key().to_owned()),
        })
        .collect()
}

fn line(sealed: Sealed) -> DeskEvent {
    let event = sealed.event;
    DeskEvent {
        version: event.version,
        at: event.at,
        event: event.kind.code().to_owned(),
        by: event.by,
        staff: event.staff,
        from: event.from,
        to: event.to,
        department: event.department,
        reason: event.reason,
        due: event.due,
        level: event.level,
        merged_into: event.merged_into,
        text: event.text,
    }
}
