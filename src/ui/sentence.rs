//! A status as sentences: who has it, since when, by which date they must act,
//! what happens if they do not, and what the citizen can do now.

use domain::{
    life::{Kind, State},
    time::Timestamp,
    wire::TicketStatus,
};

use crate::text::{Text, Texts};

/// The sentences for a complaint as it stands at `now`, most important first.
pub fn sentences(texts: Texts, status: &TicketStatus, now: Timestamp) -> Vec<String> {
    let mut sentences = vec![who_has_it(texts, status)];
    if status.kind == Kind::Open {
        let due = texts.day_of(status.due_at);
        if now > status.due_at {
            sentences.push(texts.fill(Text::StatusOverdue, &[("due", &due)]));
        } else {
            sentences.push(texts.fill(Text::StatusDue, &[("due", &due)]));
            sentences.push(texts.get(Text::StatusDueElse).to_owned());
        }
    }
    sentences.extend(what_now(texts, status, now));
    sentences
}

fn who_has_it(texts: Texts, status: &TicketStatus) -> String {
    let text = match status.status {
        State::Received => Text::StatusIsReceived,
        State::UnderReview => Text::StatusIsUnderReview,
        State::NeedInfo => Text::StatusIsNeedInfo,
        State::Forwarded => Text::StatusIsForwarded,
        State::InProgress => Text::StatusIsInProgress,
        State::Reopened => Text::StatusIsReopened,
        State::Resolved => Text::StatusIsResolved,
        State::Closed if status.confirmed == Some(true) => Text::StatusIsClosedConfirmed,
        State::Closed => Text::StatusIsClosedUnconfirmed,
        State::NotTenable => Text::StatusIsNotTenable,
        State::Duplicate => Text::StatusIsDuplicate,
        State::Withdrawn => Text::StatusIsWithdrawn,
    };
    let department = status.department.map_or(texts.get(Text::StatusDepartmentHidden), |code| texts.department(code));
    let reason = status.reason.map_or("", |code| texts.reason(code));
    let since = texts.day_of(since(status));
    texts.fill(text, &[("since", &since), ("department", department), ("reason", reason)])
}

/// When the present state was entered.
fn since(status: &TicketStatus) -> Timestamp {
    let entered = status.events.iter().rev().find(|event| event.event == status.status.code());
    entered.map_or(status.updated_at, |event| event.at)
}

fn what_now(texts: Texts, status: &TicketStatus, now: Timestamp) -> Option<String> {
    let text = match (status.status, status.reopen_until) {
        (State::NeedInfo, _) => Text::StatusNowAnswer,
        (State::Resolved, _) => Text::StatusNowConfirm,
        (_, Some(until)) => {
            let text = if now <= until { Text::StatusNowReopen } else { Text::StatusNowFileAgain };
            return Some(texts.fill(text, &[("until", &texts.day_of(until))]));
        }
        _ if status.kind == Kind::Open => Text::StatusNowWait,
        _ => return None,
    };
    Some(texts.get(text).to_owned())
}

#[cfg(test)]
mod tests {
    use domain::{
        action::{Action, Actor, By},
        complaint::Channel,
        language::Language,
        reference::{Category, Department, District},
        standing::Standing,
        ticket::Ticket,
    };

    use super::*;
    use crate::text::pack;

    fn english() -> Texts {
        Texts::read(Language::En, pack(Language::En), "HR").unwrap()
    }

    /// A complaint of this category after these actions, one a day.
    fn status(category: &str, actions: &[(Action, Actor)]) -> TicketStatus {
        let category = Category::from_code(category).unwrap();
        let district = District::from_code("bhiwani").unwrap();
        let filed = Timestamp::parse("2026-11-01T06:00:00Z").unwrap();
        let (mut standing, first) = Standing::file(Ticket::from_chance(3), category, district, Channel::Portal, filed);
        let mut history = vec![first];
        for (action, by) in actions {
            let (next, event) = standing.apply(action, &By::unnamed(*by), standing.updated_at.plus_days(1)).unwrap();
            standing = next;
            history.push(event);
        }
        TicketStatus::public(&standing, &history, "HR")
    }

    fn forward() -> (Action, Actor) {
        let department = Department::from_code("FOOD").unwrap();
        (Action::Forward { department, note: None }, Actor::Tracker)
    }

    fn resolve() -> (Action, Actor) {
        (Action::Resolve { text: "ration given".to_owned() }, Actor::Officer)
    }

    #[test]
    fn a_forwarded_complaint_says_who_has_it_since_when_and_by_when() {
        let status = status("PDS_NOT_RECEIVED", &[forward()]);

        let said = sentences(english(), &status, status.updated_at).join(" ");

        assert!(said.contains("Food, Civil Supplies"), "{said}");
        assert!(said.contains("since 2 November 2026"), "{said}");
        assert!(said.contains("answered by 8 November 2026"), "{said}");
        assert!(said.contains("higher") || said.contains("nodal officer"), "{said}");
    }

    #[test]
    fn a_late_complaint_says_that_it_is_late() {
        let status = status("PDS_NOT_RECEIVED", &[forward()]);

        let said = sentences(english(), &status, status.due_at.plus_days(1)).join(" ");

        assert!(said.contains("It is late now"), "{said}");
    }

    #[test]
    fn a_sensitive_complaint_names_no_department() {
        let status = status("POLICE", &[forward()]);

        let said = sentences(english(), &status, status.updated_at).join(" ");

        assert!(said.contains("the department concerned"), "{said}");
        assert!(!said.contains("Food"), "{said}");
    }

    #[test]
    fn a_closed_complaint_says_until_when_it_may_be_reopened_and_when_that_is_over() {
        let status = status("PDS_NOT_RECEIVED", &[forward(), resolve(), (Action::Confirm, Actor::Citizen)]);
        let until = status.reopen_until.unwrap();
        let said = |now| sentences(english(), &status, now).join(" ");

        assert!(said(until).contains("you may reopen it until 4 December 2026"), "{}", said(until));
        assert!(said(until.plus_days(1)).contains("file a new complaint"));
    }
}
