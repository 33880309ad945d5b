//! What happened so far, with who and every word.

use domain::{action::Actor, language::Language, life::State, wire::desk::DeskEvent};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    desk::{code::Code, name},
    text::{Text, Texts},
};

/// The whole history, oldest first.
#[component]
pub fn History(events: Vec<DeskEvent>, language: Language) -> Markup {
    let texts = Texts::here();
    view! {
        <h2>{texts.get(Text::DeskComplaintHistory)}</h2>
        <Steps events language />
    }
}

/// Some of its lines.
#[component]
pub fn Steps(events: Vec<DeskEvent>, language: Language) -> Markup {
    let texts = Texts::here();
    let steps = events.into_iter().map(|event| {
        let who = event.staff.clone().map(|staff| view! { " · " <Code words=staff /> });
        let what = told(texts, &event);
        // Notes are in whatever language their writer speaks; only the browser's
        // reader needs to know, so the citizen's is the best guess.
        let words = event.text.map(|text| view! { <p class="timeline__words" lang=language.code()>{text}</p> });
        view! {
            <li class="timeline__step">
                <p class="timeline__what">{what}</p>
                {words}
                <p class="timeline__when">
                    <time datetime=event.at.to_string()>{texts.moment(event.at)}</time>
                    " · "
                    {texts.get(name::actor(event.by))}
                    {who}
                </p>
            </li>
        }
    });
    view! { <ol class="timeline">{steps.collect::<Markup>()}</ol> }
}

/// A line in words; one that is newer than this app in general ones.
pub fn told(texts: Texts, event: &DeskEvent) -> String {
    let text = match (State::from_code(&event.event), event.event.as_str()) {
        (Some(State::Received), _) => Text::DeskEventReceived,
        (Some(State::UnderReview), _) if event.from == Some(State::Duplicate) => Text::DeskEventUnmerged,
        (Some(State::UnderReview), _) if is_from_department(event) => Text::DeskEventSentBack,
        (Some(State::UnderReview), _) => Text::DeskEventUnderReview,
        (Some(State::NeedInfo), _) => Text::DeskEventNeedInfo,
        (Some(State::Forwarded), _) => Text::DeskEventForwarded,
        (Some(State::InProgress), _) => Text::DeskEventInProgress,
        (Some(State::Reopened), _) => Text::DeskEventReopened,
        (Some(State::Resolved), _) => Text::DeskEventResolved,
        (Some(State::Closed), _) => Text::DeskEventClosed,
        (Some(State::NotTenable), _) => Text::DeskEventNotTenable,
        (Some(State::Duplicate), _) if event.merged_into.is_some() => Text::DeskEventJoinedWith,
        (Some(State::Duplicate), _) => Text::DeskEventDuplicate,
        (Some(State::Withdrawn), _) => Text::DeskEventWithdrawn,
        (None, "interim_reply") => Text::DeskEventInterimReply,
        (None, "internal_note") => Text::DeskEventInternalNote,
        (None, "contact_revealed") => Text::DeskEventContactRevealed,
        (None, "details_added") => Text::DeskEventDetailsAdded,
        (None, "photo_added") => Text::DeskEventPhotoAdded,
        (None, "reminder") => Text::DeskEventReminder,
        (None, "escalated") => Text::DeskEventEscalated,
        (None, "erased") => Text::DeskEventErased,
        (None, _) => Text::DeskEventOther,
    };
    let department = event.department.map_or("", |department| texts.department(department));
    let reason = event.reason.map_or("", |reason| texts.reason(reason));
    let due = event.due.map_or(String::new(), |due| texts.day_of(due));
    let level = event.level.map_or(String::new(), |level| level.to_string());
    let other = event.merged_into.map_or(String::new(), |other| other.display(texts.prefix()));
    let values = [("department", department), ("reason", reason), ("due", &due), ("level", &level), ("ticket", &other)];
    texts.fill(text, &values)
}

fn is_from_department(event: &DeskEvent) -> bool {
    event.by != Actor::Citizen && matches!(event.from, Some(State::Forwarded | State::InProgress))
}

/// Who did it and what, in one line: for whoever was slower.
pub fn in_one_line(texts: Texts, event: &DeskEvent) -> String {
    let who = match &event.staff {
        Some(staff) => [staff, " (", texts.get(name::actor(event.by)), ")"].concat(),
        None => texts.get(name::actor(event.by)).to_owned(),
    };
    [&who, ": ", &told(texts, event)].concat()
}

#[cfg(test)]
mod tests {
    use domain::{
        action::{Action, Actor, By},
        complaint::Channel,
        event::Event,
        reference::{Category, Department, District},
        standing::Standing,
        ticket::Ticket,
        time::Timestamp,
    };

    use super::*;
    use crate::text::pack;

    fn event(event: &Event) -> DeskEvent {
        DeskEvent {
            version: event.version,
            at: event.at,
            event: event.kind.code().to_owned(),
            by: event.by,
            staff: (event.by == Actor::Officer).then(|| "suman".to_owned()),
            from: event.from,
            to: event.to,
            department: event.department,
            reason: event.reason,
            due: event.due,
            level: event.level,
            merged_into: event.merged_into,
            text: event.text.clone(),
        }
    }

    #[test]
    fn a_history_is_told_with_who_did_what() {
        let texts = Texts::read(Language::En, pack(Language::En), "HR").unwrap();
        let (category, district) =
            (Category::from_code("PDS_NOT_RECEIVED").unwrap(), District::from_code("bhiwani").unwrap());
        let filed = Timestamp::parse("2026-11-01T06:00:00Z").unwrap();
        let (mut standing, first) = Standing::file(Ticket::from_chance(3), category, district, Channel::Portal, filed);
        let department = Department::from_code("FOOD").unwrap();
        let actions = [
            (Action::Take, Actor::Tracker),
            (Action::Forward { department, note: None }, Actor::Tracker),
            (Action::SendBack { note: "not ours".to_owned() }, Actor::Officer),
            (Action::Duplicate { of: Ticket::from_number(21_482_736_900).unwrap() }, Actor::Tracker),
        ];

        let mut said = vec![in_one_line(texts, &event(&first))];
        for (action, by) in actions {
            let (next, done) = standing.apply(&action, &By { actor: by, staff: None }, filed).unwrap();
            standing = next;
            said.push(in_one_line(texts, &event(&done)));
        }

        assert_eq!(said[0], "Citizen: Filed");
        assert_eq!(said[1], "Tracker: The team began to check it");
        assert!(said[2].starts_with("Tracker: Sent to: Food"), "{}", said[2]);
        assert_eq!(said[3], "suman (Officer): Sent back to the team");
        assert_eq!(said[4], "Tracker: Joined with HR 214-8273-6900");
    }
}
