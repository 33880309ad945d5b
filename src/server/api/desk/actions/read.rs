//! Makes a step of what was sent: each action has its fields, and no others.

use domain::{
    action::Action,
    complaint::{check_note, check_reply},
    life::Verb,
    reference::{Department, Reason},
    staff::{Role, Staff},
    ticket::Ticket,
    time::{Day, Timestamp},
    wire::{FieldProblem, desk::DeskAction},
};

use crate::{api::complaints::compose, office::Office};

/// A new date lies at most so many days ahead.
const DUE_MAX_DAYS: i64 = 180;

/// Which action is meant.
pub fn verb(asked: &DeskAction) -> Result<Verb, FieldProblem> {
    let unknown = || FieldProblem::new("/action", "action.unknown");
    VERBS.into_iter().find(|(name, _)| *name == asked.action).map(|(_, verb)| verb).ok_or_else(unknown)
}

/// The desk's actions by their names.
const VERBS: [(&str, Verb); 12] = [
    ("take", Verb::Take),
    ("ask_details", Verb::AskDetails),
    ("forward", Verb::Forward),
    ("start", Verb::Start),
    ("interim_reply", Verb::InterimReply),
    ("resolve", Verb::Resolve),
    ("not_tenable", Verb::NotTenable),
    ("duplicate", Verb::Duplicate),
    ("unmerge", Verb::Unmerge),
    ("send_back", Verb::SendBack),
    ("note", Verb::Note),
    ("reveal_contact", Verb::RevealContact),
];

/// The step with its words.
///
/// # Errors
/// Every wrong field at once, and every field that does not belong to the action.
pub fn action(verb: Verb, asked: &DeskAction, staff: &Staff, office: &Office) -> Result<Action, Vec<FieldProblem>> {
    let mut fields = Fields { asked, problems: Vec::new() };
    let action = match verb {
        Verb::Take => Some(Action::Take),
        Verb::Start => Some(Action::Start),
        Verb::Unmerge => Some(Action::Unmerge),
        Verb::AskDetails => fields.reply().map(|text| Action::AskDetails { text }),
        Verb::Resolve => fields.reply().map(|text| Action::Resolve { text }),
        Verb::Note => fields.note_in_text().map(|text| Action::Note { text }),
        Verb::SendBack => fields.note().map(|note| Action::SendBack { note }),
        Verb::Forward => both(fields.department(), fields.optional_note())
            .map(|(department, note)| Action::Forward { department, note }),
        Verb::InterimReply => {
            both(fields.reply(), fields.due(office.clock.now())).map(|(text, due)| Action::InterimReply { text, due })
        }
        Verb::NotTenable => {
            both(fields.reason(), fields.reply()).map(|(reason, text)| Action::NotTenable { reason, text })
        }
        Verb::Duplicate => fields.of(office).map(|of| Action::Duplicate { of }),
        Verb::RevealContact if staff.role == Role::Supervisor && asked.text.is_none() => {
            Some(Action::RevealContact { why: None })
        }
        Verb::RevealContact => fields.note_in_text().map(|why| Action::RevealContact { why: Some(why) }),
        _ => None,
    };
    fields.refuse_others(verb);
    action.filter(|_| fields.problems.is_empty()).ok_or(fields.problems)
}

fn both<A, B>(one: Option<A>, other: Option<B>) -> Option<(A, B)> {
    one.zip(other)
}

/// The fields of an action, and what is wrong with them.
struct Fields<'a> {
    asked: &'a DeskAction,
    problems: Vec<FieldProblem>,
}

impl Fields<'_> {
    fn wrong<T>(&mut self, pointer: &str, key: &str) -> Option<T> {
        self.problems.push(FieldProblem::new(pointer, key));
        None
    }

    fn checked<T>(&mut self, pointer: &str, read: Result<T, &'static str>) -> Option<T> {
        read.map_or_else(|key| self.wrong(pointer, key), Some)
    }

    /// What a citizen will read.
    fn reply(&mut self) -> Option<String> {
        let read = self.asked.text.as_deref().ok_or("text.missing").and_then(|typed| check_reply(typed, compose));
        self.checked("/text", read)
    }

    fn note_in_text(&mut self) -> Option<String> {
        let read = self.asked.text.as_deref().ok_or("text.missing").and_then(|typed| check_note(typed, compose));
        self.checked("/text", read)
    }

    fn note(&mut self) -> Option<String> {
        let read = self.asked.note.as_deref().ok_or("text.missing").and_then(|typed| check_note(typed, compose));
        self.checked("/note", read)
    }

    /// An empty note is none.
    fn optional_note(&mut self) -> Option<Option<String>> {
        match self.asked.note.as_deref().filter(|typed| !typed.trim().is_empty()) {
            None => Some(None),
            Some(_) => self.note().map(Some),
        }
    }

    fn department(&mut self) -> Option<Department> {
        let code = self.asked.department.as_deref().ok_or("department.missing");
        let read = code.and_then(|code| Department::from_code(code).ok_or("department.unknown"));
        self.checked("/department", read)
    }

    fn reason(&mut self) -> Option<Reason> {
        let code = self.asked.reason.as_deref().ok_or("reason.missing");
        let read = code.and_then(|code| Reason::from_code(code).ok_or("reason.unknown"));
        self.checked("/reason", read)
    }

    /// A moment, or a day whose end is meant.
    fn due(&mut self, now: Timestamp) -> Option<Timestamp> {
        let typed = self.asked.due.as_deref().ok_or("due.missing");
        let end_of = |day: Day| Timestamp(Day(day.0 + 1).start().0 - 1);
        let moment = |typed| Timestamp::parse(typed).or_else(|| Day::parse(typed).map(end_of));
        let read = typed.and_then(|typed| moment(typed).ok_or("day.invalid")).and_then(|due| match due {
            due if due <= now => Err("due.past"),
            due if due > now.plus_days(DUE_MAX_DAYS) => Err("due.too_far"),
            due => Ok(due),
        });
        self.checked("/due", read)
    }

    fn of(&mut self, office: &Office) -> Option<Ticket> {
        let typed = self.asked.of.as_deref().ok_or("of.missing");
        let read = typed.and_then(|typed| office.ticket(typed).map_err(|problem| problem.key()));
        self.checked("/of", read)
    }

    /// A field that is sent along by mistake might have been meant.
    fn refuse_others(&mut self, verb: Verb) {
        let belongs: &[&str] = match verb {
            Verb::AskDetails | Verb::Resolve | Verb::Note | Verb::RevealContact => &["text"],
            Verb::Forward => &["department", "note"],
            Verb::InterimReply => &["text", "due"],
            Verb::NotTenable => &["reason", "text"],
            Verb::Duplicate => &["of"],
            Verb::SendBack => &["note"],
            _ => &[],
        };
        let asked = self.asked;
        let sent = [
            ("text", asked.text.is_some()),
            ("note", asked.note.is_some()),
            ("department", asked.department.is_some()),
            ("reason", asked.reason.is_some()),
            ("due", asked.due.is_some()),
            ("of", asked.of.is_some()),
        ];
        for (name, _) in sent.into_iter().filter(|(name, is_sent)| *is_sent && !belongs.contains(name)) {
            self.problems.push(FieldProblem::new(&format!("/{name}"), "field.not_wanted"));
        }
    }
}
