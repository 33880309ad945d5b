//! Sending the complaint: once, however often the button is tapped, and with
//! nothing lost when it fails.

use browser::{api::Failure, takeover::once_drawn};
use domain::{
    paths::page,
    wire::{ComplaintForm, Receipt},
};
use markup::prelude::*;
use ui::{pages::complain::step::Step, text::Texts};

use super::{Filling, receipt};
use crate::{api::complaints, phone};

/// The server has received this draft before, with other words.
const REUSED: &str = "idempotency.reused";

/// Where the sending stands.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    /// A request is under way.
    pub busy: RwSignal<bool>,
    /// Why the last one did not go through.
    pub failed: RwSignal<Option<&'static str>>,
}

impl Sending {
    pub(super) fn start() -> Self {
        Self { busy: RwSignal::new(false), failed: RwSignal::new(None) }
    }
}

impl Filling {
    /// Sends what stands in the draft, unless that is happening already.
    pub(super) fn send(self) {
        let texts = Texts::here();
        let draft = self.drafting.get();
        let problems = draft.problems();
        if !problems.is_empty() {
            return self.refuse(problems);
        }
        let form = draft.answers.complaint(texts.language().code());
        // The first one that may have arrived is the one that counts.
        self.drafting.change(|draft| {
            draft.sent.get_or_insert_with(|| form.clone());
        });
        self.file(texts, form);
    }

    fn file(self, texts: Texts, form: ComplaintForm) {
        if self.sending.busy.try_get_untracked().unwrap_or_default() {
            return;
        }
        self.sending.busy.set(true);
        self.sending.failed.set(None);
        let key = self.drafting.get().key;
        complaints::file(&form.clone(), &key.clone(), move |answer| match answer {
            Ok(receipt) => {
                self.sending.busy.set(false);
                self.finish(&key, &receipt);
            }
            Err(Failure::Lost) => self.keep(texts, form, key),
            Err(failure) => {
                self.sending.busy.set(false);
                self.recover(texts, failure);
            }
        });
    }

    fn finish(self, key: &str, receipt: &Receipt) {
        receipt::keep(receipt);
        phone::remember(key, receipt);
        self.drafting.erase();
        self.navigation.go_instead(&receipt::address());
    }

    /// There is no signal: the phone keeps it under the same key and sends it by
    /// itself. Where the phone keeps nothing, the draft stays.
    fn keep(self, texts: Texts, form: ComplaintForm, key: String) {
        complaints::keep(&form, &key, move |is_kept| {
            self.sending.busy.set(false);
            if is_kept {
                self.drafting.erase();
                self.navigation.go_instead(page::MINE);
            } else {
                self.recover(texts, Failure::Lost);
            }
        });
    }

    fn recover(self, texts: Texts, failure: Failure) {
        if let Failure::Refused(problem) = &failure {
            let sent = untrack(|| self.drafting.get().sent);
            self.drafting.change(|draft| draft.sent = None);
            if problem.key == REUSED {
                if let Some(sent) = sent {
                    // An answer was lost on the way, and the text changed since:
                    // the receipt of what has arrived is what the citizen needs.
                    return self.file(texts, sent);
                }
                // Nobody here knows what arrived: the next press files this as well.
                self.drafting.renew();
            }
            if let Some(first) = problem.errors.first() {
                return self.land(Step::of(&first.pointer), problem.errors.clone());
            }
        }
        self.sending.failed.set(Some(texts.problem(failure.key())));
    }

    /// Shows what the server found wrong at the step that asks for it.
    fn land(self, step: Step, problems: Vec<domain::wire::FieldProblem>) {
        if step != Step::Check {
            self.navigation.go(&step.address());
        }
        // After the step is drawn: it begins with nothing wrong.
        once_drawn(move || self.refuse(problems));
    }
}
