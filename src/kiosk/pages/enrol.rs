//! Typing the code that makes this a terminal.

use browser::{api::Failure, arrival::focus_when_drawn};
use domain::{enrolment::EnrolmentCode, wire::FieldProblem};
use leptos::task::spawn_local;
use markup::prelude::*;
use markup::{Markup, view};
use ui::{
    kiosk::enrol::{EnrolPage, Enrolling},
    text::Texts,
};

use crate::{api, fields, terminal::Terminal};

/// `is_disabled` where it was one.
#[component]
pub fn Enrol(is_disabled: bool) -> Markup {
    let texts = Texts::here();
    let terminal = Terminal::here();
    let code = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::new());
    let failed = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let refuse = move |wrong| {
        problems.set(wrong);
        focus_when_drawn(".error-summary");
    };
    let on_submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let typed = code.get_untracked();
        if EnrolmentCode::parse(&typed).is_none() {
            return refuse(vec![FieldProblem::new("/code", "code.shape")]);
        }
        problems.set(Vec::new());
        busy.set(true);
        spawn_local(async move {
            let answer = api::enrol(&typed).await;
            busy.set(false);
            match answer {
                Ok(()) => terminal.look(),
                Err(Failure::Refused(problem)) if !problem.errors.is_empty() => refuse(problem.errors),
                Err(failure) => failed.set(Some(texts.problem(failure.key()))),
            }
        });
    });
    fields::rename();
    let enrolling = Enrolling { code, problems, failed, busy, on_submit };
    view! { <EnrolPage enrolling is_disabled /> }
}
