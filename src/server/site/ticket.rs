//! A complaint's status, without the app; for the PIN its private part, and what
//! the citizen does there; and the word by which whoever posted gets there, with or
//! without the app. The key goes along in hidden fields, never in an address.

use axum::{extract::Path, response::Response};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    life::Verb,
    masking::mask,
    wire::{ActionRequest, Details, HandedOver, Handoff, TicketStatus},
};
use markup::prelude::*;
use markup::view;
use ui::{
    page::Page,
    pages::ticket::{
        TicketPage, TicketStanding,
        handoff::{HandoffForm, NewPin, Word, is_posted},
        private::{Acting, Carried, Doing, PrivatePart},
        unlock::UnlockForm,
    },
};

use super::{
    status,
    visit::{Answer, Visit},
};
use crate::{
    api::{actions::act_once, details, handoff, tickets, unlock::key_for},
    failure::Failure,
    form::FormBody,
    idempotency::IdempotencyKey,
    store::Dossier,
};

/// What anyone with the number may see.
pub async fn show(visit: Visit, Path(typed): Path<String>) -> Response {
    public(&visit, Answer::of(Page::Ticket(typed.clone())), typed, Asking::default()).await
}

/// What is asked below the public status, and what was wrong with the answer.
#[derive(Default)]
struct Asking {
    /// What was wrong with PIN or key.
    pin: Option<&'static str>,
    /// The word that was given out.
    word: Option<Word>,
    /// Why there is none, or why it opens nothing yet.
    handoff: Option<&'static str>,
}

/// The PIN, or with the key an action; or a step of the way for whoever posted.
pub async fn open(visit: Visit, Path(typed): Path<String>, body: Result<FormBody, Failure>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(failure) => return visit.trouble(&failure),
    };
    if body.get("handoff").is_some() {
        return match body.get("claim") {
            Some(claim) => claimed(&visit, typed, claim, &body).await,
            None => word(&visit, typed).await,
        };
    }
    let opened = match body.get("key") {
        Some(key) => Ok(key.to_owned()),
        None => key_for(&visit.office, &typed, body.get("pin").unwrap_or_default()).await,
    };
    match opened {
        Ok(key) => act(&visit, typed, key, &body).await,
        Err(failure) => {
            let answer = Answer::of(Page::Ticket(typed.clone())).kept_nowhere().failed(&failure);
            let asking = Asking { pin: Some(visit.sentence(&failure)), ..Asking::default() };
            public(&visit, answer, typed, asking).await
        }
    }
}

/// Gives a word out.
async fn word(visit: &Visit, typed: String) -> Response {
    let answer = Answer::of(Page::Ticket(typed.clone())).kept_nowhere();
    match handoff::give_out(&visit.office, &typed).await {
        Ok(Handoff { word, claim, .. }) => {
            let asking = Asking { word: Some(Word { word, claim }), ..Asking::default() };
            public(visit, answer, typed, asking).await
        }
        Err(failure) => {
            let asking = Asking { handoff: Some(visit.sentence(&failure)), ..Asking::default() };
            public(visit, answer.failed(&failure), typed, asking).await
        }
    }
}

/// The private part with its PIN, once the word was said; the word again before.
async fn claimed(visit: &Visit, typed: String, claim: &str, body: &FormBody) -> Response {
    match handoff::hand_over(&visit.office, &typed, claim).await {
        Ok(HandedOver { pin, key }) => handed_over(visit, typed, pin, key).await,
        Err(failure) => {
            let answer = Answer::of(Page::Ticket(typed.clone())).kept_nowhere().failed(&failure);
            let waits = matches!(failure, Failure::ClaimWaits);
            let word = body.get("word").filter(|_| waits);
            let word = word.map(|word| Word { word: word.to_owned(), claim: claim.to_owned() });
            let asking = Asking { word, handoff: Some(visit.sentence(&failure)), ..Asking::default() };
            public(visit, answer, typed, asking).await
        }
    }
}

async fn handed_over(visit: &Visit, typed: String, pin: String, key: String) -> Response {
    let answer = Answer::of(Page::Ticket(typed.clone())).kept_nowhere();
    let found = match details::open_with(&visit.office, &typed, &key).await {
        Ok(found) => found,
        Err(failure) => return visit.trouble(&failure),
    };
    let details = details::details(&visit.office, &found, visit.now());
    let along = Carried { key, once: new_key(visit), ..Carried::default() };
    private(visit, answer, details, along, Wish { pin: Some(pin), ..Wish::default() })
}

