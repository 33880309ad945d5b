//! Where it happened: the district, and if they wish the village or ward.

use domain::{reference::District, time::Day};
use leptos::prelude::*;
use markup::{Markup, view};

use super::page::Asking;
use crate::{
    select::Select,
    text::{Text, Texts},
    text_input::TextInput,
};

/// Only districts that exist `today` are offered, by name in the reader's
/// language.
#[component]
pub(super) fn WhereQuestions(today: Day, asking: Asking) -> Markup {
    let texts = Texts::here();
    let existing = District::all().filter(|district| district.exists_on(today));
    let mut options: Vec<_> = existing.map(|district| (district.code(), texts.district(district))).collect();
    options.sort_unstable_by_key(|(_, name)| *name);
    view! {
        <h1 tabindex="-1">{texts.get(Text::ComplainWhere)}</h1>
        <Select
            name="district"
            label=texts.get(Text::ComplainDistrict)
            error=asking.error("district")
            unchosen=texts.get(Text::ComplainDistrictUnchosen)
            options
            value=asking.value("district")
            on_choose=asking.answer("district")
        />
        <TextInput
            name="place"
            label=texts.get(Text::ComplainPlace)
            hint=texts.get(Text::ComplainPlaceHint)
            error=asking.error("place")
            autocomplete="off"
            value=asking.value("place")
            on_input=asking.answer("place")
        />
    }
}
