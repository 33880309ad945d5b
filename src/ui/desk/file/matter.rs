//! What it is about, and where.

use domain::{
    complaint::TEXT_MAX,
    reference::{Category, District},
    time::Day,
};
use leptos::prelude::*;
use markup::{Markup, view};

use super::Filing;
use crate::{
    personal_warning::PersonalWarning,
    problems::Problems,
    text::{Text, Texts},
    text_area::TextArea,
    text_input::Typed,
};

/// Category, district, place and text.
#[component]
pub fn Matter(filing: Filing, today: Day) -> Markup {
    let texts = Texts::here();
    let text = filing.value(|typed| &typed.text);
    view! {
        {filing.choice(
            "category",
            [Text::DeskFileCategory, Text::DeskFileCategoryUnchosen],
            Category::all().map(|category| (category.code(), texts.category(category))).collect(),
            |typed| &typed.category,
            |typed, value| typed.category = value,
        )}
        {filing.choice(
            "district",
            [Text::ComplainDistrict, Text::ComplainDistrictUnchosen],
            districts(today),
            |typed| &typed.district,
            |typed, value| typed.district = value,
        )}
        {filing.line(
            "place",
            Text::ComplainPlace,
            Typed::Words,
            |typed| typed.place.as_deref().unwrap_or_default(),
            |typed, value| typed.place = Some(value),
        )}
        <TextArea
            name="text"
            label=texts.get(Text::DeskFileText)
            error=Problems::new(filing.problems).of("text")
            longest=TEXT_MAX
            value=text
            on_input=filing.on_input(|typed, value| typed.text = value)
        />
        <PersonalWarning text on_mask=filing.on_mask />
    }
}

/// Those that exist today, by their names.
pub fn districts(today: Day) -> Vec<(&'static str, &'static str)> {
    let texts = Texts::here();
    let existing = District::all().filter(|district| district.exists_on(today));
    let mut districts: Vec<_> = existing.map(|district| (district.code(), texts.district(district))).collect();
    districts.sort_unstable_by_key(|(_, name)| *name);
    districts
}
