//! What the states of FixMyStreet's extension are here, both ways. Pure: which
//! steps follow is said here, whether they are allowed by the one table.

use domain::{
    action::Action,
    complaint::{NOTE_MAX, check_note, check_reply, check_text},
    life::{Kind, State},
    masking,
    wire::FieldProblem,
};

use super::told::Told;
use crate::{api::complaints::compose, failure::Failure};

/// A state of the extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody works on it yet.
    Open,
    /// Somebody will look at it.
    ForTriage,
    /// Somebody looks at it.
    Investigating,
    /// It is planned when somebody works on it.
    ActionScheduled,
    /// Somebody works on it.
    InProgress,
    /// It is solved.
    Fixed,
    /// It is another one's copy.
    Duplicate,
    /// Nothing will be done.
    NoFurtherAction,
    /// It is somebody else's.
    NotCouncilsResponsibility,
    /// It was passed on inside.
    InternalReferral,
    /// It is over; whether it was solved is not said.
    Closed,
    /// It was taken back.
    Cancelled,
    /// It is open again.
    Reopen,
}

impl Status {
    const ALL: [Self; 13] = [
        Self::Open,
        Self::ForTriage,
        Self::Investigating,
        Self::ActionScheduled,
        Self::InProgress,
        Self::Fixed,
        Self::Duplicate,
        Self::NoFurtherAction,
        Self::NotCouncilsResponsibility,
        Self::InternalReferral,
        Self::Closed,
        Self::Cancelled,
        Self::Reopen,
    ];

    /// The word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::ForTriage => "FOR_TRIAGE",
            Self::Investigating => "INVESTIGATING",
            Self::ActionScheduled => "ACTION_SCHEDULED",
            Self::InProgress => "IN_PROGRESS",
            Self::Fixed => "FIXED",
            Self::Duplicate => "DUPLICATE",
            Self::NoFurtherAction => "NO_FURTHER_ACTION",
            Self::NotCouncilsResponsibility => "NOT_COUNCILS_RESPONSIBILITY",
            Self::InternalReferral => "INTERNAL_REFERRAL",
            Self::Closed => "CLOSED",
            Self::Cancelled => "CANCELLED",
            Self::Reopen => "REOPEN",
        }
    }

    /// The state of a word.
    ///
    /// # Errors
    /// A word that is none of them.
    pub fn read(written: &str) -> Result<Self, Told> {
        let found = Self::ALL.into_iter().find(|status| status.code().eq_ignore_ascii_case(written));
        found.ok_or_else(|| Told::bad(format!("status must be one of {}", Self::ALL.map(Self::code).join(", "))))
    }
}

/// How a state of ours is told.
pub fn of(state: State) -> Status {
    match state {
        State::Received => Status::Open,
        State::UnderReview | State::NeedInfo | State::Forwarded => Status::Investigating,
        State::InProgress => Status::InProgress,
        State::Reopened => Status::Reopen,
        State::Resolved => Status::Fixed,
        State::Closed => Status::Closed,
        State::NotTenable => Status::NoFurtherAction,
        State::Duplicate => Status::Duplicate,
        State::Withdrawn => Status::Cancelled,
    }
}

/// The steps of a department that says this of a complaint in `state`.
///
/// Only `FIXED` says that it is solved, and what is said then reaches the citizen.
/// A department cannot close a complaint for another reason: it gives it back, with
/// its words, and the team decides.
///
/// # Errors
/// Words that are missing or cannot be taken; what only the citizen does.
pub fn of_department(status: Status, state: State, words: Option<&str>) -> Result<Vec<Action>, Told> {
    let note = || needed(words).and_then(|words| check_note(words, compose).map_err(wrong));
    match status {
        Status::Open
        | Status::ForTriage
        | Status::Investigating
        | Status::ActionScheduled
        | Status::InternalReferral => Ok(vec![Action::Note { text: note()? }]),
        Status::InProgress if state == State::InProgress && words.is_some() => Ok(vec![Action::Note { text: note()? }]),
        Status::InProgress if words.is_some() => Ok(vec![Action::Start, Action::Note { text: note()? }]),
        Status::InProgress => Ok(vec![Action::Start]),
        Status::Fixed => {
            let text = needed(words).and_then(|words| check_reply(words, compose).map_err(wrong))?;
            Ok(vec![Action::Resolve { text }])
        }
        Status::Duplicate
        | Status::NoFurtherAction
        | Status::NotCouncilsResponsibility
        | Status::Closed
        | Status::Cancelled => Ok(vec![Action::SendBack { note: note()? }]),
        Status::Reopen => Err(Failure::Refused(domain::standing::Refusal::NotFromHere).into()),
    }
}

