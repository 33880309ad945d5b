//! Taking an update: of a department on what was forwarded to it, or of a tool on
//! what it filed, in the name of whoever filed there.
//!
//! Whoever asks is known by the key. What an update means is in [`super::status`];
//! whether the step is allowed, the one table says.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    action::{Action, Actor, By},
    complaint::Channel,
    event::Event,
    life::Verb,
    masking,
    reference::Department,
    staff::Sight,
    standing::Standing,
    ticket::Ticket,
};

use super::{
    document::{Format, Value, text},
    fields::{Fields, KEY},
    moment,
    status::{self, Status},
    told::Told,
    updates,
};
use crate::{
    failure::Failure,
    idempotency::IdempotencyKey,
    limits::Kind,
    office::Office,
    open311::Caller,
    store::{Dossier, Once},
    take_step::take_steps,
};

/// How often a step is tried anew when someone else was faster.
const TRIES: usize = 5;

/// Under which name a citizen's words are noted.
const TEAM: &str = "open311";

/// The number of an update is at most so long.
const ID_MAX: usize = 200;

/// Takes an update; answered once it is durable.
///
/// # Errors
/// No key, or one that may not do this; an unknown number; words that are missing or
/// cannot be taken; a step that the complaint's life forbids (409).
pub async fn take(
    State(office): State<Arc<Office>>,
    format: Format,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Told> {
    let by = Updater::of(&office, &fields)?;
    let ticket = by.find(&office, fields.needed("service_request_id")?).await?;
    let update = Update::read(&fields)?;
    let once = once(&office, ticket, &by, &headers, &fields)?;
    let flight = once.as_ref().map(|once| office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight));
    let _flight = flight.transpose()?;
    let version = match &once {
        Some(once) => match office.store.recall(once).await? {
            Some(before) if before != once.digest => return Err(Failure::KeyReused.into()),
            Some(_) => taken_before(&office, ticket, &by, update.words).await?,
            None => carry_out(&office, ticket, &by, &update, Some(once)).await?,
        },
        None => carry_out(&office, ticket, &by, &update, None).await?,
    };
    let row = Value::Record(vec![
        text("update_id", updates::id(ticket, version)),
        text("service_request_id", ticket.to_string()),
    ]);
    let rows = Value::List("request_update", vec![row]);
    let mut response = rows.answer("service_request_updates", format, StatusCode::OK);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Who sends an update.
pub struct Updater {
    department: Option<Department>,
    by: By,
}

impl Updater {
    /// The system of a department.
    pub fn department(department: Department) -> Self {
        let staff = format!("open311.{}", department.code().to_ascii_lowercase());
        Self { department: Some(department), by: By { actor: Actor::Officer, staff: Some(staff) } }
    }

    fn of(office: &Office, fields: &Fields) -> Result<Self, Told> {
        let now = office.clock.now();
        office.limits.check(Kind::Miss, now)?;
        match office.open311.caller(fields.get(KEY)?) {
            Caller::Department(department) => Ok(Self::department(department)),
            Caller::Tool => Ok(Self { department: None, by: By::citizen() }),
            Caller::Anyone => {
                office.limits.count(Kind::Miss, now);
                Err(Told::forbidden())
            }
        }
    }

    /// The complaint of a number: a department may name its own.
    async fn find(&self, office: &Office, typed: &str) -> Result<Ticket, Told> {
        let copied = match self.department {
            Some(department) => office.store.copied_as(department, typed.to_owned()).await?,
            None => None,
        };
        let ticket = copied.or_else(|| office.ticket(typed).ok()).ok_or_else(unknown)?;
        self.open(office, ticket).await.map(|_| ticket)
    }

    /// The complaint, if it is theirs; the others do not exist for them.
    async fn open(&self, office: &Office, ticket: Ticket) -> Result<Dossier, Told> {
        let found = office.store.open(ticket).await?;
        found.filter(|found| self.may_touch(&found.standing)).ok_or_else(unknown)
    }

    fn may_touch(&self, standing: &Standing) -> bool {
        match self.department {
            Some(department) => Sight::Forwarded { departments: vec![department], district: None }.sees(standing),
            None => standing.channel == Channel::Open311,
        }
    }

    /// The steps that an update means, each with whose it is: a note of what a citizen
    /// said is the team's, as with posts.
    fn plan(&self, standing: &Standing, update: &Update<'_>) -> Result<Vec<(Action, By)>, Told> {
        if self.department.is_some() {
            let actions = status::of_department(update.status, standing.state, update.words)?;
            return Ok(actions.into_iter().map(|action| (action, self.by.clone())).collect());
        }
        let action = status::of_tool(update.status, standing.state, update.words)?;
        let is_note = action.verb() == Verb::Note;
        let by = if is_note { By { actor: Actor::Tracker, staff: Some(TEAM.to_owned()) } } else { self.by.clone() };
        Ok(vec![(action, by)])
    }

    /// True for an event that an update of theirs may have made.
    fn made(&self, event: &Event) -> bool {
        let is_teams = self.department.is_none() && event.staff.as_deref() == Some(TEAM);
        is_teams || (event.by == self.by.actor && event.staff == self.by.staff)
    }
}

fn unknown() -> Told {
    Told::unknown("service_request_id is unknown, or not yours")
}

/// What is said.
pub struct Update<'a> {
    status: Status,
    words: Option<&'a str>,
}

