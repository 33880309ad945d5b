//! All answers once more, each with a way to change it, then send.

use domain::{
    reference::{Category, District},
    wire::ComplaintForm,
};
use leptos::prelude::*;
use markup::{Markup, changing, view};

use super::{frame::Frame, step::Step};
use crate::{
    notice::{Notice, Weight},
    problems::Problems,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
};

/// `failed` says why the last sending did not go through, and what to do.
#[component]
pub fn CheckStep(
    form: ComplaintForm,
    problems: Problems,
    failed: Signal<Option<&'static str>>,
    busy: Signal<bool>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    let failure = move || {
        failed.get().map(|sentence| {
            view! { <Notice weight=Weight::Warning title=texts.get(Text::ComplainNotSent)><p>{sentence}</p></Notice> }
        })
    };
    let waiting = move || busy.get().then(|| texts.get(Text::ComplainSending));
    view! {
        <Frame step=Step::Check problems submit=Text::ComplainSend busy on_submit>
            <h1 tabindex="-1">{texts.get(Text::ComplainCheck)}</h1>
            <SummaryList rows=rows(texts, form) />
            <div role="alert">{changing(failure)}</div>
            <p role="status">{changing(waiting)}</p>
        </Frame>
    }
}

fn rows(texts: Texts, form: ComplaintForm) -> Vec<Row> {
    let category = Category::from_code(&form.category).map_or("", |category| texts.category(category));
    let district = District::from_code(&form.district).map_or("", |district| texts.district(district));
    let optional = |answer: Option<String>| {
        answer.filter(|answer| !answer.trim().is_empty()).unwrap_or_else(|| texts.get(Text::ComplainLeftOut).to_owned())
    };
    let row = |label, value, step: Step| Row { label: texts.get(label), value, change: Some(step.address()) };
    vec![
        row(Text::ComplainCategoryShort, category.to_owned(), Step::Group),
        row(Text::ComplainDistrict, district.to_owned(), Step::Where),
        row(Text::ComplainPlace, optional(form.place), Step::Where),
        row(Text::ComplainWhat, form.text, Step::What),
        row(Text::ComplainName, optional(form.name), Step::You),
        row(Text::ComplainMobile, optional(form.mobile), Step::You),
    ]
}