/// The step of the citizen in whose name a tool says this, or a note of what they
/// said.
///
/// FixMyStreet sends the state that it believes in with every comment: a question
/// about a solved complaint comes as `FIXED`, one that crossed the solution as
/// `OPEN`. So words alone neither confirm nor reopen, as with posts: the team sees
/// them. `REOPEN` reopens, and `FIXED` without a word confirms.
///
/// # Errors
/// Words that are missing or cannot be taken.
pub fn of_tool(status: Status, state: State, words: Option<&str>) -> Result<Action, Told> {
    if status == Status::Fixed && state == State::Resolved && words.is_none() {
        return Ok(Action::Confirm);
    }
    let text = needed(words).and_then(|words| check_text(words, compose).map_err(wrong))?;
    let text = masking::mask(&text);
    Ok(match state.kind() {
        Kind::Open => Action::AddDetails { text },
        _ if status == Status::Reopen => Action::Reopen { text },
        _ => Action::Note { text: text.chars().take(NOTE_MAX).collect() },
    })
}

fn needed(words: Option<&str>) -> Result<&str, Told> {
    words.ok_or_else(|| Told::bad("description is missing"))
}

fn wrong(key: &'static str) -> Told {
    Failure::BodyInvalid(vec![FieldProblem::new("/text", key)]).into()
}

#[cfg(test)]
mod tests {
    use domain::life::Verb;

    use super::*;

    const WORDS: &str = "राशन दे दिया गया है।";

    fn verbs(planned: Result<Vec<Action>, Told>) -> Option<Vec<Verb>> {
        planned.ok().map(|actions| actions.iter().map(Action::verb).collect())
    }

    fn department(status: Status, state: State, words: Option<&str>) -> Option<Vec<Verb>> {
        verbs(of_department(status, state, words))
    }

    #[test]
    fn every_word_is_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::read(&status.code().to_lowercase()).ok(), Some(status));
        }
        assert!(Status::read("SOLVED").is_err());
    }

    #[test]
    fn a_department_begins_solves_or_gives_back() {
        use State::{Forwarded, InProgress};

        assert_eq!(department(Status::InProgress, Forwarded, None), Some(vec![Verb::Start]));
        assert_eq!(department(Status::InProgress, Forwarded, Some(WORDS)), Some(vec![Verb::Start, Verb::Note]));
        assert_eq!(department(Status::InProgress, InProgress, Some(WORDS)), Some(vec![Verb::Note]));
        assert_eq!(department(Status::Investigating, Forwarded, Some(WORDS)), Some(vec![Verb::Note]));
        assert_eq!(department(Status::Fixed, InProgress, Some(WORDS)), Some(vec![Verb::Resolve]));
        for status in [Status::NoFurtherAction, Status::Closed, Status::Duplicate, Status::Cancelled] {
            assert_eq!(department(status, InProgress, Some(WORDS)), Some(vec![Verb::SendBack]), "{status:?}");
            assert_eq!(department(status, InProgress, None), None, "{status:?}");
        }
        assert_eq!(department(Status::Fixed, InProgress, None), None);
        assert_eq!(department(Status::Open, Forwarded, None), None);
        assert_eq!(department(Status::Reopen, State::Resolved, Some(WORDS)), None);
    }

    #[test]
    fn what_reaches_the_citizen_holds_no_personal_number() {
        assert_eq!(department(Status::Fixed, State::InProgress, Some("98123 45678 पर फ़ोन कीजिए")), None);
    }

    #[test]
    fn only_what_is_meant_confirms_or_reopens() {
        let tool = |status, state, words| of_tool(status, state, words).ok().map(|action| action.verb());

        assert_eq!(tool(Status::Fixed, State::Resolved, None), Some(Verb::Confirm));
        assert_eq!(tool(Status::Fixed, State::Resolved, Some(WORDS)), Some(Verb::Note));
        assert_eq!(tool(Status::Open, State::Resolved, Some(WORDS)), Some(Verb::Note));
        assert_eq!(tool(Status::Reopen, State::Resolved, Some(WORDS)), Some(Verb::Reopen));
        assert_eq!(tool(Status::Fixed, State::Forwarded, Some(WORDS)), Some(Verb::AddDetails));
        assert_eq!(tool(Status::Open, State::Forwarded, Some(WORDS)), Some(Verb::AddDetails));
        assert_eq!(tool(Status::Open, State::Forwarded, None), None);
    }

    #[test]
    fn what_a_citizen_adds_is_masked() {
        let added = of_tool(Status::Open, State::Forwarded, Some("मेरा नंबर 9812345678 है"));

        assert_eq!(added.unwrap(), Action::AddDetails { text: "मेरा नंबर XXXXXXXXXX है".to_owned() });
    }
}