impl<'a> Update<'a> {
    /// What is said in these words.
    pub fn new(status: Status, words: Option<&'a str>) -> Self {
        Self { status, words }
    }

    fn read(fields: &'a Fields) -> Result<Self, Told> {
        let status = Status::read(fields.needed("status")?)?;
        // Our own clock says when it was taken; what is no date shows a tool's mistake.
        if let Some(written) = fields.get("updated_datetime")? {
            moment::read(written, false).ok_or_else(|| moment::wrong("updated_datetime"))?;
        }
        Ok(Self::new(status, fields.get("description")?))
    }
}

/// The sender's own number for the update stands for an Idempotency-Key.
fn once(
    office: &Office,
    ticket: Ticket,
    by: &Updater,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<Option<Once>, Told> {
    let now = office.clock.now();
    let key = match fields.get("update_id")?.or(fields.get("update_id_ext")?) {
        Some(id) if id.len() > ID_MAX => return Err(Told::bad("update_id is too long")),
        Some(id) => Some(key(office, by, id)),
        None => IdempotencyKey::if_sent(headers)?,
    };
    let asked = fields.written(&[KEY]);
    Ok(key.map(|key| key.once_of(ticket.number(), asked.as_bytes(), &office.secret, now)))
}

/// The key that a sender's number for an update makes.
fn key(office: &Office, by: &Updater, id: &str) -> IdempotencyKey {
    let sender = by.department.map_or("tool", |department| department.code());
    let mut key = [0; 16];
    key.copy_from_slice(&office.secret.digest_body(format!("update {sender} {id}").as_bytes())[..16]);
    IdempotencyKey(key)
}

/// The version that the steps of an update made.
async fn carry_out(
    office: &Office,
    ticket: Ticket,
    by: &Updater,
    update: &Update<'_>,
    once: Option<&Once>,
) -> Result<u32, Told> {
    for _ in 0..TRIES {
        let found = by.open(office, ticket).await?;
        let head = found.head();
        let actions = by.plan(&found.standing, update)?;
        let now = office.clock.now();
        let planned = actions.iter().map(|(action, by)| (action, by, now));
        match take_steps(office, found.standing, head, once.cloned(), planned).await {
            Err(Failure::Stale) => {}
            other => return Ok(other?.version),
        }
    }
    Err(Failure::Stale.into())
}

/// The version that the same update made before.
async fn taken_before(office: &Office, ticket: Ticket, by: &Updater, words: Option<&str>) -> Result<u32, Told> {
    let found = by.open(office, ticket).await?;
    let is_it = |event: &Event| by.made(event) && (event.text.is_none() || event.text.as_deref() == words);
    let event = found.history.iter().rev().map(|sealed| &sealed.event).find(|event| is_it(event));
    Ok(event.map_or(found.standing.version, |event| event.version))
}

/// What a department's system said when it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its own number for the update.
    pub id: Option<String>,
    /// Its own number for the complaint.
    pub foreign_id: String,
    /// What it says.
    pub status: String,
    /// When it was said.
    pub at: Option<String>,
    /// In which words.
    pub words: Option<String>,
}

/// Takes an update that was asked for; false when it was taken before. Personal
/// numbers are masked: nobody is there to be told that they are refused.
///
/// # Errors
/// A complaint that they do not have under this number; words that are missing or
/// cannot be taken; a step that the complaint's life forbids.
pub async fn take_said(office: &Office, department: Department, said: &Said) -> Result<bool, Told> {
    let by = Updater::department(department);
    let ticket = office.store.copied_as(department, said.foreign_id.clone()).await?.ok_or_else(unknown)?;
    let written = format!("{said:?}");
    let key = key(office, &by, said.id.as_ref().unwrap_or(&written));
    let once = key.once_of(ticket.number(), written.as_bytes(), &office.secret, office.clock.now());
    let _flight = office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight)?;
    if office.store.recall(&once).await?.is_some() {
        return Ok(false);
    }
    let words = said.words.as_deref().map(masking::mask);
    let update = Update::new(Status::read(&said.status)?, words.as_deref());
    carry_out(office, ticket, &by, &update, Some(&once)).await.map(|_| true)
}
