//! One step for many complaints, one after the other: each with its own version,
//! so that whoever was faster is told, and what failed stays selected.

use browser::{api::Failure, arrival::focus_when_drawn, clock, compose::compose, language::texts_of};
use domain::{
    language::Language,
    life::Verb,
    wire::desk::{DeskAction, DeskComplaint, QueueItem},
};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    desk::{
        action::{Writing, is_reply},
        bulk::{BulkBar, BulkForm, Choosing, Outcome, Turn, Turns, replies::Replies},
    },
    text::Pack,
};

use super::Listing;
use crate::api::{self, is_over};

/// The status of an answer to whoever was slower.
const PRECONDITION_FAILED: u16 = 412;

/// The many, and what is done to them.
#[derive(Clone, Copy)]
pub(super) struct Many {
    listing: Listing,
    chosen: RwSignal<Option<Verb>>,
    turns: RwSignal<Vec<Turn>>,
    replies: Replies,
    writing: Writing,
}

impl Many {
    pub(super) fn of(listing: Listing) -> Self {
        let languages = Memo::new(move |_| listing.selected.with(|selected| languages(selected)));
        let mut many = Self {
            listing,
            chosen: RwSignal::new(None),
            turns: RwSignal::new(Vec::new()),
            replies: Replies::to(languages.into()),
            writing: Writing::empty(),
        };
        whenever(move || languages.get().into_iter().for_each(|language| many.fetch(language)));
        let known = many;
        many.writing.on_send = Callback::new(move |()| known.send());
        many.writing.on_cancel = Callback::new(move |()| known.choose(None));
        many
    }

    /// Fetches the ready sentences of a language, once.
    fn fetch(self, language: Language) {
        texts_of(Pack::Desk, language, move |texts| {
            if let Some(texts) = texts {
                self.replies.know(texts);
            }
        });
    }

    fn choose(self, verb: Option<Verb>) {
        self.turns.set(Vec::new());
        self.writing.problems.set(Vec::new());
        self.chosen.set(verb);
        if verb.is_some() {
            focus_when_drawn(".action__title");
        }
    }

    fn send(self) {
        let Some(verb) = self.chosen.get_untracked() else { return };
        if self.writing.busy.get_untracked() {
            return;
        }
        let prefix = self.listing.texts.prefix();
        let wrong = self.replies.check(verb, self.writing, clock::today(), prefix, compose);
        if !wrong.is_empty() {
            self.writing.problems.set(wrong);
            return focus_when_drawn(".error-summary");
        }
        self.writing.problems.set(Vec::new());
        let turns = self.listing.selected.with_untracked(|selected| {
            let turn = |item: &QueueItem| Turn {
                ticket: item.ticket,
                display: item.display.clone(),
                outcome: Outcome::Waiting,
            };
            selected.iter().map(turn).collect()
        });
        self.turns.set(turns);
        self.writing.busy.set(true);
        let typed = self.writing.typed.get_untracked();
        self.take_turn(0, verb, DeskAction { action: verb.code().to_owned(), ..typed });
    }

    /// The next one, once the one before is answered.
    fn take_turn(self, place: usize, verb: Verb, action: DeskAction) {
        let item = self.listing.selected.with_untracked(|selected| selected.get(place).cloned());
        let Some(item) = item else { return self.finish() };
        let mut sent = action.clone();
        if is_reply(verb) {
            sent.text = Some(self.replies.said(item.language));
        }
        api::complaints::act(self.listing.session, item.ticket, item.version, &sent, move |answer| {
            let goes_on = !matches!(&answer, Err(failure) if stops(failure));
            let outcome = self.outcome(answer);
            self.turns.update(|turns| turns[place].outcome = outcome);
            if goes_on { self.take_turn(place + 1, verb, action) } else { self.finish() }
        });
    }

    fn outcome(self, answer: Result<DeskComplaint, Failure>) -> Outcome {
        match answer {
            Ok(_) => Outcome::Done,
            Err(failure) if is_over(&failure) => Outcome::Waiting,
            Err(failure) if failure.status() == Some(PRECONDITION_FAILED) => Outcome::Faster,
            Err(failure) => Outcome::Refused(self.listing.texts.problem(failure.key())),
        }
    }

    /// What is done is no longer selected; what is not waits for the next try.
    fn finish(self) {
        self.writing.busy.set(false);
        let turns = self.turns.get_untracked();
        let is_done = |ticket| turns.iter().any(|turn| turn.ticket == ticket && turn.outcome == Outcome::Done);
        self.listing.selected.update(|selected| selected.retain(|item| !is_done(item.ticket)));
        if self.listing.selected.with_untracked(Vec::is_empty) {
            self.writing.typed.set(DeskAction::default());
            self.replies.typed.update(|typed| typed.clear());
            self.chosen.set(None);
        }
        self.listing.look();
        focus_when_drawn(".bulk__turns");
    }
}

/// The languages that the citizens of these read, each once.
fn languages(selected: &[QueueItem]) -> Vec<Language> {
    let reads = |language: &Language| selected.iter().any(|item| item.language == *language);
    Language::ALL.into_iter().filter(reads).collect()
}

/// Nothing more is worth trying now: the line is down, or nobody is signed in.
fn stops(failure: &Failure) -> bool {
    matches!(failure, Failure::Lost) || is_over(failure)
}

/// The bar, the form of the chosen step, and what came of each.
#[component]
pub(super) fn Bulk(many: Many) -> Markup {
    let Listing { selected, .. } = many.listing;
    let count = Signal::derive(move || selected.with(Vec::len));
    let choosing = Choosing {
        on_choose: Callback::new(move |verb| many.choose(verb)),
        on_clear: Callback::new(move |()| selected.set(Vec::new())),
    };
    let form = move || {
        let verb = many.chosen.get()?;
        let unlike = selected.with(|selected| selected.windows(2).any(|two| two[0].category != two[1].category));
        Some(view! { <BulkForm verb replies=many.replies unlike writing=many.writing /> })
    };
    view! {
        <BulkBar count choosing />
        {changing(form)}
        <Turns turns=many.turns.into() />
    }
}
