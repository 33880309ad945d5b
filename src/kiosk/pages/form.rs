//! The form of one citizen: checked, kept, sent, and what came of it shown.

use std::time::Duration;

use browser::{api::Failure, arrival::focus_when_drawn, clock, compose::compose};
use domain::{
    complaint::check,
    masking,
    wire::{ComplaintForm, kiosk::Centre},
};
use leptos::{leptos_dom::helpers::set_timeout, prelude::*, task::spawn_local};
use markup::{Markup, view};
use ui::{
    kiosk::form::{Asking, FormPage},
    privacy_notice::NOTICE,
    text::Texts,
};

use crate::{
    api::{self, Says},
    fields, kept,
    sending::{Outcome, Sending},
    serving::{Serving, Shown},
    terminal::Terminal,
};

/// So long a citizen waits for the real number; then the provisional one is
/// given, and sending goes on.
const PATIENCE: Duration = Duration::from_secs(8);

/// `on_erase` ends the citizen's turn.
#[component]
pub fn FormOf(centre: Centre, on_erase: Callback<()>) -> Markup {
    let texts = Texts::here();
    let serving = Serving::here();
    let sender = Sender { texts, serving, sending: Sending::here(), terminal: Terminal::here() };
    let on_submit = Callback::new(move |()| sender.submit(centre.clone()));
    let on_mask = Callback::new(move |()| serving.typed.update(|form| form.text = masking::mask(&form.text)));
    let Serving { typed, problems, failed, busy, .. } = serving;
    let asking = Asking { typed, problems, failed, busy, on_submit, on_mask, on_erase };
    fields::rename();
    view! { <FormPage asking today=clock::today() /> }
}

/// What sending a form needs.
#[derive(Clone, Copy)]
struct Sender {
    texts: Texts,
    serving: Serving,
    sending: Sending,
    terminal: Terminal,
}

impl Sender {
    fn submit(self, centre: Centre) {
        let Self { texts, serving, .. } = self;
        if serving.busy.get_untracked() {
            return;
        }
        serving.failed.set(None);
        let form = finished(serving.typed.get_untracked(), texts);
        if let Err(wrong) = check(&form, clock::today(), compose) {
            return self.refuse(wrong);
        }
        serving.problems.set(Vec::new());
        serving.busy.set(true);
        spawn_local(async move {
            let key = serving.key.get_untracked();
            let words = json::write(&form);
            if kept::put(&centre.seal, &key, &words).await.is_ok() {
                self.send_kept(key, centre.code);
            } else {
                self.send_at_once(&form, &key).await;
            }
        });
    }

    fn refuse(self, wrong: Vec<domain::wire::FieldProblem>) {
        self.serving.busy.set(false);
        self.serving.problems.set(wrong);
        focus_when_drawn(".error-summary");
    }

    /// The one way; what becomes of it is told, and after a while the citizen is
    /// not kept waiting any longer.
    fn send_kept(self, key: String, code: String) {
        let turn = self.serving.turn.get_untracked();
        let told = Callback::new({
            let (key, code) = (key.clone(), code.clone());
            move |outcome| self.take(turn, outcome, &key, &code)
        });
        self.sending.watch(&key, told);
        self.sending.send();
        set_timeout(move || self.sending.give_up(&key), PATIENCE);
    }

    fn take(self, turn: u32, outcome: Outcome, key: &str, code: &str) {
        let is_there = move || self.serving.turn.get_untracked() == turn;
        match outcome {
            Outcome::Filed(receipt) if is_there() => self.show(Shown::Slip(receipt)),
            Outcome::Refused(problem) if is_there() && !problem.errors.is_empty() => {
                self.serving.key.set(browser::chance::random_uuid());
                self.refuse(problem.errors);
            }
            Outcome::Refused(problem) if is_there() => {
                self.serving.key.set(browser::chance::random_uuid());
                self.serving.busy.set(false);
                self.serving.failed.set(Some(self.texts.problem(&problem.key)));
            }
            Outcome::Waits if is_there() => {
                let (key, code) = (key.to_owned(), code.to_owned());
                spawn_local(async move {
                    let number = kept::name(&key, &code).await;
                    self.sending.look().await;
                    match number {
                        _ if !is_there() => {}
                        Ok(number) => self.show(Shown::Provisional(number, clock::now())),
                        // It is kept all the same; the list has it.
                        Err(_) => {
                            self.serving.busy.set(false);
                            self.serving.failed.set(Some(self.texts.problem("connection.lost")));
                        }
                    }
                });
            }
            // The citizen's turn is over; the list has it.
            _ => {}
        }
    }

    /// Where the browser keeps nothing: as the citizens' app does.
    async fn send_at_once(self, form: &ComplaintForm, key: &str) {
        let turn = self.serving.turn.get_untracked();
        let answer = self.terminal.heard(api::file(form, key).await);
        if self.serving.turn.get_untracked() != turn {
            return;
        }
        match answer {
            Ok(receipt) => self.show(Shown::Slip(Box::new(receipt))),
            Err(Failure::Refused(problem)) if !problem.errors.is_empty() => self.refuse(problem.errors),
            Err(failure) => {
                self.serving.busy.set(false);
                if api::says(&failure) != Says::Disabled {
                    self.serving.failed.set(Some(self.texts.problem(failure.key())));
                }
            }
        }
    }

    fn show(self, shown: Shown) {
        // What was typed is not needed any more.
        self.serving.typed.set(ComplaintForm::default());
        self.serving.busy.set(false);
        self.serving.shown.set(shown);
        focus_when_drawn("#print");
    }
}

/// As it is sent: what is empty is left out.
fn finished(typed: ComplaintForm, texts: Texts) -> ComplaintForm {
    let given = |words: Option<String>| words.filter(|words| !words.trim().is_empty());
    ComplaintForm {
        place: given(typed.place),
        name: given(typed.name),
        mobile: given(typed.mobile),
        language: texts.language().code().to_owned(),
        notice: NOTICE.to_owned(),
        ..typed
    }
}
