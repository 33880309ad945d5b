//! A message as the team sees it, with what helps to decide on it.

use domain::{
    hints::{
        hints,
        phrases::{seems_solved, urgent},
    },
    staff::Sight,
    wire::desk::{EarlierPost, Hint, InboxHint, InboxItem, PostLine, ThreadPost},
};

use super::sees;
use crate::{api::desk::complaints::excerpt, failure::Failure, office::Office, store::inbox::Message};

/// So many earlier messages of the author are shown.
const EARLIER: u32 = 5;

/// What the app suggests to someone who reads that it is solved.
const CONFIRM: &str = "confirm";

/// A message with everything beside it.
///
/// # Errors
/// The store's.
pub async fn item(office: &Office, sight: &Sight, message: Message) -> Result<InboxItem, Failure> {
    let thread = office.store.thread_of(&message).await?;
    let earlier = office.store.earlier_of(&message, EARLIER).await?;
    let found = hints(&message.text, "");
    let kinds = [("category", found.categories), ("district", found.districts), ("department", found.departments)];
    Ok(InboxItem {
        id: message.id.to_string(),
        channel: message.id.channel.code().to_owned(),
        urgent: urgent(&message.text).into_iter().map(str::to_owned).collect(),
        hints: kinds
            .into_iter()
            .flat_map(|(kind, hints)| hints.into_iter().map(move |hint| of_kind(kind, hint)))
            .collect(),
        suggests: suggestion(&message),
        author: message.handle,
        author_name: message.name,
        link: message.link,
        posted_at: message.posted_at,
        language: message.language,
        photos: message.photos,
        edits: message.edits,
        edited_text: message.edited_text,
        mobile: message.mobile.map(|mobile| mobile.masked()),
        ticket: message.ticket,
        ticket_status: message.about.map(|(state, _)| state),
        thread: thread.into_iter().filter(|message| sees(sight, message)).map(in_thread).collect(),
        earlier: earlier.into_iter().filter(|message| sees(sight, message)).map(before).collect(),
        text: message.text,
    })
}

/// A message of a complaint.
pub fn line(message: Message) -> PostLine {
    PostLine {
        id: message.id.to_string(),
        suggests: suggestion(&message),
        author: message.handle,
        link: message.link,
        text: message.text,
        photos: message.photos,
        posted_at: message.posted_at,
        state: message.state.code().to_owned(),
    }
}

/// Only whoever answers about a complaint can say that it is solved.
fn suggestion(message: &Message) -> Option<String> {
    let is_answer = message.ticket.is_some() && message.state != crate::store::inbox::MessageState::Filed;
    (is_answer && seems_solved(&message.text)).then(|| CONFIRM.to_owned())
}

fn of_kind(kind: &str, hint: Hint) -> InboxHint {
    InboxHint { kind: kind.to_owned(), code: hint.code, words: hint.words }
}

fn in_thread(message: Message) -> ThreadPost {
    ThreadPost { id: message.id.to_string(), text: message.text, posted_at: message.posted_at }
}

fn before(message: Message) -> EarlierPost {
    EarlierPost {
        id: message.id.to_string(),
        excerpt: excerpt(&message.text),
        posted_at: message.posted_at,
        state: message.state.code().to_owned(),
        reason: message.reason.map(|reason| reason.code().to_owned()),
        ticket: message.ticket,
        ticket_status: message.about.map(|(state, _)| state),
    }
}
