//! What someone of the team decides on a message.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use domain::{
    action::By,
    complaint::{Complaint, check},
    screening::Screening,
    staff::{Sight, Staff},
    standing::Refusal,
    ticket::Ticket,
    time::Timestamp,
    wire::{
        ComplaintForm, FieldProblem, Problem,
        desk::{InboxAction, InboxOutcome},
    },
};

use super::{sees, team};
use crate::{
    api::{complaints::compose, desk::complaint::seen},
    body::JsonBody,
    failure::Failure,
    file_complaint::{Brought, Door, file_complaint},
    office::Office,
    session::SignedIn,
    store::{
        FILING, FiledMessage, Once,
        inbox::{Decided, Decision, Message, MessageId, MessageState},
    },
};

/// Whoever posts has seen no notice of ours.
const NOTICE: &str = "post";

/// Files, screens or attaches a message, or takes that back within ten seconds.
///
/// The same request once more answers the same: a message becomes one complaint,
/// however often it is filed.
///
/// # Errors
/// Whoever is not of the team; an unknown message, or one that somebody has
/// decided on; wrong fields.
#[utoipa::path(
    post, path = "/api/desk/v1/inbox/{id}/actions", tag = "inbox",
    security(("session" = [])),
    params(("id" = String, Path, description = "the message's name, such as `x-1301573587187331074`")),
    request_body = InboxAction,
    responses(
        (status = 200, description = "what became of it, and until when that can be undone", body = InboxOutcome),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "unknown, or not of the team", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "somebody has decided on it, or it is too late to undo", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn act(
    State(office): State<Arc<Office>>,
    SignedIn(staff): SignedIn,
    Path(written): Path<String>,
    body: Result<JsonBody<InboxAction>, Failure>,
) -> Result<Json<InboxOutcome>, Failure> {
    let sight = team(&staff)?;
    let id = MessageId::parse(&written).ok_or(Failure::UnknownMessage)?;
    let found = office.store.message(&id).await?.filter(|message| sees(&sight, message));
    let JsonBody(asked) = body?;
    let verb = Verb::read(&asked)?;
    // Whoever filed it where they do not see it any more may still undo that.
    let message = match found {
        Some(message) => message,
        None if verb == Verb::Undo => office.store.message(&id).await?.ok_or(Failure::UnknownMessage)?,
        None => return Err(Failure::UnknownMessage),
    };
    let now = office.clock.now();
    match verb {
        Verb::File => return file(&office, &staff, message, &asked, now).await,
        Verb::Screen => {
            let reason = reason(&asked)?;
            done(office.store.decide(id.clone(), Decision::Screen(reason), staff.user.clone(), now).await?)?;
        }
        Verb::Attach => {
            let ticket = ticket(&office, &sight, &message, &asked).await?;
            done(office.store.decide(id.clone(), Decision::Attach(ticket), staff.user.clone(), now).await?)?;
        }
        Verb::Undo => done(office.store.undo(id.clone(), staff.user.clone(), now).await?)?,
    }
    let after = office.store.message(&id).await?.ok_or(Failure::UnknownMessage)?;
    Ok(Json(outcome(&office, &after)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    File,
    Screen,
    Attach,
    Undo,
}

impl Verb {
    /// The action, if no field came along that does not belong to it.
    fn read(asked: &InboxAction) -> Result<Self, Failure> {
        let (verb, belongs): (Self, &[&str]) = match asked.action.as_str() {
            "file" => (Self::File, &["category", "district", "text", "place", "language"]),
            "screen" => (Self::Screen, &["reason"]),
            "attach" => (Self::Attach, &["ticket"]),
            "undo" => (Self::Undo, &[]),
            _ => return Err(wrong("/action", "action.unknown")),
        };
        let sent = [
            ("category", &asked.category),
            ("district", &asked.district),
            ("text", &asked.text),
            ("place", &asked.place),
            ("language", &asked.language),
            ("reason", &asked.reason),
            ("ticket", &asked.ticket),
        ];
        let others = sent.iter().filter(|(name, sent)| sent.is_some() && !belongs.contains(name));
        let problems: Vec<_> =
            others.map(|(name, _)| FieldProblem::new(&format!("/{name}"), "field.not_wanted")).collect();
        if problems.is_empty() { Ok(verb) } else { Err(Failure::BodyInvalid(problems)) }
    }
}

fn wrong(pointer: &str, key: &str) -> Failure {
    Failure::BodyInvalid(vec![FieldProblem::new(pointer, key)])
}

fn done(decided: Decided) -> Result<(), Failure> {
    match decided {
        Decided::Done => Ok(()),
        Decided::Unknown => Err(Failure::UnknownMessage),
        Decided::Already => Err(Failure::MessageDecided),
        Decided::TooLate => Err(Failure::UndoTooLate),
    }
}

fn reason(asked: &InboxAction) -> Result<Screening, Failure> {
    let code = asked.reason.as_deref().ok_or_else(|| wrong("/reason", "screening.missing"))?;
    Screening::from_code(code).ok_or_else(|| wrong("/reason", "screening.unknown"))
}

/// The complaint that is named, or the one to which the thread belongs; one that
/// they see.
async fn ticket(office: &Office, sight: &Sight, message: &Message, asked: &InboxAction) -> Result<Ticket, Failure> {
    let ticket = match asked.ticket.as_deref().map(|typed| office.ticket(typed)) {
        Some(Ok(ticket)) => ticket,
        Some(Err(problem)) => return Err(wrong("/ticket", problem.key())),
        None => message.ticket.ok_or_else(|| wrong("/ticket", "ticket.missing"))?,
    };
    match seen(office, sight, ticket).await? {
        None => Err(wrong("/ticket", Failure::UnknownTicket.told().2)),
        Some(found) if found.standing.erased_at.is_some() => Err(wrong("/ticket", Refusal::Erased.key())),
        Some(_) => Ok(ticket),
    }
}

async fn file(
    office: &Office,
    staff: &Staff,
    message: Message,
    asked: &InboxAction,
    now: Timestamp,
) -> Result<Json<InboxOutcome>, Failure> {
    let by = By::staff(staff).ok_or(Failure::NotFound)?;
    let complaint = complaint(&message, asked, now)?;
    let once = once(office, &message.id, asked, now);
    let _flight = office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight)?;
    let id = message.id.clone();
    let door = Door::inbox(FiledMessage { id: id.clone(), by: staff.user.clone() });
    let brought = Brought::in_words(&complaint, door, &by, Some(once));
    let slip = file_complaint(office, brought, &*office.chance, now).await.map_err(|failure| match failure {
        Failure::KeyReused => Failure::MessageDecided,
        other => other,
    })?;
    let after = office.store.message(&id).await?.unwrap_or(message);
    Ok(Json(InboxOutcome {
        ticket: Some(slip.ticket),
        display: Some(slip.ticket.display(&office.prefix)),
        ..outcome(office, &after)
    }))
}

/// The citizens' check on the words of the message, or on what was made of them.
fn complaint(message: &Message, asked: &InboxAction, now: Timestamp) -> Result<Complaint, Failure> {
    let form = ComplaintForm {
        category: asked.category.clone().unwrap_or_default(),
        district: asked.district.clone().unwrap_or_default(),
        place: asked.place.clone(),
        text: asked.text.clone().unwrap_or_else(|| message.text.clone()),
        name: message.name.clone(),
        mobile: message.mobile.as_ref().map(|mobile| mobile.as_str().to_owned()),
        language: asked.language.clone().unwrap_or_else(|| message.language.code().to_owned()),
        notice: NOTICE.to_owned(),
    };
    check(&form, now.day(), compose).map_err(Failure::Invalid)
}

/// The key of filing a message is the message, so that no two can be drawn for it.
fn once(office: &Office, id: &MessageId, asked: &InboxAction, at: Timestamp) -> Once {
    let mut key = [0; 16];
    key.copy_from_slice(&office.secret.digest_body(format!("file {id}").as_bytes())[..16]);
    let asked = serde_json::to_vec(asked).expect("wire types can be written");
    Once { key, scope: FILING, digest: office.secret.digest_body(&asked), at }
}

/// What became of a message.
pub fn outcome(office: &Office, message: &Message) -> InboxOutcome {
    let is_decided = message.state != MessageState::Waiting;
    let ticket = message.ticket.filter(|_| is_decided);
    InboxOutcome {
        id: message.id.to_string(),
        state: message.state.code().to_owned(),
        ticket,
        display: ticket.map(|ticket| ticket.display(&office.prefix)),
        undo_until: message.undo_until().filter(|_| is_decided),
    }
}