/// The public status, and the question for the PIN with what was wrong with it; where
/// it came by a post, the other way too.
async fn public(visit: &Visit, answer: Answer, typed: String, asking: Asking) -> Response {
    let Asking { pin: wrong, word, handoff } = asking;
    let error = wrong.or(handoff);
    let case = match tickets::find(&visit.office, &typed).await {
        Ok(case) => case,
        // What was wrong with the PIN is told like that of a ticket that is there.
        Err(Failure::UnknownTicket | Failure::CheckDigit) if error.is_some() => {
            return status::form(visit, answer, typed, error);
        }
        Err(failure @ (Failure::UnknownTicket | Failure::CheckDigit)) => {
            let answer = Answer::of(Page::Status).failed(&failure);
            return status::form(visit, answer, typed, Some(visit.sentence(&failure)));
        }
        Err(failure) => return visit.trouble(&failure),
    };
    let status = TicketStatus::public(&case.standing, &case.history, &visit.office.prefix);
    let now = visit.now();
    visit.draw(answer.given(&status), move || {
        let unlock = view! {
            <UnlockForm
                ticket=status.ticket.to_string()
                error=Signal::stored(wrong)
                value=Signal::stored(String::new())
                busy=Signal::stored(false)
                on_input=Callback::new(|_| ())
                on_submit=Callback::new(|()| ())
            />
        };
        let ticket = status.ticket;
        let posted = is_posted(status.channel).then(|| view! { <HandoffForm ticket word error=handoff /> });
        let display = status.display.clone();
        view! { <TicketPage display><TicketStanding status now>{unlock}{posted}</TicketStanding></TicketPage> }
    })
}

/// What the citizen wishes to do, as the form says it.
#[derive(Default)]
struct Wish {
    chosen: Option<Verb>,
    text: String,
    done: Option<Verb>,
    /// What is wrong with the words, or why it was not done.
    error: Option<&'static str>,
    /// The PIN, where it was just handed over.
    pin: Option<String>,
}

async fn act(visit: &Visit, typed: String, key: String, body: &FormBody) -> Response {
    let mut wish = Wish { text: body.get("text").unwrap_or_default().to_owned(), ..Wish::default() };
    let mut failed = None;
    // Goes along again when it is not known whether the action was done.
    let mut again = None;
    let action = body.get("action").filter(|action| !action.is_empty());
    if let Some(chosen) = body.get("choose") {
        wish.chosen = Verb::of_citizen(chosen);
    } else if body.get("mask").is_some() {
        wish.chosen = action.and_then(Verb::of_citizen);
        wish.text = mask(&wish.text);
    } else if let Some(action) = action {
        let text = body.get("text").map(str::to_owned);
        let asked = ActionRequest { action: action.to_owned(), text };
        let once = IdempotencyKey::of_form(body.get("once"), &*visit.office.chance);
        match act_once(&visit.office, &typed, &key, &once, &asked).await {
            Ok(_) => wish = Wish { done: Verb::of_citizen(action), ..Wish::default() },
            Err(failure) => {
                wish.error = Some(visit.sentence(&failure));
                wish.chosen = Verb::of_citizen(action).filter(|verb| needs_words(*verb));
                if !matches!(failure, Failure::KeyReused | Failure::Refused(_)) {
                    again = Some(once.written());
                }
                failed = Some(failure);
            }
        }
    }
    let answer = Answer::of(Page::Ticket(typed.clone())).kept_nowhere();
    let found = match details::open_with(&visit.office, &typed, &key).await {
        Ok(found) => found,
        Err(failure) => {
            let asking = Asking { pin: Some(visit.sentence(&failure)), ..Asking::default() };
            return public(visit, answer.failed(&failure), typed, asking).await;
        }
    };
    let mut pictures = Vec::new();
    if body.get("show").is_some() {
        match pictures_of(visit, &found).await {
            Ok(all) => pictures = all,
            Err(failure) => {
                wish.error = Some(visit.sentence(&failure));
                failed = Some(failure);
            }
        }
    }
    let answer = match &failed {
        Some(failure) => answer.failed(failure),
        None => answer,
    };
    private(
        visit,
        answer,
        details::details(&visit.office, &found, visit.now()),
        Carried { key, once: again.unwrap_or_else(|| new_key(visit)), pictures },
        wish,
    )
}

/// The photos inside addresses: one of the office's own would need the key in it.
async fn pictures_of(visit: &Visit, found: &Dossier) -> Result<Vec<String>, Failure> {
    let (office, ticket) = (&visit.office, found.standing.ticket);
    let mut pictures = Vec::new();
    for photo in &found.photos {
        let picture = office.album.show(&*office.store, ticket, photo.id).await?;
        pictures.push(format!("data:image/jpeg;base64,{}", STANDARD.encode(picture)));
    }
    Ok(pictures)
}

fn needs_words(verb: Verb) -> bool {
    matches!(verb, Verb::Reopen | Verb::AddDetails)
}

fn new_key(visit: &Visit) -> String {
    IdempotencyKey::of_form(None, &*visit.office.chance).written()
}

fn private(visit: &Visit, answer: Answer, details: Details, along: Carried, wish: Wish) -> Response {
    let now = visit.now();
    visit.draw(answer.given(&details), move || {
        let doing = Doing {
            chosen: Signal::stored(wish.chosen),
            text: Signal::stored(wish.text),
            error: Signal::stored(wish.error),
            done: Signal::stored(wish.done),
        };
        let nothing = Callback::new(|()| ());
        let acting = Acting {
            on_choose: Callback::new(|_| ()),
            on_input: Callback::new(|_| ()),
            on_mask: nothing,
            on_send: Callback::new(|_| ()),
        };
        let status = details.status.clone();
        let display = status.display.clone();
        let pin = wish.pin.map(|pin| view! { <NewPin pin /> });
        let part = view! { {pin} <PrivatePart details doing acting along /> };
        view! { <TicketPage display><TicketStanding status now>{part}</TicketStanding></TicketPage> }
    })
}
