//! Asking for a ticket number, without the app.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::paths::page;
use markup::prelude::*;
use markup::view;
use ui::{page::Page, pages::status::StatusPage};

use super::visit::{Answer, Visit};
use crate::{failure::Failure, form::FormBody};

/// The empty form.
pub async fn show(visit: Visit) -> Response {
    form(&visit, Answer::of(Page::Status), String::new(), None)
}

/// Leads to the ticket, or says what is wrong with its number.
pub async fn find(visit: Visit, body: Result<FormBody, Failure>) -> Response {
    let typed = match &body {
        Ok(body) => body.get("ticket").unwrap_or_default(),
        Err(failure) => return visit.trouble(failure),
    };
    match visit.office.ticket(typed) {
        Ok(ticket) => Redirect::to(&visit.way_to(&format!("{}/{ticket}", page::TICKET))).into_response(),
        Err(problem) => form(
            &visit,
            Answer::of(Page::Status).refused(),
            typed.to_owned(),
            Some(visit.texts().problem(problem.key())),
        ),
    }
}

/// The form with what was typed, and what is wrong with it.
pub fn form(visit: &Visit, answer: Answer, typed: String, error: Option<&'static str>) -> Response {
    visit.draw(answer, move || {
        view! {
            <StatusPage
                error=Signal::stored(error)
                value=Signal::stored(typed)
                on_input=Callback::new(|_| ())
                on_submit=Callback::new(|()| ())
            />
        }
    })
}
