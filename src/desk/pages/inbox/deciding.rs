//! What is typed about a message, sent when someone presses a key, and what comes of
//! it. The next message follows at once; what was typed about one stays with it.

use std::collections::BTreeMap;

use browser::{
    api::Failure,
    arrival::{focus_by_id, focus_when_drawn},
    clock,
};
use domain::{
    screening::Screening,
    wire::{
        FieldProblem,
        desk::{InboxAction, InboxItem, InboxOutcome},
    },
};
use markup::prelude::*;
use markup::whenever;
use ui::{
    desk::inbox::{
        deciding::{Asking, Deciding},
        filing::preselected,
        line::Fate,
    },
    problems::Problems,
    text::Text,
};

use super::{decided::Decided, sorting::Sorting};
use crate::api::{self, is_over};

/// The keys of answers to whoever was slower.
const SLOWER: [&str; 2] = ["message.decided", "message.unknown"];

/// A decision that is being chosen, worded and sent.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    sorting: Sorting,
    decided: Decided,
    typed: RwSignal<InboxAction>,
    /// What was typed about messages that were left.
    drafts: StoredValue<BTreeMap<String, InboxAction>>,
    /// The message about which it is typed.
    about: StoredValue<Option<String>>,
    is_changing: RwSignal<bool>,
    asking: RwSignal<Asking>,
    number: RwSignal<String>,
    problems: RwSignal<Vec<FieldProblem>>,
    failed: RwSignal<Option<&'static str>>,
    busy: RwSignal<bool>,
}

impl Acting {
    /// Nothing chosen.
    pub(super) fn start(sorting: Sorting, decided: Decided) -> Self {
        let acting = Self {
            sorting,
            decided,
            typed: RwSignal::new(InboxAction::default()),
            drafts: StoredValue::new(BTreeMap::new()),
            about: StoredValue::new(None),
            is_changing: RwSignal::new(false),
            asking: RwSignal::new(Asking::Nothing),
            number: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        whenever(move || acting.turn_to(sorting.item.get()));
        acting
    }

    /// Another message is looked at.
    fn turn_to(self, item: Option<InboxItem>) {
        if self.about.with_value(|about| about.as_ref() == item.as_ref().map(|item| &item.id)) {
            return;
        }
        if let Some(left) = self.about.get_value() {
            let typed = self.typed.get_untracked();
            self.drafts.update_value(|drafts| {
                drafts.insert(left, typed);
            });
        }
        self.about.set_value(item.as_ref().map(|item| item.id.clone()));
        let Some(item) = item else { return };
        let draft = self.drafts.with_value(|drafts| drafts.get(&item.id).cloned());
        let typed = draft.unwrap_or_else(|| preselected(&item, clock::today()));
        self.is_changing.set(typed.place.is_some() || typed.text.as_ref() != Some(&item.text));
        self.typed.set(typed);
        self.ask(Asking::Nothing);
    }

    pub(super) fn deciding(self) -> Deciding {
        let ticket = Memo::new(move |_| self.sorting.item.with(|item| item.as_ref().and_then(|item| item.ticket)));
        Deciding {
            typed: self.typed,
            is_changing: self.is_changing.into(),
            asking: self.asking.into(),
            number: self.number,
            ticket: ticket.into(),
            problems: Problems::new(self.problems),
            failed: self.failed.into(),
            busy: self.busy.into(),
            on_file: Callback::new(move |()| self.file()),
            on_change: Callback::new(move |()| {
                self.is_changing.set(true);
                focus_when_drawn("#text");
            }),
            on_ask: Callback::new(move |asked| self.choose(asked)),
            on_screen: Callback::new(move |reason| self.screen(reason)),
            on_attach: Callback::new(move |()| {
                let number = self.number.get_untracked();
                self.attach((!number.trim().is_empty()).then_some(number));
            }),
        }
    }

    fn ask(self, asked: Asking) {
        self.asking.set(asked);
        self.number.set(String::new());
        self.problems.set(Vec::new());
        self.failed.set(None);
    }

    fn choose(self, asked: Asking) {
        self.ask(asked);
        focus_when_drawn(match asked {
            Asking::Nothing => ".message__author",
            Asking::Reason => ".inbox__why",
            Asking::Number => "#ticket",
        });
    }

    fn file(self) {
        let Some(item) = self.sorting.item.get_untracked() else { return };
        let typed = self.typed.get_untracked();
        let missing = [("category", &typed.category), ("district", &typed.district)];
        let missing = missing.into_iter().filter(|(_, typed)| typed.is_none());
        let wrong: Vec<_> =
            missing.map(|(name, _)| FieldProblem::new(&["/", name].concat(), &[name, ".missing"].concat())).collect();
        if !wrong.is_empty() {
            return self.refuse(wrong);
        }
        let text = typed.text.clone().filter(|text| *text != item.text);
        let place = typed.place.clone().filter(|place| !place.trim().is_empty());
        // Words that were taken away are missing, and not those of the message.
        let text = if typed.text.is_none() { Some(String::new()) } else { text };
        self.send(item, InboxAction { text, place, ..typed });
    }

    fn screen(self, reason: Screening) {
        let Some(item) = self.sorting.item.get_untracked() else { return };
        let reason = Some(reason.code().to_owned());
        self.send(item, InboxAction { action: "screen".to_owned(), reason, ..Default::default() });
    }

    /// To this complaint, or to that of its thread.
    pub(super) fn attach(self, ticket: Option<String>) {
        let Some(item) = self.sorting.item.get_untracked() else { return };
        self.send(item, InboxAction { action: "attach".to_owned(), ticket, ..Default::default() });
    }

    fn send(self, item: InboxItem, action: InboxAction) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problems.set(Vec::new());
        self.failed.set(None);
        api::inbox::act(self.sorting.session, &item.id.clone(), &action, move |answer| {
            if self.is_left() {
                return self.sorting.incoming.look();
            }
            self.busy.set(false);
            match answer {
                Ok(outcome) => self.finish(item, outcome),
                Err(Failure::Refused(problem)) if SLOWER.contains(&problem.key.as_str()) => {
                    let told = self.sorting.texts.problem(&problem.key).to_owned();
                    self.decided.put(&item.id, Fate::Gone, told);
                    self.go_on();
                }
                Err(Failure::Refused(problem)) if !problem.errors.is_empty() => self.refuse(problem.errors),
                Err(failure) if is_over(&failure) => {}
                Err(failure) => self.failed.set(Some(self.sorting.texts.problem(failure.key()))),
            }
        });
    }

