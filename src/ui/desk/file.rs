//! Filing for someone who came on paper or by telephone: the citizens' questions
//! on one page.

use domain::{
    ticket::Ticket,
    time::Day,
    wire::{FieldProblem, desk::DeskForm},
};
use markup::prelude::*;
use markup::{Markup, changing, view};

pub use self::matter::districts;
use self::{citizen::Citizen, matter::Matter};
use super::queue::line::address;
use crate::{
    button::Submit,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    privacy_notice::PrivacyNotice,
    problems::Problems,
    select::Select,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

mod citizen;
mod matter;

/// What is typed, and how its sending stands.
#[derive(Clone, Copy)]
pub struct Filing {
    /// As typed.
    pub typed: RwSignal<DeskForm>,
    /// What is wrong with it.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Why it was not filed.
    pub failed: RwSignal<Option<&'static str>>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// Sends it.
    pub on_submit: Callback<()>,
    /// Hides personal numbers in the text.
    pub on_mask: Callback<()>,
}

impl Filing {
    fn value(self, read: fn(&DeskForm) -> &str) -> Signal<String> {
        Signal::derive(move || self.typed.with(|typed| read(typed).to_owned()))
    }

    fn on_input(self, write: fn(&mut DeskForm, String)) -> Callback<String> {
        Callback::new(move |value| self.typed.update(|typed| write(typed, value)))
    }

    /// A line to be typed.
    fn line(
        self,
        name: &'static str,
        label: Text,
        typed: Typed,
        read: fn(&DeskForm) -> &str,
        write: fn(&mut DeskForm, String),
    ) -> Markup {
        let texts = Texts::here();
        view! {
            <TextInput
                name
                label=texts.get(label)
                error=Problems::new(self.problems).of(name)
                typed
                autocomplete="off"
                value=self.value(read)
                on_input=self.on_input(write)
            />
        }
    }

    /// One of a list.
    fn choice(
        self,
        name: &'static str,
        [label, unchosen]: [Text; 2],
        options: Vec<(&'static str, &'static str)>,
        read: fn(&DeskForm) -> &str,
        write: fn(&mut DeskForm, String),
    ) -> Markup {
        let texts = Texts::here();
        view! {
            <Select
                name
                label=texts.get(label)
                error=Problems::new(self.problems).of(name)
                unchosen=texts.get(unchosen)
                options
                value=self.value(read)
                on_choose=self.on_input(write)
            />
        }
    }
}

/// All questions; only districts that exist `today` are offered.
#[component]
pub fn FilePage(filing: Filing, today: Day) -> Markup {
    let texts = Texts::here();
    let failure =
        move || filing.failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> });
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskPageFile)}</h1>
        <p class="lead">{texts.get(Text::DeskFileLead)}</p>
        <PrivacyNotice />
        <ErrorSummary problems=Problems::new(filing.problems) />
        <Form action="" on_submit=filing.on_submit>
            <Matter filing today />
            <Citizen filing />
            <div role="alert">{changing(failure)}</div>
            <Submit label=texts.get(Text::DeskFileSubmit) busy=filing.busy />
        </Form>
    }
}

/// What stands above the receipt, and leads on.
#[component]
pub fn Filed(ticket: Ticket, on_next: Callback<()>) -> Markup {
    let texts = Texts::here();
    view! {
        <Notice><p>{texts.get(Text::DeskFileReadOut)}</p></Notice>
        <div class="buttons">
            <button class="button" type="button" on:click=move |_| on_next.run(())>
                {texts.get(Text::DeskFileNext)}
            </button>
            <a class="button button--second" href=address(ticket)>{texts.get(Text::DeskFileOpen)}</a>
        </div>
    }
}
