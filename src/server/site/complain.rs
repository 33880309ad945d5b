//! The form, without the app: each step is sent here with all answers so far, and
//! answered by the next one. Nothing is kept until all of it is sent.

use axum::response::Response;
use domain::{
    masking::mask,
    paths,
    standing::Refusal,
    wire::{ComplaintForm, FieldProblem, Receipt},
};
use markup::prelude::*;
use markup::{Markup, view};
use ui::{
    language_switch::Answering,
    page::Page,
    pages::{
        complain::{
            answers::Answers,
            page::{Sent, StepPage},
            step::Step,
        },
        receipt::ReceiptPage,
    },
    problems::Problems,
    text::{Text, Texts},
};

use super::visit::{Answer, Visit};
use crate::{
    api::complaints::{compose, file_with_photos},
    failure::Failure,
    form::FormBody,
    idempotency::IdempotencyKey,
    limits::Kind,
};

/// A step with what has been answered.
struct Filling {
    step: Step,
    answers: Answers,
    /// Goes along from the first answer, so that all is filed once.
    key: String,
    problems: Vec<FieldProblem>,
    /// Why it could not be sent.
    failed: Option<&'static str>,
}

/// The step of the address. Those that need earlier answers are the app's: only it
/// can have kept any. In a frame there is no app.
pub async fn show(visit: Visit) -> Response {
    let asked = visit.parameter("step").filter(|_| !visit.is_framed());
    let step = Step::from_code(&asked.unwrap_or_default());
    if step.needs_earlier_answers() {
        return visit.draw(Answer::of(Page::Complain), || view! { <Later /> });
    }
    let filling = Filling { step, answers: Answers::default(), key: String::new(), problems: Vec::new(), failed: None };
    draw(&visit, Answer::of(Page::Complain), filling)
}

/// Waits for the app, and leads to the first step if it does not come.
#[component]
fn Later() -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::ComplainTitle)}</h1>
        <p>{texts.get(Text::LoadingLine)}</p>
        <p><a href=paths::page::COMPLAIN>{texts.get(Text::ServerTroubleFirst)}</a></p>
    }
}

/// Takes the answers of a step; without a step's name, of all. The next step, the
/// receipt, or what is wrong.
pub async fn fill(visit: Visit, body: Result<FormBody, Failure>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(failure) => return visit.trouble(&failure),
    };
    let mut filling = read(&visit, &body);
    let answer = Answer::of(Page::Complain).kept_nowhere();
    // Another site may hand over words, as an app that shares some does, and no more.
    if is_shared(&body) || visit.is_from_another_site() {
        filling.step = Step::Group;
        // No complaint of its own yet: the app adds the words to the one begun.
        filling.key.clear();
        return draw(&visit, answer, filling);
    }
    if let Some(step) = body.get("go") {
        filling.step = Step::from_number(step);
        return draw(&visit, answer, filling);
    }
    if body.get("mask").is_some() {
        filling.answers.set("text", mask(filling.answers.get("text")));
        return draw(&visit, answer, filling);
    }
    if filling.step == Step::Check {
        return send(&visit, filling, &body).await;
    }
    filling.problems = filling.answers.problems_of(filling.step, visit.today(), compose);
    match filling.step.next() {
        Some(next) if filling.problems.is_empty() => draw(&visit, answer, Filling { step: next, ..filling }),
        _ => draw(&visit, answer.refused(), filling),
    }
}

/// Words that another app shares into the form (the manifest's share target): the
/// questions begin, and the words stand where they are asked for.
fn is_shared(body: &FormBody) -> bool {
    ["step", "go", "mask", "category", "district"].iter().all(|name| body.get(name).is_none())
}

fn read(visit: &Visit, body: &FormBody) -> Filling {
    let mut answers = Answers::default();
    for name in Answers::NAMES {
        if let Some(typed) = body.get(name) {
            answers.set(name, typed.to_owned());
        }
    }
    Filling {
        step: body.get("step").map_or(Step::Check, Step::from_number),
        answers,
        key: IdempotencyKey::of_form(body.get("key"), &*visit.office.chance).written(),
        problems: Vec::new(),
        failed: None,
    }
}

async fn send(visit: &Visit, mut filling: Filling, body: &FormBody) -> Response {
    let problems = filling.answers.problems(visit.today(), compose);
    if let Some(first) = problems.first() {
        filling.step = Step::of(&first.pointer);
        filling.problems = filling.answers.problems_of(filling.step, visit.today(), compose);
        return draw(visit, Answer::of(Page::Complain).kept_nowhere().refused(), filling);
    }
    let chance = &*visit.office.chance;
    let key = IdempotencyKey::of_form(Some(&filling.key), chance);
    let form = filling.answers.complaint(visit.language().code());
    match file(visit, &key, &form, body).await {
        Ok(receipt) => {
            let answer = Answer::of(Page::Complain).kept_nowhere().answering(Answering::Receipt).given(&receipt);
            let nothing = Callback::new(|()| ());
            let key = filling.key;
            visit.draw(answer, move || {
                view! {
                    <ReceiptPage receipt copied=Signal::stored(false) on_print=nothing on_copy=nothing />
                    // For the app that takes over: which draft it was.
                    <input type="hidden" name="receipt_key" value=key />
                }
            })
        }
        Err(failure) => {
            if matches!(failure, Failure::KeyReused) {
                // Sent before with other words: the next press files these as well.
                filling.key = IdempotencyKey::of_form(None, chance).written();
            }
            if matches!(failure, Failure::PhotoUnfit(_) | Failure::Refused(Refusal::TooManyPhotos)) {
                let (_, _, key) = failure.told();
                filling.problems = vec![FieldProblem::new("/photo", key)];
            }
            filling.failed = Some(visit.sentence(&failure));
            draw(visit, Answer::of(Page::Complain).kept_nowhere().failed(&failure), filling)
        }
    }
}

async fn file(visit: &Visit, key: &IdempotencyKey, form: &ComplaintForm, body: &FormBody) -> Result<Receipt, Failure> {
    let photos = body.photos()?;
    visit.office.limits.check(Kind::Submission, visit.now())?;
    // Photos cost seconds of a core, also those that turn out to be none.
    visit.office.limits.count(Kind::Submission, visit.now());
    file_with_photos(&visit.office, key, form, photos, visit.channel()).await
}

fn draw(visit: &Visit, answer: Answer, filling: Filling) -> Response {
    let Filling { step, answers, key, problems, failed } = filling;
    // Without a group there is nothing to choose from.
    let step = if step == Step::Category && answers.group().is_none() { Step::Group } else { step };
    let today = visit.today();
    // A form that was sent has a key, also where nothing was typed.
    let is_answer = !key.is_empty() || !answers.get("text").is_empty();
    let answer = if is_answer { answer.answering(Answering::Step(step.number().to_string())) } else { answer };
    visit.draw(answer, move || {
        view! {
            <StepPage
                step
                today
                answers=Signal::stored(answers)
                key
                problems=Problems::new(Signal::stored(problems))
                sent=Sent { busy: Signal::stored(false), failed: Signal::stored(failed) }
                on_answer=Callback::new(|_| ())
                on_submit=Callback::new(|()| ())
            />
        }
    })
}
