//! A complaint as the desk sees it, and what the desk does to it.

use json::Json;
use serde::{Deserialize, Serialize};

use crate::{
    action::Actor,
    complaint::Channel,
    language::Language,
    life::{Kind, State, Verb},
    reference::{Category, Department, District, Reason},
    ticket::Ticket,
    time::Timestamp,
    wire::{ComplaintForm, Photo},
};

/// Everything that the role may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskComplaint {
    /// The public number, eleven digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "21482736900"))]
    pub ticket: Ticket,
    /// The number as it is shown.
    pub display: String,
    /// What `If-Match` wants; raised by every step.
    pub version: u32,
    /// Where it stands.
    pub status: State,
    /// What statistics count it as.
    pub kind: Kind,
    /// What it is about.
    pub category: Category,
    /// Where.
    pub district: District,
    /// Who has it.
    pub department: Option<Department>,
    /// Through which door it came.
    pub channel: Channel,
    /// At the terminal of which centre.
    pub centre: Option<String>,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub received_at: Timestamp,
    /// When something last happened.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub updated_at: Timestamp,
    /// By when it must be answered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub due_at: Timestamp,
    /// The new date that the last interim reply promised.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub promised_at: Option<Timestamp>,
    /// When it was closed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub closed_at: Option<Timestamp>,
    /// Until when the citizen may reopen it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub reopen_until: Option<Timestamp>,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// Once closed: whether the citizen confirmed.
    pub confirmed: Option<bool>,
    /// The department owes an interim reply.
    pub owes_reply: bool,
    /// The level of escalation, 0–3.
    pub level: u8,
    /// How often it was passed on from one department to another.
    pub transfers: u8,
    /// The complaint that stands for it since it was joined, as far as this role
    /// may see: if that one was joined with another later, the other.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub merged_into: Option<Ticket>,
    /// The complaints that were joined with it, of those that this role may see.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub duplicates: Vec<Ticket>,
    /// Who of the team took it last.
    pub handler: Option<String>,
    /// In which language the citizen wants to be answered.
    pub language: Language,
    /// When all words, the contact and the photos were erased.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub erased_at: Option<Timestamp>,
    /// What happened, in the citizen's words; empty once they are erased.
    pub text: String,
    /// Village, ward or depot.
    pub place: Option<String>,
    /// The photos that are kept, oldest first.
    pub photos: Vec<Photo>,
    /// Masked, but in the answer to `reveal_contact`.
    pub contact: Contact,
    /// What happened, oldest first.
    pub history: Vec<DeskEvent>,
    /// What can be done, and why not.
    pub offers: Vec<Offer>,
    /// What the text says it may be about; never applied by themselves.
    pub hints: Hints,
    /// How many complaints like it came within three days, itself included.
    pub like: u32,
    /// What was or will be sent to the citizen, newest first.
    pub messages: Vec<Message>,
    /// The posts by which it came and that belong to it, oldest first.
    pub posts: Vec<PostLine>,
}

/// A post that belongs to a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostLine {
    /// The message's name in addresses.
    #[cfg_attr(feature = "openapi", schema(example = "x-1301573587187331074"))]
    pub id: String,
    /// The author's handle.
    pub author: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Its words, with personal numbers masked.
    pub text: String,
    /// Addresses of photos; they are not fetched.
    pub photos: Vec<String>,
    /// When it was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub posted_at: Timestamp,
    /// `waiting`, `filed` or `attached`.
    #[cfg_attr(feature = "openapi", schema(example = "attached"))]
    pub state: String,
    /// The author seems to say that it is solved: `confirm`. Never applied by itself.
    #[cfg_attr(feature = "openapi", schema(example = "confirm"))]
    pub suggests: Option<String>,
}

/// How the citizen can be reached.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// The name: its first letter and dots, until it is revealed.
    pub name: Option<String>,
    /// The mobile number: its last four digits, until it is revealed.
    #[cfg_attr(feature = "openapi", schema(example = "XXXXXX5678"))]
    pub mobile: Option<String>,
    /// The e-mail address: its first letter and its host, until it is revealed.
    pub email: Option<String>,
    /// True if nothing is masked here.
    pub revealed: bool,
}

