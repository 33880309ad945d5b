//! Where it happened: the district, and if they wish the village or ward.

use domain::{reference::District, time::Day};
use leptos::prelude::*;
use markup::{Markup, view};

use super::{frame::Frame, step::Step};
use crate::{
    problems::Problems,
    select::Select,
    text::{Text, Texts},
    text_input::TextInput,
};

/// Only districts that exist `today` are offered, by name in the reader's
/// language.
#[component]
pub fn WhereStep(
    today: Day,
    district: Signal<String>,
    place: Signal<String>,
    problems: Problems,
    on_district: Callback<String>,
    on_place: Callback<String>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    let existing = District::all().filter(|district| district.exists_on(today));
    let mut options: Vec<_> = existing.map(|district| (district.code(), texts.district(district))).collect();
    options.sort_unstable_by_key(|(_, name)| *name);
    view! {
        <Frame step=Step::Where problems submit=Text::ComplainContinue on_submit>
            <h1 tabindex="-1">{texts.get(Text::ComplainWhere)}</h1>
            <Select
                name="district"
                label=texts.get(Text::ComplainDistrict)
                error=problems.of("district")
                unchosen=texts.get(Text::ComplainDistrictUnchosen)
                options
                value=district
                on_choose=on_district
            />
            <TextInput
                name="place"
                label=texts.get(Text::ComplainPlace)
                hint=texts.get(Text::ComplainPlaceHint)
                error=problems.of("place")
                autocomplete="off"
                value=place
                on_input=on_place
            />
        </Frame>
    }
}
