//! Asks for a ticket number; a mistype is told here, without asking the server.

use browser::{address::Navigation, arrival::focus_when_drawn, takeover::said};
use domain::{paths::page, ticket::Ticket};
use markup::prelude::*;
use markup::{Markup, view};
use ui::{pages::status::StatusPage, text::Texts};

/// `typed` is what stands in the field at first, with `problem` beside it.
#[component]
pub fn Status(#[prop(optional)] typed: String, #[prop(optional)] problem: Option<&'static str>) -> Markup {
    let texts = Texts::here();
    let navigation = Navigation::here();
    let value = RwSignal::new(typed);
    let error = RwSignal::new(problem.or_else(|| said("#ticket-error")));
    let on_submit = Callback::new(move |()| match Ticket::parse(&value.get_untracked(), texts.prefix()) {
        Ok(ticket) => navigation.go(&[page::TICKET, "/", &ticket.to_string()].concat()),
        Err(problem) => {
            error.set(Some(texts.problem(problem.key())));
            focus_when_drawn("#ticket");
        }
    });
    let on_input = Callback::new(move |typed| value.set(typed));
    view! { <StatusPage error=error.into() value=value.into() on_input on_submit /> }
}