    /// The page is gone, and with it everything that could be told.
    fn is_left(self) -> bool {
        self.about.try_with_value(|_| ()).is_none()
    }

    fn finish(self, item: InboxItem, outcome: InboxOutcome) {
        let fate = Fate::Decided(outcome);
        let told = fate.told(self.sorting.texts);
        self.decided.put(&item.id, fate, told);
        self.sorting.incoming.shift(-1);
        self.go_on();
        // What else waits in its thread is a message of its own from now on.
        if !item.thread.is_empty() {
            self.sorting.incoming.look();
        }
    }

    fn go_on(self) {
        self.sorting.go_on(|id| self.decided.is_over(id));
    }

    /// Tells what is wrong, at the first field that is.
    fn refuse(self, wrong: Vec<FieldProblem>) {
        let first = wrong.first().map(|problem| problem.pointer.trim_start_matches('/').to_owned());
        match first.as_deref() {
            Some("text" | "place") => self.is_changing.set(true),
            Some("ticket") => self.asking.set(Asking::Number),
            _ => {}
        }
        self.problems.set(wrong);
        if let Some(first) = first {
            focus_by_id(first);
        }
    }

    /// Takes back what was decided last.
    pub(super) fn undo(self) {
        let Some(id) = self.decided.take_last() else { return };
        let action = InboxAction { action: "undo".to_owned(), ..Default::default() };
        let Sorting { session, texts, incoming, .. } = self.sorting;
        api::inbox::act(session, &id.clone(), &action, move |answer| match answer {
            _ if self.is_left() => incoming.look(),
            Ok(_) => {
                self.decided.restore(&id, texts.get(Text::DeskInboxUndone).to_owned());
                incoming.shift(1);
                self.sorting.bring_back(id);
            }
            Err(failure) => self.decided.tell(texts.problem(failure.key()).to_owned()),
        });
    }
}
