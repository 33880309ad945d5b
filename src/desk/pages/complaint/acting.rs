//! What is done to a complaint: chosen, worded, sent once. Whoever is slower is
//! told who changed what meanwhile, and keeps what they wrote.

use browser::{
    api::Failure,
    arrival::{focus_by_id, focus_when_drawn},
    clock,
    compose::compose,
    language::texts_of,
};
use domain::{
    life::Verb,
    staff::Role,
    wire::desk::{DeskAction, DeskComplaint, DeskEvent},
};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    desk::{
        action::{
            Writing, asks, check,
            form::{ActionForm, Reply},
            offers::{Offers, verb_id},
            reply,
            template::templates,
        },
        complaint::{
            done,
            history::{Steps, in_one_line},
        },
    },
    notice::{Notice, Weight},
    text::{Pack, Text},
};

use super::Looking;
use crate::{
    api::{self, is_over},
    draft,
};

/// The status of an answer to whoever was slower.
const PRECONDITION_FAILED: u16 = 412;

/// What was changed by others between reading and sending.
#[derive(Clone)]
struct Conflict {
    events: Vec<DeskEvent>,
    /// Why the step is not possible any more, if it is not.
    over: Option<String>,
}

/// A step that is being chosen, worded and sent.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    looking: Looking,
    chosen: RwSignal<Option<Verb>>,
    /// Ready sentences for it, in the citizen's language.
    sentences: RwSignal<Vec<&'static str>>,
    writing: Writing,
    conflict: RwSignal<Option<Conflict>>,
    done: RwSignal<Option<Verb>>,
    /// The version that the person has read.
    read: RwSignal<u32>,
    /// What was kept in this window was taken up.
    taken_up: RwSignal<bool>,
}

impl Acting {
    pub(super) fn of(looking: Looking) -> Self {
        let mut acting = Self {
            looking,
            chosen: RwSignal::new(None),
            sentences: RwSignal::new(Vec::new()),
            writing: Writing::empty(),
            conflict: RwSignal::new(None),
            done: RwSignal::new(None),
            read: RwSignal::new(0),
            taken_up: RwSignal::new(false),
        };
        let known = acting;
        acting.writing.on_send = Callback::new(move |()| known.send());
        acting.writing.on_cancel = Callback::new(move |()| known.choose(None));
        whenever(move || acting.keep());
        acting
    }

    /// Keeps what is typed, while something is chosen.
    fn keep(self) {
        let typed = self.writing.typed.get();
        if let Some(verb) = self.chosen.get_untracked() {
            draft::keep(self.looking.ticket, &DeskAction { action: verb.code().to_owned(), ..typed });
        }
    }

    /// The complaint has come; what was being written about it is taken up.
    pub(super) fn take_up(self, complaint: &DeskComplaint) {
        if self.conflict.with_untracked(Option::is_none) {
            self.read.set(complaint.version);
        }
        if self.taken_up.get_untracked() {
            return;
        }
        self.taken_up.set(true);
        let Some(kept) = draft::read(self.looking.ticket) else { return };
        if let Some(verb) = Verb::from_code(&kept.action)
            && can(complaint, verb)
        {
            self.writing.typed.set(kept);
            self.open(verb, complaint);
        }
    }

    /// Chooses a step, or gives it up.
    pub(super) fn choose(self, verb: Option<Verb>) {
        self.conflict.set(None);
        self.writing.problems.set(Vec::new());
        self.writing.failed.set(None);
        let Some(complaint) = self.looking.complaint.there() else { return };
        let Some(verb) = verb else { return self.give_up() };
        self.done.set(None);
        let is_supervisor = self.looking.session.who().role == Role::Supervisor;
        if asks(verb).is_empty() || (verb == Verb::RevealContact && is_supervisor) {
            return self.act(verb, DeskAction::default());
        }
        if self.chosen.get_untracked() != Some(verb) {
            self.writing.typed.set(DeskAction::default());
        }
        self.open(verb, &complaint);
        focus_when_drawn(".action__title");
    }

    /// Forwards to the department of a hint, once it is sent.
    pub(super) fn forward_to(self, code: String) {
        self.choose(Some(Verb::Forward));
        self.writing.typed.update(|typed| typed.department = Some(code));
    }

    /// Opens the form, with sentences in the citizen's language.
    fn open(self, verb: Verb, complaint: &DeskComplaint) {
        let language = complaint.language;
        self.sentences.set(Vec::new());
        self.chosen.set(Some(verb));
        texts_of(Pack::Desk, language, move |texts| {
            if let Some(texts) = texts
                && self.chosen.get_untracked() == Some(verb)
            {
                self.sentences.set(templates(texts, verb));
            }
        });
    }

    fn give_up(self) {
        let given_up = self.chosen.get_untracked();
        self.forget();
        if let Some(verb) = given_up {
            focus_by_id(verb_id(verb).to_owned());
        }
    }

    /// Nothing is being written any more.
    fn forget(self) {
        self.chosen.set(None);
        self.writing.typed.set(DeskAction::default());
        draft::erase(self.looking.ticket);
    }

