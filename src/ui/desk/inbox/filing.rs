//! Filing a message: subject and district as its words hint, both for someone to
//! look at; its words and its place, if they have to be others.

use domain::{
    complaint::TEXT_MAX,
    reference::{Category, District},
    time::Day,
    wire::desk::{InboxAction, InboxItem},
};
use markup::prelude::*;
use markup::{Markup, changing, view};

use super::{deciding::Deciding, key, message::hints, way};
use crate::{
    desk::file::districts,
    form::Form,
    select::Select,
    text::{Text, Texts},
    text_area::TextArea,
    text_input::TextInput,
};

/// What would be filed if nobody changed anything.
pub fn preselected(item: &InboxItem, today: Day) -> InboxAction {
    let hints = hints(item);
    let exists = |code: &str| District::from_code(code).is_some_and(|district| district.exists_on(today));
    let district = hints.districts.into_iter().map(|hint| hint.code).find(|code| exists(code));
    let category = hints.categories.into_iter().map(|hint| hint.code).next();
    InboxAction { action: "file".to_owned(), category, district, text: Some(item.text.clone()), ..Default::default() }
}

/// The form.
#[component]
pub fn FilingForm(deciding: Deciding, today: Day) -> Markup {
    let texts = Texts::here();
    let changed = move || {
        if deciding.is_changing.get() {
            view! { <Changed deciding /> }
        } else {
            way(texts.get(Text::DeskInboxChange), Some("e"), move || deciding.on_change.run(()))
        }
    };
    view! {
        <Form action="" on_submit=deciding.on_file>
            <Select
                name="category"
                label=texts.get(Text::DeskQueueCategory)
                error=deciding.problems.of("category")
                unchosen=texts.get(Text::DeskFileCategoryUnchosen)
                options=Category::all().map(|category| (category.code(), texts.category(category))).collect()
                value=deciding.value(|typed| &typed.category)
                on_choose=deciding.on_input(|typed, value| typed.category = value)
            />
            <Select
                name="district"
                label=texts.get(Text::DeskQueueDistrict)
                error=deciding.problems.of("district")
                unchosen=texts.get(Text::ComplainDistrictUnchosen)
                options=districts(today)
                value=deciding.value(|typed| &typed.district)
                on_choose=deciding.on_input(|typed, value| typed.district = value)
            />
            {changing(changed)}
            <button class="button inbox__file" type="submit" aria-keyshortcuts="f">
                {texts.get(Text::DeskInboxFile)} {key("f")}
            </button>
        </Form>
    }
}

/// Words and place.
#[component]
fn Changed(deciding: Deciding) -> Markup {
    let texts = Texts::here();
    view! {
        <TextArea
            name="text"
            label=texts.get(Text::DeskFileText)
            error=deciding.problems.of("text")
            longest=TEXT_MAX
            value=deciding.value(|typed| &typed.text)
            on_input=deciding.on_input(|typed, value| typed.text = value)
        />
        <TextInput
            name="place"
            label=texts.get(Text::ComplainPlace)
            error=deciding.problems.of("place")
            autocomplete="off"
            value=deciding.value(|typed| &typed.place)
            on_input=deciding.on_input(|typed, value| typed.place = value)
        />
    }
}
