//! The inbox: messages that nobody has looked at yet, and what is done with one.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{language::Language, life::State, ticket::Ticket, time::Timestamp};

/// A page of the inbox: the most urgent first, of these the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inbox {
    /// One for each thread of an author.
    pub items: Vec<InboxItem>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many messages wait that they see, threads not folded.
    pub waiting: u32,
}

/// A message with all that is needed to decide on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboxItem {
    /// The message's name in addresses.
    #[cfg_attr(feature = "openapi", schema(example = "x-1301573587187331074"))]
    pub id: String,
    /// Where it was posted.
    #[cfg_attr(feature = "openapi", schema(example = "x"))]
    pub channel: String,
    /// Its words, with personal numbers masked.
    pub text: String,
    /// The author's handle, without an `@`; empty where it is unknown.
    pub author: String,
    /// The author's name.
    pub author_name: Option<String>,
    /// Where it can be read.
    pub link: Option<String>,
    /// When it was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub posted_at: Timestamp,
    /// The language in which it will be answered.
    pub language: Language,
    /// The words that say that it cannot wait; none where it can.
    pub urgent: Vec<String>,
    /// What the text hints at, best first of each kind; never applied by itself.
    pub hints: Vec<InboxHint>,
    /// Addresses of photos; they are not fetched.
    pub photos: Vec<String>,
    /// How often the author has edited it.
    pub edits: u32,
    /// What it says since, with personal numbers masked.
    pub edited_text: Option<String>,
    /// The mobile number that stood in it, but for the last four digits masked.
    pub mobile: Option<String>,
    /// The complaint to which its thread belongs.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ticket: Option<Ticket>,
    /// Where that complaint stands.
    pub ticket_status: Option<State>,
    /// The author seems to say that it is solved: `confirm`. Never applied by itself.
    #[cfg_attr(feature = "openapi", schema(example = "confirm"))]
    pub suggests: Option<String>,
    /// What else the author has posted in the same thread and waits, oldest first.
    pub thread: Vec<ThreadPost>,
    /// What the author posted before, newest first, with what became of it.
    pub earlier: Vec<EarlierPost>,
}

/// Something that the text hints at, with the words that triggered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboxHint {
    /// `category`, `district` or `department`.
    #[cfg_attr(feature = "openapi", schema(example = "category"))]
    pub kind: String,
    /// The code of the list.
    pub code: String,
    /// The words of the text, as they stand there.
    pub words: Vec<String>,
}

/// A further message of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadPost {
    /// The message's name in addresses.
    pub id: String,
    /// Its words, with personal numbers masked.
    pub text: String,
    /// When it was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub posted_at: Timestamp,
}

/// An earlier message of the same author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierPost {
    /// The message's name in addresses.
    pub id: String,
    /// The beginning of its words.
    pub excerpt: String,
    /// When it was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub posted_at: Timestamp,
    /// `waiting`, `filed`, `attached` or `screened`.
    #[cfg_attr(feature = "openapi", schema(example = "filed"))]
    pub state: String,
    /// Why it was screened.
    pub reason: Option<String>,
    /// The complaint that it became or belongs to.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ticket: Option<Ticket>,
    /// Where that complaint stands.
    pub ticket_status: Option<State>,
}

/// What someone at the desk does with a message. Which fields belong to which
/// action: `file` category, district and, if one wishes, text, place and
/// language; `screen` reason; `attach` ticket, which may be left out where the
/// thread belongs to one; `undo`, within ten seconds and by the same person, none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InboxAction {
    /// `file`, `screen`, `attach` or `undo`.
    #[cfg_attr(feature = "openapi", schema(example = "file"))]
    pub action: String,
    /// A category's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// A district's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The complaint's words; those of the message where they are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Village, ward or depot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `hi`, `en` or `pa`; that of the message where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Why it is no complaint: `thanks`, `no_grievance`, `not_ours`,
    /// `seen_before`, `unclear`, `spam` or `abuse`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The complaint to which it belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboxOutcome {
    /// The message's name in addresses.
    pub id: String,
    /// `waiting`, `filed`, `attached` or `screened`.
    #[cfg_attr(feature = "openapi", schema(example = "filed"))]
    pub state: String,
    /// The complaint that it became or belongs to.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ticket: Option<Ticket>,
    /// That complaint's number as it is shown.
    pub display: Option<String>,
    /// Until when this can be undone.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub undo_until: Option<Timestamp>,
}

/// A post that someone copied by hand, because it did not come by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PastedPost {
    /// The post's address; it says which post of which channel it is.
    #[cfg_attr(feature = "openapi", schema(example = "https://x.com/ram_rohtak/status/1301573587187331074"))]
    pub link: String,
    /// Its words.
    pub text: String,
    /// The author's handle, where the address does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was posted; now, where neither this nor the address says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<String>,
}

/// What came of a table of posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Imported {
    /// Posts that are new in the inbox.
    pub added: u32,
    /// Posts that were known already.
    pub known: u32,
    /// Lines that were left out, and why.
    pub problems: Vec<ImportProblem>,
}

/// A line of a table that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportProblem {
    /// Which one, from 1 for the names of the columns.
    pub line: u32,
    /// The column.
    pub column: String,
    /// The key of the sentence that says what is wrong.
    pub key: String,
}
