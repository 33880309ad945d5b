//! What the citizen does with the complaint: sent once, with nothing lost when
//! it fails.

use browser::{
    api::Failure,
    arrival::focus_when_drawn,
    chance::random_uuid,
    compose::compose,
    takeover::{carried, said},
};
use domain::{complaint::check_text, life::Verb, masking, wire::ActionRequest};
use markup::prelude::*;
use ui::pages::ticket::private::{Acting, Doing};

use super::Looking;
use crate::api::tickets;

/// An action that is being chosen, worded and sent.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    looking: Looking,
    chosen: RwSignal<Option<Verb>>,
    text: RwSignal<String>,
    error: RwSignal<Option<&'static str>>,
    done: RwSignal<Option<Verb>>,
    /// The Idempotency-Key of the action under way, kept until it is answered:
    /// trying again after a lost answer does nothing twice.
    request: RwSignal<Option<String>>,
}

impl Acts {
    pub(super) fn of(looking: Looking) -> Self {
        Self {
            looking,
            chosen: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            error: RwSignal::new(None),
            done: RwSignal::new(None),
            request: RwSignal::new(None),
        }
    }

    /// Takes up what was chosen, typed and done on a page without the app.
    pub(super) fn take_over(self) {
        let verb = |name| carried(name).and_then(|code| Verb::of_citizen(&code));
        self.chosen.set(verb("chosen"));
        self.done.set(verb("done"));
        self.text.set(carried("text").unwrap_or_default());
        self.error.set(said(".private .field__error"));
    }

    pub(super) fn doing(self) -> Doing {
        Doing { chosen: self.chosen.into(), text: self.text.into(), error: self.error.into(), done: self.done.into() }
    }

    pub(super) fn acting(self) -> Acting {
        Acting {
            on_choose: Callback::new(move |verb| self.choose(verb)),
            on_input: Callback::new(move |typed| self.type_in(typed)),
            on_mask: Callback::new(move |()| self.type_in(masking::mask(&self.text.get_untracked()))),
            on_send: Callback::new(move |verb| self.send(verb)),
        }
    }

    fn choose(self, verb: Option<Verb>) {
        self.error.set(None);
        self.done.set(None);
        self.request.set(None);
        self.chosen.set(verb);
        if verb.is_some() {
            focus_when_drawn("#text, .notice--warning button");
        }
    }

    fn type_in(self, text: String) {
        // Other words are another request.
        self.request.set(None);
        self.text.set(text);
    }

    fn send(self, verb: Verb) {
        let (Some(action), Some(key)) = (verb.citizens_code(), self.looking.key.get_untracked()) else { return };
        if self.looking.busy.get_untracked() {
            return;
        }
        let text = matches!(verb, Verb::Reopen | Verb::AddDetails).then(|| self.text.get_untracked());
        if let Some(Err(problem)) = text.as_deref().map(|text| check_text(text, compose)) {
            return self.refuse(self.looking.texts.problem(problem));
        }
        let request = self.request.get_untracked().unwrap_or_else(random_uuid);
        self.request.set(Some(request.clone()));
        self.looking.busy.set(true);
        self.error.set(None);
        let asked = ActionRequest { action: action.to_owned(), text };
        tickets::act(self.looking.ticket, &key, &asked, &request, move |answer| {
            self.looking.busy.set(false);
            match answer {
                Ok(details) => {
                    self.choose(None);
                    self.text.set(String::new());
                    self.done.set(Some(verb));
                    self.looking.show(details);
                    focus_when_drawn(".private");
                }
                Err(failure) => self.recover(&failure),
            }
        });
    }

    fn recover(self, failure: &Failure) {
        if let Failure::Refused(problem) = failure {
            self.request.set(None);
            if let Some(first) = problem.errors.first() {
                return self.refuse(self.looking.texts.problem(&first.key));
            }
        }
        self.refuse(self.looking.sentence(failure));
    }

    fn refuse(self, sentence: &'static str) {
        self.error.set(Some(sentence));
        focus_when_drawn("#text");
    }
}
