//! What can be done with the message that is being looked at: three ways, each by
//! its key. Nothing is done before someone presses one.

use domain::{screening::Screening, ticket::Ticket, time::Day, wire::desk::InboxAction};
use markup::prelude::*;
use markup::{Markup, changing, view};

use super::{attaching::AttachForm, filing::FilingForm, screening::Reasons, way};
use crate::{
    notice::{Notice, Weight},
    problems::Problems,
    text::{Text, Texts},
};

/// What is asked for beside subject and district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Nothing.
    Nothing,
    /// Why it is no complaint.
    Reason,
    /// To which complaint it belongs.
    Number,
}

/// What is typed and chosen, and what happens then.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// What would be filed.
    pub typed: RwSignal<InboxAction>,
    /// Words and place can be changed.
    pub is_changing: Signal<bool>,
    /// What is asked for.
    pub asking: Signal<Asking>,
    /// The number of another complaint.
    pub number: RwSignal<String>,
    /// The complaint of the thread.
    pub ticket: Signal<Option<Ticket>>,
    /// What is wrong with all that.
    pub problems: Problems,
    /// Why it was not done.
    pub failed: Signal<Option<&'static str>>,
    /// It is being sent.
    pub busy: Signal<bool>,
    /// Files it.
    pub on_file: Callback<()>,
    /// Words and place are to be changed.
    pub on_change: Callback<()>,
    /// Something is asked for in place of the form, or no longer.
    pub on_ask: Callback<Asking>,
    /// It is no complaint.
    pub on_screen: Callback<Screening>,
    /// It belongs to the complaint with the number that was typed; to that of the
    /// thread where none was.
    pub on_attach: Callback<()>,
}

impl Deciding {
    pub(super) fn value(self, read: fn(&InboxAction) -> &Option<String>) -> Signal<String> {
        Signal::derive(move || self.typed.with(|typed| read(typed).clone().unwrap_or_default()))
    }

    pub(super) fn on_input(self, write: fn(&mut InboxAction, Option<String>)) -> Callback<String> {
        Callback::new(move |value: String| {
            self.typed.update(|typed| write(typed, (!value.is_empty()).then_some(value)));
        })
    }
}

/// File, screen, attach.
#[component]
pub fn Ways(deciding: Deciding, today: Day) -> Markup {
    let texts = Texts::here();
    let failure = move || {
        deciding.failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> })
    };
    let asked = move || match deciding.asking.get() {
        Asking::Nothing => view! {
            <FilingForm deciding today />
            <div class="buttons inbox__ways">
                {way(texts.get(Text::DeskInboxScreen), Some("x"), move || deciding.on_ask.run(Asking::Reason))}
                {changing(move || attaching(texts, deciding))}
            </div>
        },
        Asking::Reason => view! {
            <Reasons on_screen=deciding.on_screen />
            {give_up(texts, deciding, "x")}
        },
        Asking::Number => view! {
            <AttachForm
                number=deciding.number
                problems=deciding.problems
                busy=deciding.busy
                on_attach=deciding.on_attach
            />
            {give_up(texts, deciding, "a")}
        },
    };
    view! {
        <h2 class="complaint__what-now">{texts.get(Text::DeskInboxWhat)}</h2>
        <div role="alert">{changing(failure)}</div>
        {changing(asked)}
    }
}

/// Back, by the key that led there.
fn give_up(texts: Texts, deciding: Deciding, letter: &'static str) -> Markup {
    way(texts.get(Text::DeskActionCancel), Some(letter), move || deciding.on_ask.run(Asking::Nothing))
}

/// To the complaint of its thread at once, where there is one; to any other by its
/// number.
fn attaching(texts: Texts, deciding: Deciding) -> Markup {
    let ask = move || deciding.on_ask.run(Asking::Number);
    match deciding.ticket.get() {
        None => way(texts.get(Text::DeskInboxAttach), Some("a"), ask),
        Some(ticket) => {
            let to = texts.fill(Text::DeskInboxAttachTo, &[("ticket", &ticket.display(texts.prefix()))]);
            let attach = move || {
                deciding.number.set(String::new());
                deciding.on_attach.run(());
            };
            view! { {way(to, Some("a"), attach)} {way(texts.get(Text::DeskInboxAttachElse), None, ask)} }
        }
    }
}