/// Never prints who it is, so that no log can.
impl std::fmt::Debug for Contact {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Contact(…)")
    }
}

/// One line of the history, with who and every word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskEvent {
    /// The version of the complaint that it made, from 1.
    pub version: u32,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// What: a state that was entered, or an event inside one.
    #[cfg_attr(feature = "openapi", schema(example = "forwarded"))]
    pub event: String,
    /// As whom.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "tracker"))]
    pub by: Actor,
    /// Who of the desk.
    pub staff: Option<String>,
    /// The state before.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// To which department it was sent.
    pub department: Option<Department>,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// The new date of an interim reply.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub due: Option<Timestamp>,
    /// The level of an escalation.
    pub level: Option<u8>,
    /// The complaint with which it was joined, if this role may see that one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub merged_into: Option<Ticket>,
    /// The words that go with it.
    pub text: Option<String>,
}

/// Something that can be done, or why it cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// What.
    pub action: Verb,
    /// The key of the sentence that says why not; `null` when it can be done.
    pub refusal: Option<String>,
}

/// What a text hints at, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hints {
    /// Categories.
    pub categories: Vec<Hint>,
    /// Departments.
    pub departments: Vec<Hint>,
    /// Districts.
    pub districts: Vec<Hint>,
}

/// One hint, with the words that triggered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hint {
    /// The code of the category, department or district.
    pub code: String,
    /// The words of the text, as they stand there.
    pub words: Vec<String>,
}

/// Something sent to the citizen, or waiting to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// `sms`, `email`, `x`, or the code of the department to whose own system it goes.
    #[cfg_attr(feature = "openapi", schema(example = "sms"))]
    pub by: String,
    /// Which text: `filed`, `forwarded`, `resolved` …
    #[cfg_attr(feature = "openapi", schema(example = "resolved"))]
    pub template: String,
    /// `waiting`, `sent`, `failed` (given up) or `off` (the channel is not set up).
    #[cfg_attr(feature = "openapi", schema(example = "sent"))]
    pub state: String,
    /// How often it was tried.
    pub tries: u32,
    /// When it was put there.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// When it was sent, or will be tried again.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub at: Option<Timestamp>,
    /// Why the last try failed: a short word, nothing personal.
    pub error: Option<String>,
    /// The number that the department's system gave it.
    pub number: Option<String>,
}

/// What someone at the desk does. Which fields belong to which action:
/// `take`, `start`, `unmerge` none; `ask_details`, `resolve`, `note` text;
/// `forward` department and, if one wishes, note; `interim_reply` text and due;
/// `not_tenable` reason and text; `duplicate` of; `send_back` note;
/// `reveal_contact` text (the reason), which a supervisor may leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeskAction {
    /// Which of the twelve.
    #[cfg_attr(feature = "openapi", schema(example = "forward"))]
    pub action: String,
    /// Words for the citizen, or of a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Words for the department or for the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A department's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// A reason's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A new date: a moment, or an Indian calendar day, whose end is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The earlier complaint's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// Files for someone who came on paper or by telephone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeskForm {
    /// A category's code.
    pub category: String,
    /// A district's code.
    pub district: String,
    /// As in the citizens' form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// As in the citizens' form.
    pub text: String,
    /// As in the citizens' form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As in the citizens' form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Where answers may be sent as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// `hi`, `en` or `pa`.
    pub language: String,
    /// The version of the privacy notice that was read out.
    pub notice: String,
    /// A channel's code; `paper` for paper and telephone.
    pub channel: String,
}

impl DeskForm {
    /// What the citizens' check looks at.
    pub fn form(&self) -> ComplaintForm {
        ComplaintForm {
            category: self.category.clone(),
            district: self.district.clone(),
            place: self.place.clone(),
            text: self.text.clone(),
            name: self.name.clone(),
            mobile: self.mobile.clone(),
            language: self.language.clone(),
            notice: self.notice.clone(),
        }
    }
}
