//! Which period and district the figures are for.

use domain::{paths::page, reference::District};
use markup::prelude::*;
use markup::{Event, Markup, changing, view};

use super::asked::Asked;
use crate::{
    button::Submit,
    carried::carried,
    day_input::DayInput,
    error_summary::ErrorSummary,
    problems::Problems,
    select::Select,
    text::{Text, Texts},
};

/// A form that only asks, so it goes by address: "back" brings the last one.
#[component]
pub fn Filter(typed: Signal<Asked>, problems: Problems, on_change: Callback<Asked>, on_submit: Callback<()>) -> Markup {
    let texts = Texts::here();
    let districts = District::all().map(|district| (district.code(), texts.district(district)));
    let change = move |set: fn(&mut Asked, String)| {
        Callback::new(move |value| {
            let mut asked = typed.get_untracked();
            set(&mut asked, value);
            asked.no_date = None;
            on_change.run(asked);
        })
    };
    let submit = move |event: Event| {
        event.prevent_default();
        on_submit.run(());
    };
    let reset = move || {
        let link = || view! { <a href=page::RESULTS>{texts.get(Text::ResultsReset)}</a> };
        typed.get().is_filtered().then(link)
    };
    view! {
        <h2>{texts.get(Text::ResultsFilter)}</h2>
        <ErrorSummary problems />
        <form class="filter" method="get" action=page::RESULTS novalidate on:submit=submit>
            <DayInput
                name="from"
                label=texts.get(Text::ResultsFrom)
                error=problems.of("from")
                value=Signal::derive(move || typed.get().from)
                on_input=change(|asked, value| asked.from = value)
            />
            <DayInput
                name="to"
                label=texts.get(Text::ResultsTo)
                error=problems.of("to")
                value=Signal::derive(move || typed.get().to)
                on_input=change(|asked, value| asked.to = value)
            />
            <Select
                name="district"
                label=texts.get(Text::FiguresDistrict)
                error=problems.of("district")
                unchosen=texts.get(Text::ResultsAllDistricts)
                options=districts.collect()
                value=Signal::derive(move || typed.get().district)
                on_choose=change(|asked, value| asked.district = value)
            />
            <input type="hidden" name="by" value=typed.get_untracked().by.code() />
            {carried([("lang", texts.language().code().to_owned())])}
            <Submit label=texts.get(Text::ResultsApply) />
            {changing(reset)}
        </form>
    }
}