    fn send(self) {
        let Some(verb) = self.chosen.get_untracked() else { return };
        let typed = self.writing.typed.get_untracked();
        let wrong = check(verb, &typed, clock::today(), self.looking.texts.prefix(), compose);
        if !wrong.is_empty() {
            self.writing.problems.set(wrong);
            return focus_when_drawn(".error-summary");
        }
        self.act(verb, typed);
    }

    fn act(self, verb: Verb, typed: DeskAction) {
        if self.writing.busy.get_untracked() {
            return;
        }
        let Some(complaint) = self.looking.complaint.there() else { return };
        self.writing.busy.set(true);
        self.writing.failed.set(None);
        self.writing.problems.set(Vec::new());
        let action = DeskAction { action: verb.code().to_owned(), ..typed };
        let Looking { session, ticket, .. } = self.looking;
        api::complaints::act(session, ticket, complaint.version, &action, move |answer| {
            self.writing.busy.set(false);
            match answer {
                Ok(complaint) => self.finish(verb, complaint),
                Err(failure) if failure.status() == Some(PRECONDITION_FAILED) => self.look_again(verb),
                Err(Failure::Refused(problem)) if !problem.errors.is_empty() => {
                    self.writing.problems.set(problem.errors);
                    focus_when_drawn(".error-summary");
                }
                Err(failure) if is_over(&failure) => {}
                Err(failure) => self.refuse(&failure),
            }
        });
    }

    fn finish(self, verb: Verb, complaint: DeskComplaint) {
        self.conflict.set(None);
        self.forget();
        self.read.set(complaint.version);
        self.looking.complaint.put(complaint);
        self.done.set(Some(verb));
        focus_when_drawn(".complaint__done");
    }

    fn refuse(self, failure: &Failure) {
        self.writing.failed.set(Some(self.looking.texts.problem(failure.key())));
    }

    /// Someone was faster: what they did is fetched and told, nothing is lost.
    fn look_again(self, verb: Verb) {
        let read = self.read.get_untracked();
        let Looking { session, ticket, complaint, .. } = self.looking;
        api::complaints::show(session, ticket, move |answer| match answer {
            Ok(new) => {
                let refusal = new.offers.iter().find(|offer| offer.action == verb);
                let over = refusal.map_or(Some("action.not_from_here".to_owned()), |offer| offer.refusal.clone());
                let events = new.history.iter().filter(|event| event.version > read).cloned().collect();
                self.conflict.set(Some(Conflict { events, over }));
                complaint.put(new);
                focus_when_drawn(".complaint__conflict");
            }
            Err(failure) => self.refuse(&failure),
        });
    }
}

fn can(complaint: &DeskComplaint, verb: Verb) -> bool {
    complaint.offers.iter().any(|offer| offer.action == verb && offer.refusal.is_none())
}

/// The buttons, the form of the chosen step, and what came of it.
#[component]
pub(super) fn Actions(acting: Acting) -> Markup {
    let Looking { texts, complaint, .. } = acting.looking;
    let on_choose = Callback::new(move |verb| acting.choose(Some(verb)));
    let told = move || {
        let words = done(texts, acting.done.get()?)?;
        Some(view! { <Notice weight=Weight::Good><p>{words}</p></Notice> })
    };
    let offers = move || complaint.followed().map(|complaint| view! { <Offers offers=complaint.offers on_choose /> });
    let form = move || {
        let verb = acting.chosen.get()?;
        let language = complaint.there()?.language;
        let reply = reply(verb).map(|label| {
            view! { <Reply label language templates=acting.sentences.into() writing=acting.writing /> }
        });
        Some(view! { <ActionForm verb reply writing=acting.writing /> })
    };
    view! {
        <h2 class="complaint__what-now">{texts.get(Text::DeskActionTitle)}</h2>
        <div class="complaint__done" role="status" tabindex="-1">{changing(told)}</div>
        {changing(offers)}
        <div class="complaint__conflict" role="alert" tabindex="-1">{changing(move || conflict(acting))}</div>
        {changing(form)}
    }
}

/// Who changed what, and what now.
fn conflict(acting: Acting) -> Option<Markup> {
    let texts = acting.looking.texts;
    let Conflict { events, over } = acting.conflict.get()?;
    let language = acting.looking.complaint.there()?.language;
    let lines: Vec<_> = events.iter().map(|event| in_one_line(texts, event)).collect();
    let over = over.map(|key| {
        view! { <p>{texts.get(Text::DeskActionConflictOver)} " " {texts.problem(&key)}</p> }
    });
    let summary = lines.into_iter().map(|line| view! { <p><strong>{line}</strong></p> });
    Some(view! {
        <Notice weight=Weight::Warning title=texts.get(Text::DeskActionConflict)>
            {summary.collect::<Markup>()}
            <Steps events language />
            {over}
            <p>{texts.get(Text::DeskActionConflictKept)}</p>
        </Notice>
    })
}
