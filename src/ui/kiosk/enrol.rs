//! The code that makes this browser the terminal of a centre, asked once; and
//! what is said when the terminal was switched off.

use domain::wire::FieldProblem;
use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::{
    button::Submit,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    problems::Problems,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// A code that is being typed.
#[derive(Clone, Copy)]
pub struct Enrolling {
    /// The code.
    pub code: RwSignal<String>,
    /// What is wrong with it.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Why it was refused.
    pub failed: RwSignal<Option<&'static str>>,
    /// True while it is sent.
    pub busy: RwSignal<bool>,
    /// Sends it.
    pub on_submit: Callback<()>,
}

/// `is_disabled` where this was the terminal of a centre.
#[component]
pub fn EnrolPage(enrolling: Enrolling, is_disabled: bool) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(enrolling.problems);
    let title = if is_disabled { Text::KioskEnrolDisabledTitle } else { Text::KioskEnrolTitle };
    let disabled = is_disabled.then(|| {
        view! { <Notice weight=Weight::Warning><p>{texts.get(Text::KioskEnrolDisabled)}</p></Notice> }
    });
    let failed = move || {
        let sentence = enrolling.failed.get();
        sentence.map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> })
    };
    view! {
        <h1 tabindex="-1">{texts.get(title)}</h1>
        {disabled}
        <p class="lead">{texts.get(Text::KioskEnrolLead)}</p>
        <ErrorSummary problems />
        <Form action="" on_submit=enrolling.on_submit>
            <TextInput
                name="code"
                label=texts.get(Text::KioskEnrolCode)
                hint=texts.get(Text::KioskEnrolHint)
                error=problems.of("code")
                typed=Typed::User
                autocomplete="off"
                value=enrolling.code.into()
                on_input=Callback::new(move |code| enrolling.code.set(code))
            />
            <div role="alert">{changing(failed)}</div>
            <Submit label=texts.get(Text::KioskEnrolSubmit) busy=enrolling.busy />
        </Form>
    }
}
