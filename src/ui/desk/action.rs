//! What the desk does to a complaint: which step asks for which words, and what
//! is wrong with them, told before anything is sent.

use domain::{
    complaint::{check_note, check_reply},
    life::Verb,
    ticket::Ticket,
    time::Day,
    wire::{FieldProblem, desk::DeskAction},
};
use markup::prelude::*;

use crate::text::Text;

pub mod form;
pub mod offers;
pub mod template;

/// Something that a step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A department.
    Department,
    /// A reason from the list.
    Reason,
    /// A new date.
    Due,
    /// An earlier complaint's number.
    Of,
    /// Words for the citizen, under this label.
    Reply(Text),
    /// Words that only the desk reads.
    Words(Text),
    /// Words for whoever gets it next, if one wishes.
    Note(Text),
    /// Words for whoever gets it next.
    NoteWanted(Text),
}

/// What a step asks for, in the order of the form; nothing where it is done at
/// once.
pub fn asks(verb: Verb) -> &'static [Asks] {
    match verb {
        Verb::AskDetails => &[Asks::Reply(Text::DeskActionTextAsk)],
        Verb::Forward => &[Asks::Department, Asks::Note(Text::DeskActionNoteToDepartment)],
        Verb::InterimReply => &[Asks::Due, Asks::Reply(Text::DeskActionTextInterim)],
        Verb::Resolve => &[Asks::Reply(Text::DeskActionTextResolve)],
        Verb::NotTenable => &[Asks::Reason, Asks::Reply(Text::DeskActionTextNotTenable)],
        Verb::Duplicate => &[Asks::Of],
        Verb::SendBack => &[Asks::NoteWanted(Text::DeskActionNoteWhyBack)],
        Verb::Note => &[Asks::Words(Text::DeskActionNoteInternal)],
        Verb::RevealContact => &[Asks::Words(Text::DeskActionWhyReveal)],
        _ => &[],
    }
}

/// The label of the words that the citizen reads, where the step has some.
pub fn reply(verb: Verb) -> Option<Text> {
    asks(verb).iter().find_map(|asks| if let Asks::Reply(label) = asks { Some(*label) } else { None })
}

/// True if the citizen reads the words of this step.
pub fn is_reply(verb: Verb) -> bool {
    reply(verb).is_some()
}

/// Everything that is wrong with what was typed, in the order of the form.
pub fn check(
    verb: Verb,
    typed: &DeskAction,
    today: Day,
    prefix: &str,
    compose: impl Fn(&str) -> String,
) -> Vec<FieldProblem> {
    let problems = asks(verb).iter().filter_map(|asked| {
        let (name, typed) = match asked {
            Asks::Department => ("/department", &typed.department),
            Asks::Reason => ("/reason", &typed.reason),
            Asks::Due => ("/due", &typed.due),
            Asks::Of => ("/of", &typed.of),
            Asks::Reply(_) | Asks::Words(_) => ("/text", &typed.text),
            Asks::Note(_) | Asks::NoteWanted(_) => ("/note", &typed.note),
        };
        let typed = typed.as_deref().unwrap_or_default().trim();
        let key = match asked {
            Asks::Department => typed.is_empty().then_some("department.missing"),
            Asks::Reason => typed.is_empty().then_some("reason.missing"),
            Asks::Due => match Day::parse(typed) {
                None => Some("due.missing"),
                Some(day) if day <= today => Some("due.past"),
                Some(_) => None,
            },
            Asks::Of if typed.is_empty() => Some("of.missing"),
            Asks::Of => Ticket::parse(typed, prefix).err().map(|problem| problem.key()),
            Asks::Reply(_) => check_reply(typed, &compose).err(),
            Asks::Note(_) if typed.is_empty() => None,
            Asks::Words(_) | Asks::Note(_) | Asks::NoteWanted(_) => check_note(typed, &compose).err(),
        };
        key.map(|key| FieldProblem::new(name, key))
    });
    problems.collect()
}

/// What is typed for a step, and how its sending stands.
#[derive(Clone, Copy)]
pub struct Writing {
    /// As typed.
    pub typed: RwSignal<DeskAction>,
    /// What is wrong with it.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Why it was not done.
    pub failed: RwSignal<Option<&'static str>>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// Sends it.
    pub on_send: Callback<()>,
    /// Gives it up.
    pub on_cancel: Callback<()>,
}

impl Writing {
    /// Nothing typed yet, and nobody who sends it: whoever holds it fills in both
    /// callbacks, which want to know the whole.
    pub fn empty() -> Self {
        let nobody = Callback::new(|()| ());
        Self {
            typed: RwSignal::new(DeskAction::default()),
            problems: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            busy: RwSignal::new(false),
            on_send: nobody,
            on_cancel: nobody,
        }
    }

    fn value(self, read: fn(&DeskAction) -> &Option<String>) -> Signal<String> {
        Signal::derive(move || self.typed.with(|typed| read(typed).clone().unwrap_or_default()))
    }

    fn on_input(self, write: fn(&mut DeskAction, Option<String>)) -> Callback<String> {
        Callback::new(move |value: String| {
            self.typed.update(|typed| write(typed, (!value.is_empty()).then_some(value)));
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(verb: Verb, typed: &DeskAction) -> Vec<(String, String)> {
        let today = Day::parse("2026-11-24").unwrap();
        let problems = check(verb, typed, today, "HR", str::to_owned);
        problems.into_iter().map(|problem| (problem.pointer, problem.key)).collect()
    }

    fn problem(pointer: &str, key: &str) -> (String, String) {
        (pointer.to_owned(), key.to_owned())
    }

    #[test]
    fn a_step_without_its_words_is_told_what_is_missing() {
        let nothing = DeskAction::default();

        assert_eq!(keys(Verb::Take, &nothing), []);
        assert_eq!(keys(Verb::Forward, &nothing), [problem("/department", "department.missing")]);
        assert_eq!(
            keys(Verb::NotTenable, &nothing),
            [problem("/reason", "reason.missing"), problem("/text", "text.too_short")]
        );
        assert_eq!(keys(Verb::SendBack, &nothing), [problem("/note", "text.missing")]);
        assert_eq!(keys(Verb::Duplicate, &nothing), [problem("/of", "of.missing")]);
    }

    #[test]
    fn a_reply_with_a_personal_number_is_not_sent() {
        let typed = DeskAction { text: Some("Call 98123 45678 for your ration".into()), ..Default::default() };

        assert_eq!(keys(Verb::Resolve, &typed), [problem("/text", "text.personal")]);
        assert_eq!(keys(Verb::Note, &typed), []);
    }

    #[test]
    fn a_new_date_lies_ahead() {
        let typed = |due: &str| DeskAction {
            text: Some("The engineer comes next week".into()),
            due: Some(due.into()),
            ..Default::default()
        };

        assert_eq!(keys(Verb::InterimReply, &typed("2026-11-24")), [problem("/due", "due.past")]);
        assert_eq!(keys(Verb::InterimReply, &typed("2026-11-25")), []);
    }
}
