//! The words of a step, in place: no step leaves the complaint it is about. What
//! the citizen reads comes from outside: it is one reply here and one in each
//! language for many ([`crate::desk::bulk`]).

use domain::{
    complaint::{NOTE_MAX, TEXT_MAX},
    language::Language,
    life::Verb,
    masking,
    reference::{Department, Reason},
};
use markup::prelude::*;
use markup::{Markup, changing, view};

use super::{Asks, Writing, asks, template::added};
use crate::{
    button::{Button, Submit},
    day_input::DayInput,
    desk::name,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    personal_warning::PersonalWarning,
    problems::Problems,
    select::Select,
    text::{Text, Texts},
    text_area::TextArea,
    text_input::{TextInput, Typed},
};

/// What the step asks for, and `reply`, if the citizen reads something of it.
#[component]
pub fn ActionForm(verb: Verb, reply: Option<Markup>, writing: Writing) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(writing.problems);
    let fields = asks(verb).iter().map(move |asked| field(*asked, problems, writing));
    let send = match verb {
        Verb::Note => Text::DeskActionSave,
        Verb::RevealContact => Text::DeskActionReveal,
        _ => Text::DeskActionSend,
    };
    let failure = move || {
        writing.failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> })
    };
    view! {
        <div class="action">
            <h2 class="action__title" tabindex="-1">{name::verb(verb).map(|name| texts.get(name))}</h2>
            <ErrorSummary problems />
            <Form action="" on_submit=writing.on_send>
                {fields.collect::<Markup>()}
                {reply}
                <div role="alert">{changing(failure)}</div>
                <div class="buttons">
                    <Submit label=texts.get(send) busy=writing.busy />
                    <Button label=texts.get(Text::DeskActionCancel) on_press=writing.on_cancel />
                </div>
            </Form>
        </div>
    }
}

fn field(asked: Asks, problems: Problems, writing: Writing) -> Markup {
    let texts = Texts::here();
    let words = |name, label, longest, value, on_input| {
        view! { <TextArea name label=texts.get(label) error=problems.of(name) longest value on_input /> }
    };
    match asked {
        Asks::Department => {
            let options = Department::all().map(|department| (department.code(), texts.department(department)));
            view! {
                <Select
                    name="department"
                    label=texts.get(Text::DeskActionDepartment)
                    error=problems.of("department")
                    unchosen=texts.get(Text::DeskActionDepartmentUnchosen)
                    options=options.collect()
                    value=writing.value(|typed| &typed.department)
                    on_choose=writing.on_input(|typed, value| typed.department = value)
                />
            }
        }
        Asks::Reason => {
            let options = Reason::all().map(|reason| (reason.code(), texts.reason(reason)));
            view! {
                <Select
                    name="reason"
                    label=texts.get(Text::DeskActionReason)
                    error=problems.of("reason")
                    unchosen=texts.get(Text::DeskActionReasonUnchosen)
                    options=options.collect()
                    value=writing.value(|typed| &typed.reason)
                    on_choose=writing.on_input(|typed, value| typed.reason = value)
                />
            }
        }
        Asks::Due => view! {
            <DayInput
                name="due"
                label=texts.get(Text::DeskActionDue)
                error=problems.of("due")
                value=writing.value(|typed| &typed.due)
                on_input=writing.on_input(|typed, value| typed.due = value)
            />
        },
        Asks::Of => view! {
            <TextInput
                name="of"
                label=texts.get(Text::DeskActionOf)
                error=problems.of("of")
                typed=Typed::Ticket
                autocomplete="off"
                value=writing.value(|typed| &typed.of)
                on_input=writing.on_input(|typed, value| typed.of = value)
            />
        },
        Asks::Words(label) => words(
            "text",
            label,
            NOTE_MAX,
            writing.value(|typed| &typed.text),
            writing.on_input(|typed, value| typed.text = value),
        ),
        Asks::Reply(_) => Markup::nothing(),
        Asks::Note(label) | Asks::NoteWanted(label) => words(
            "note",
            label,
            NOTE_MAX,
            writing.value(|typed| &typed.note),
            writing.on_input(|typed, value| typed.note = value),
        ),
    }
}

/// What the citizen reads: in which language, sentences to begin with, and a
/// watch for personal numbers. `language` is the citizen's, and `templates` are
/// sentences in it.
#[component]
pub fn Reply(label: Text, language: Language, templates: Signal<Vec<&'static str>>, writing: Writing) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(writing.problems);
    let text = writing.value(|typed| &typed.text);
    let name = language.name();
    let said = |key| {
        let (before, after) = texts.get(key).split_once("{language}").unwrap_or_default();
        view! { {before} <span lang=language.code()>{name}</span> {after} }
    };
    let on_mask = Callback::new(move |()| {
        writing.typed.update(|typed| typed.text = typed.text.as_deref().map(masking::mask));
    });
    let sentence = move |sentence: &'static str| {
        let choose = move |_| {
            writing.typed.update(|typed| typed.text = Some(added(typed.text.as_deref().unwrap_or_default(), sentence)));
        };
        view! {
            <li>
                <button class="action__template" type="button" lang=language.code() on:click=choose>{sentence}</button>
            </li>
        }
    };
    let sentences = move || templates.get().into_iter().map(sentence).collect::<Markup>();
    view! {
        <TextArea
            name="text"
            label=texts.get(label)
            error=problems.of("text")
            longest=TEXT_MAX
            value=text
            on_input=writing.on_input(|typed, value| typed.text = value)
        />
        <PersonalWarning text on_mask found=Text::DeskActionPersonal />
        <p class="action__language">{said(Text::DeskActionTextHint)}</p>
        <details class="fold">
            <summary class="fold__name">{said(Text::DeskActionTemplates)}</summary>
            <ul class="action__templates">{changing(sentences)}</ul>
        </details>
    }
}
