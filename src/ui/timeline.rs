//! The dated steps of a complaint, oldest first.

use domain::{life::State, wire::PublicEvent};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// What happened so far.
#[component]
pub fn Timeline(events: Vec<PublicEvent>) -> Markup {
    let texts = Texts::here();
    let steps = events.into_iter().map(|event| {
        view! {
            <li class="timeline__step">
                <p class="timeline__what">{told(texts, &event)}</p>
                <p class="timeline__when">
                    <time datetime=event.at.to_string()>{texts.moment(event.at)}</time>
                </p>
            </li>
        }
    });
    view! { <ol class="timeline">{steps.collect::<Markup>()}</ol> }
}

/// A step in words; one that is newer than this app in general ones.
fn told(texts: Texts, event: &PublicEvent) -> String {
    if let Some(department) = event.department {
        return texts.fill(Text::StatusStepToDepartment, &[("department", texts.department(department))]);
    }
    if let Some(state) = State::from_code(&event.event) {
        return texts.state(state).to_owned();
    }
    match event.event.as_str() {
        "interim_reply" => {
            let due = event.due.map_or(String::new(), |due| texts.day_of(due));
            texts.fill(Text::StatusStepInterimReply, &[("due", &due)])
        }
        "details_added" => texts.get(Text::StatusStepDetailsAdded).to_owned(),
        "photo_added" => texts.get(Text::StatusStepPhotoAdded).to_owned(),
        "reminder" => texts.get(Text::StatusStepReminder).to_owned(),
        "escalated" => texts.get(Text::StatusStepEscalated).to_owned(),
        _ => texts.get(Text::StatusStepOther).to_owned(),
    }
}
