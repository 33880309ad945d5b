//! Filing for someone who came on paper or by telephone: the citizens' questions
//! on one page.

use domain::{
    complaint::TEXT_MAX,
    language::Language,
    reference::{Category, District},
    ticket::Ticket,
    time::Day,
    wire::{FieldProblem, desk::DeskForm},
};
use leptos::prelude::*;
use markup::{Markup, changing, view};

use super::{name, queue::line::address};
use crate::{
    button::Submit,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    personal_warning::PersonalWarning,
    privacy_notice::PrivacyNotice,
    problems::Problems,
    select::Select,
    text::{Text, Texts},
    text_area::TextArea,
    text_input::{TextInput, Typed},
};

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
}

/// All questions; only districts that exist `today` are offered.
#[component]
pub fn FilePage(filing: Filing, today: Day) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(filing.problems);
    let categories = Category::all().map(move |category| (category.code(), texts.category(category)));
    let existing = District::all().filter(move |district| district.exists_on(today));
    let mut districts: Vec<_> = existing.map(move |district| (district.code(), texts.district(district))).collect();
    districts.sort_unstable_by_key(|(_, name)| *name);
    let languages = Language::ALL.map(|language| (language.code(), texts.get(name::language(language))));
    let text = filing.value(|typed| &typed.text);
    let failure =
        move || filing.failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> });
    let line = move |name, label, typed, read, write| {
        view! {
            <TextInput
                name
                label=texts.get(label)
                error=problems.of(name)
                typed
                autocomplete="off"
                value=filing.value(read)
                on_input=filing.on_input(write)
            />
        }
    };
    let list = move |name, label, unchosen, options, read, write| {
        view! {
            <Select
                name
                label=texts.get(label)
                error=problems.of(name)
                unchosen=texts.get(unchosen)
                options
                value=filing.value(read)
                on_choose=filing.on_input(write)
            />
        }
    };
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskPageFile)}</h1>
        <p class="lead">{texts.get(Text::DeskFileLead)}</p>
        <PrivacyNotice />
        <ErrorSummary problems />
        <Form action="" on_submit=filing.on_submit>
            {list(
                "category",
                Text::DeskFileCategory,
                Text::DeskFileCategoryUnchosen,
                categories.collect(),
                |typed| &typed.category,
                |typed, value| typed.category = value,
            )}
            {list(
                "district",
                Text::ComplainDistrict,
                Text::ComplainDistrictUnchosen,
                districts,
                |typed| &typed.district,
                |typed, value| typed.district = value,
            )}
            {line(
                "place",
                Text::ComplainPlace,
                Typed::Words,
                |typed| typed.place.as_deref().unwrap_or_default(),
                |typed, value| typed.place = Some(value),
            )}
            <TextArea
                name="text"
                label=texts.get(Text::DeskFileText)
                error=problems.of("text")
                longest=TEXT_MAX
                value=text
                on_input=filing.on_input(|typed, value| typed.text = value)
            />
            <PersonalWarning text on_mask=filing.on_mask />
            {line(
                "name",
                Text::ComplainName,
                Typed::Words,
                |typed| typed.name.as_deref().unwrap_or_default(),
                |typed, value| typed.name = Some(value),
            )}
            {line(
                "mobile",
                Text::ComplainMobile,
                Typed::Mobile,
                |typed| typed.mobile.as_deref().unwrap_or_default(),
                |typed, value| typed.mobile = Some(value),
            )}
            {line(
                "email",
                Text::DeskFileEmail,
                Typed::Email,
                |typed| typed.email.as_deref().unwrap_or_default(),
                |typed, value| typed.email = Some(value),
            )}
            {list(
                "language",
                Text::DeskFileLanguage,
                Text::DeskFileLanguageUnchosen,
                languages.to_vec(),
                |typed| &typed.language,
                |typed, value| typed.language = value,
            )}
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
