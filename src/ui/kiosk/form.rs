//! The whole form on one page, to be filled in by keyboard while a citizen
//! speaks.

use domain::{
    complaint::TEXT_MAX,
    reference::{Category, District},
    time::Day,
    wire::{ComplaintForm, FieldProblem},
};
use markup::prelude::*;
use markup::{Markup, attribute, changing, view};

use crate::{
    button::Button,
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

/// A complaint that is being typed.
#[derive(Clone, Copy)]
pub struct Asking {
    /// What stands in the fields.
    pub typed: RwSignal<ComplaintForm>,
    /// What is wrong with it.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Why it was not taken.
    pub failed: RwSignal<Option<&'static str>>,
    /// True while it is sent.
    pub busy: RwSignal<bool>,
    /// Sends it.
    pub on_submit: Callback<()>,
    /// Hides personal numbers in the text.
    pub on_mask: Callback<()>,
    /// Erases all.
    pub on_erase: Callback<()>,
}

impl Asking {
    fn value(self, read: fn(&ComplaintForm) -> &str) -> Signal<String> {
        Signal::derive(move || self.typed.with(|typed| read(typed).to_owned()))
    }

    fn on_input(self, write: fn(&mut ComplaintForm, String)) -> Callback<String> {
        Callback::new(move |value| self.typed.update(|typed| write(typed, value)))
    }
}

/// All questions; only districts that exist `today` are offered.
#[component]
pub fn FormPage(asking: Asking, today: Day) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(asking.problems);
    let categories = Category::all().map(move |category| (category.code(), texts.category(category)));
    let existing = District::all().filter(move |district| district.exists_on(today));
    let mut districts: Vec<_> = existing.map(move |district| (district.code(), texts.district(district))).collect();
    districts.sort_unstable_by_key(|(_, name)| *name);
    let text = asking.value(|typed| &typed.text);
    let failed = move || {
        let sentence = asking.failed.get();
        sentence.map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> })
    };
    let line = move |name, label, hint, typed, read, write| {
        view! {
            <TextInput
                name
                label=texts.get(label)
                hint=texts.get(hint)
                error=problems.of(name)
                typed
                autocomplete="off"
                value=asking.value(read)
                on_input=asking.on_input(write)
            />
        }
    };
    view! {
        <h1 tabindex="-1">{texts.get(Text::KioskPageForm)}</h1>
        <p class="form-keys">{texts.get(Text::KioskFormKeys)}</p>
        <Notice title=texts.get(Text::KioskFormReadOut)>
            <p>{texts.get(Text::NoticeWhy)}</p>
            <p>{texts.get(Text::NoticeHowLong)}</p>
            <p>{texts.get(Text::KioskFormWishes)}</p>
        </Notice>
        <ErrorSummary problems />
        <Form action="" on_submit=asking.on_submit>
            <div class="pair">
            <Select
                name="category"
                label=texts.get(Text::ComplainCategoryShort)
                error=problems.of("category")
                unchosen=texts.get(Text::DeskFileCategoryUnchosen)
                options=categories.collect()
                value=asking.value(|typed| &typed.category)
                on_choose=asking.on_input(|typed, value| typed.category = value)
            />
            <Select
                name="district"
                label=texts.get(Text::ComplainDistrict)
                error=problems.of("district")
                unchosen=texts.get(Text::ComplainDistrictUnchosen)
                options=districts
                value=asking.value(|typed| &typed.district)
                on_choose=asking.on_input(|typed, value| typed.district = value)
            />
            </div>
            {line(
                "place",
                Text::ComplainPlace,
                Text::KioskFormOptional,
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
                on_input=asking.on_input(|typed, value| typed.text = value)
            />
            <PersonalWarning text on_mask=asking.on_mask />
            <div class="pair">
            {line(
                "name",
                Text::ComplainName,
                Text::KioskFormOptional,
                Typed::Words,
                |typed| typed.name.as_deref().unwrap_or_default(),
                |typed, value| typed.name = Some(value),
            )}
            {line(
                "mobile",
                Text::ComplainMobile,
                Text::KioskFormMobileHint,
                Typed::Mobile,
                |typed| typed.mobile.as_deref().unwrap_or_default(),
                |typed, value| typed.mobile = Some(value),
            )}
            </div>
            <div role="alert">{changing(failed)}</div>
            <div class="buttons">
                <button
                    class="button"
                    type="submit"
                    aria-keyshortcuts="Control+Enter"
                    aria-disabled=attribute(move || asking.busy.get().then(|| "true".to_owned()))
                >
                    {texts.get(Text::ComplainSend)}
                </button>
                <Button label=texts.get(Text::KioskFormErase) on_press=asking.on_erase />
            </div>
        </Form>
    }
}
