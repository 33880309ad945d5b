//! All answers once more, each with a way to change it, then send.

use domain::{
    reference::{Category, District},
    wire::ComplaintForm,
};
use leptos::prelude::*;
use markup::{IS_PLAIN, Markup, changing, view};

use super::{
    page::{Asking, Sent},
    step::Step,
    step_link::StepLink,
};
use crate::{
    notice::{Notice, Weight},
    personal_warning::PersonalWarning,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
};

/// The answers; below them whether it is being sent, and why it was not. The app
/// has pointed out personal numbers while they were typed, a plain page does here.
#[component]
pub(super) fn CheckAnswers(asking: Asking, form: ComplaintForm, sent: Sent) -> Markup {
    let texts = Texts::here();
    let failure = move || {
        sent.failed.get().map(|sentence| {
            view! { <Notice weight=Weight::Warning title=texts.get(Text::ComplainNotSent)><p>{sentence}</p></Notice> }
        })
    };
    let waiting = move || sent.busy.get().then(|| texts.get(Text::ComplainSending));
    view! {
        <h1 tabindex="-1">{texts.get(Text::ComplainCheck)}</h1>
        <SummaryList rows=rows(texts, form) />
        {IS_PLAIN.then(|| view! { <PersonalWarning text=asking.value("text") on_mask=asking.mask("text") /> })}
        <div role="alert">{changing(failure)}</div>
        <p role="status">{changing(waiting)}</p>
    }
}

fn rows(texts: Texts, form: ComplaintForm) -> Vec<Row> {
    let category = Category::from_code(&form.category).map_or("", |category| texts.category(category));
    let district = District::from_code(&form.district).map_or("", |district| texts.district(district));
    let optional = |answer: Option<String>| {
        answer.filter(|answer| !answer.trim().is_empty()).unwrap_or_else(|| texts.get(Text::ComplainLeftOut).to_owned())
    };
    let row = |label, value, step| {
        let label = texts.get(label);
        Row { label, value, change: Some(view! { <StepLink step label=Text::SummaryListChange about=label /> }) }
    };
    vec![
        row(Text::ComplainCategoryShort, category.to_owned(), Step::Group),
        row(Text::ComplainDistrict, district.to_owned(), Step::Where),
        row(Text::ComplainPlace, optional(form.place), Step::Where),
        row(Text::ComplainWhat, form.text, Step::What),
        row(Text::ComplainName, optional(form.name), Step::You),
        row(Text::ComplainMobile, optional(form.mobile), Step::You),
    ]
}
