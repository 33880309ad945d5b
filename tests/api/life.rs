//! Complaints in every state that there is, with and without a department, and
//! what may be done with them: PRODUCT's table and API's roles, written down a
//! second time.

use domain::{action::Action, life::State, ticket::Ticket};
use serde_json::{Value, json};
use server::store::Dossier;

use crate::office::{Filed, TestOffice, form, forward, not_tenable, resolve};

/// What kind of complaint it is.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub category: &'static str,
    pub district: &'static str,
    /// Who has it.
    pub department: Option<&'static str>,
    pub state: &'static str,
}

/// What happens to a complaint until it stands where it shall.
const LIVES: [(&str, bool, &[&str]); 18] = [
    ("received", false, &[]),
    ("under_review", false, &["take"]),
    ("need_info", false, &["ask_details"]),
    ("not_tenable", false, &["not_tenable"]),
    ("duplicate", false, &["duplicate"]),
    ("withdrawn", false, &["withdraw"]),
    ("reopened", false, &["not_tenable", "reopen"]),
    ("forwarded", true, &["forward"]),
    ("in_progress", true, &["forward", "start"]),
    ("under_review", true, &["forward", "ask_details", "add_details"]),
    ("need_info", true, &["forward", "ask_details"]),
    ("resolved", true, &["forward", "resolve"]),
    ("closed", true, &["forward", "resolve", "confirm"]),
    ("reopened", true, &["forward", "resolve", "reopen"]),
    ("not_tenable", true, &["forward", "resolve", "reopen", "not_tenable"]),
    ("duplicate", true, &["forward", "ask_details", "add_details", "duplicate"]),
    ("withdrawn", true, &["forward", "withdraw"]),
    // Sent back, it is the team's again.
    ("under_review", false, &["forward", "send_back"]),
];

/// The desk's actions, and the states from which each is possible. A complaint
/// that waits for its citizen is not tenable for want of a reply only, which is
/// not what is sent here.
pub const MOVES: [(&str, &[&str]); 12] = [
    ("take", &["received", "reopened"]),
    ("ask_details", &["received", "under_review", "need_info", "forwarded", "in_progress", "reopened"]),
    ("forward", &["received", "under_review", "need_info", "forwarded", "in_progress", "reopened"]),
    ("start", &["forwarded", "reopened"]),
    ("interim_reply", &["forwarded", "in_progress", "reopened"]),
    ("resolve", &["forwarded", "in_progress", "reopened"]),
    ("not_tenable", &["received", "under_review", "reopened"]),
    ("duplicate", &["received", "under_review"]),
    ("unmerge", &["duplicate"]),
    ("send_back", &["forwarded", "in_progress"]),
    ("note", &STATES),
    ("reveal_contact", &STATES),
];

const STATES: [&str; 11] = [
    "received",
    "under_review",
    "need_info",
    "forwarded",
    "in_progress",
    "resolved",
    "closed",
    "not_tenable",
    "duplicate",
    "reopened",
    "withdrawn",
];

/// Every state with every way to it, for a category, a district and a department.
pub fn kinds(category: &'static str, district: &'static str, department: &'static str) -> Vec<(Kind, usize)> {
    let kind = |(life, (state, has_department, _)): (usize, &(&'static str, bool, &[&str]))| {
        (Kind { category, district, department: has_department.then_some(department), state }, life)
    };
    LIVES.iter().enumerate().map(kind).collect()
}

impl TestOffice {
    /// Files a complaint and lets it live until it is of this kind; its text says
    /// `mark`.
    pub fn live(&self, number: u32, (kind, life): (Kind, usize), department: &str, mark: &str) -> Filed {
        let filed = self.begin_life(number, kind, mark);
        self.live_on(&filed, (kind, life), department);
        filed
    }

    /// Files a complaint whose text says `mark`.
    pub fn begin_life(&self, number: u32, kind: Kind, mark: &str) -> Filed {
        let mut form = form();
        form["category"] = json!(kind.category);
        form["district"] = json!(kind.district);
        form["text"] = json!(format!("राशन नहीं मिला {mark}"));
        self.file_as(number, &form)
    }

    /// Lets a complaint that was just filed live until it is of this kind.
    pub fn live_on(&self, filed: &Filed, (kind, life): (Kind, usize), department: &str) {
        for step in LIVES[life].2 {
            let text = "कृपया देखिए, धन्यवाद".to_owned();
            let action = match *step {
                "take" => Action::Take,
                "ask_details" => Action::AskDetails { text },
                "add_details" => Action::AddDetails { text },
                "forward" => forward(department),
                "start" => Action::Start,
                "resolve" => resolve(),
                "confirm" => Action::Confirm,
                "reopen" => Action::Reopen { text },
                "not_tenable" => not_tenable(),
                "duplicate" => Action::Duplicate { of: self.another(filed) },
                "send_back" => Action::SendBack { note: text },
                _ => Action::Withdraw,
            };
            self.desk(filed, &action);
        }
        let state = self.status(filed)["status"].clone();
        assert_eq!(state, kind.state, "the life leads where it shall");
    }
}

impl TestOffice {
    /// The first complaint, by its number, that nobody has looked at, whoever may
    /// see it.
    fn another(&self, filed: &Filed) -> Ticket {
        let mut received = Vec::new();
        let mut visit = |dossier: &Dossier| {
            let standing = &dossier.standing;
            if standing.state == State::Received && standing.ticket.to_string() != filed.ticket {
                received.push(standing.ticket);
            }
        };
        self.runtime.block_on(self.office.store.visit_all(&mut visit)).unwrap();
        *received.first().expect("a complaint to be joined with")
    }
}

/// The action with right fields; `other` is a complaint to be joined with.
pub fn action(name: &str, other: &Filed) -> Value {
    let text = "कृपया देखिए, धन्यवाद";
    match name {
        "ask_details" | "resolve" | "note" | "reveal_contact" => json!({"action": name, "text": text}),
        "forward" => json!({"action": name, "department": "REV", "note": text}),
        "interim_reply" => json!({"action": name, "text": text, "due": "2026-12-31"}),
        "not_tenable" => json!({"action": name, "reason": "sub_judice", "text": text}),
        "duplicate" => json!({"action": name, "of": other.ticket}),
        "send_back" => json!({"action": name, "note": text}),
        _ => json!({"action": name}),
    }
}
