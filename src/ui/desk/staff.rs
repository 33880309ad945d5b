//! Accounts, for the admin: who there is, a new one, and what is shown once.

use domain::{
    password::ONE_TIME_DAYS,
    reference::{Department, District},
    staff::Role,
    wire::{
        FieldProblem,
        desk::{Account, Issued, NewStaff},
    },
};
use markup::prelude::*;
use markup::{Markup, changing, view};

use super::{code::Code, name};
use crate::{
    button::{Button, Submit},
    check_box::CheckBox,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    problems::Problems,
    select::Select,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

pub mod accounts;

/// A new account as it is typed.
#[derive(Clone, Copy)]
pub struct Enrolling {
    /// As typed.
    pub typed: RwSignal<NewStaff>,
    /// What is wrong with it.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Why it was not made.
    pub failed: RwSignal<Option<&'static str>>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// Sends it.
    pub on_submit: Callback<()>,
}

impl Enrolling {
    fn value(self, read: fn(&NewStaff) -> &str) -> Signal<String> {
        Signal::derive(move || self.typed.with(|typed| read(typed).to_owned()))
    }

    fn on_input(self, write: fn(&mut NewStaff, String)) -> Callback<String> {
        Callback::new(move |value| self.typed.update(|typed| write(typed, value)))
    }

    fn toggle(self, department: &'static str) {
        self.typed.update(|typed| match typed.departments.iter().position(|known| known == department) {
            Some(place) => {
                typed.departments.remove(place);
            }
            None => typed.departments.push(department.to_owned()),
        });
    }
}

/// Asks for a name, a role and, of an officer, a place.
#[component]
pub fn NewAccount(enrolling: Enrolling) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(enrolling.problems);
    let roles = Role::ALL.map(|role| (role.code(), texts.get(name::role(role))));
    let districts = District::all().map(|district| (district.code(), texts.district(district)));
    let is_officer = Memo::new(move |_| enrolling.typed.with(|typed| typed.role == Role::Officer.code()));
    let districts: Vec<_> = districts.collect();
    let place = move || is_officer.get().then(|| officers_place(texts, districts.clone(), problems, enrolling));
    let failure = move || {
        enrolling.failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> })
    };
    view! {
        <h2>{texts.get(Text::DeskStaffAdd)}</h2>
        <ErrorSummary problems />
        <Form action="" on_submit=enrolling.on_submit>
            <TextInput
                name="user"
                label=texts.get(Text::DeskStaffUser)
                hint=texts.get(Text::DeskStaffUserHint)
                error=problems.of("user")
                typed=Typed::User
                autocomplete="off"
                value=enrolling.value(|typed| &typed.user)
                on_input=enrolling.on_input(|typed, value| typed.user = value)
            />
            <Select
                name="role"
                label=texts.get(Text::DeskStaffRole)
                error=problems.of("role")
                unchosen=texts.get(Text::DeskStaffRoleUnchosen)
                options=roles.to_vec()
                value=enrolling.value(|typed| &typed.role)
                on_choose=enrolling.on_input(|typed, value| typed.role = value)
            />
            {changing(place)}
            <CheckBox
                name="second_factor"
                label=texts.get(Text::DeskStaffSecondFactor)
                value=Signal::derive(move || enrolling.typed.get().second_factor)
                on_toggle=Callback::new(move |()| {
                    enrolling.typed.update(|typed| typed.second_factor = !typed.second_factor);
                })
            />
            <div role="alert">{changing(failure)}</div>
            <Submit label=texts.get(Text::DeskStaffCreate) busy=enrolling.busy />
        </Form>
    }
}

fn officers_place(
    texts: Texts,
    districts: Vec<(&'static str, &'static str)>,
    problems: Problems,
    enrolling: Enrolling,
) -> Markup {
    let boxes = Department::all().map(|department| {
        let code = department.code();
        view! {
            <CheckBox
                name="departments"
                code
                label=texts.department(department)
                value=Signal::derive(move || {
                    enrolling.typed.with(|typed| typed.departments.iter().any(|known| known == code))
                })
                on_toggle=Callback::new(move |()| enrolling.toggle(code))
            />
        }
    });
    let error = problems.of("departments");
    view! {
        <fieldset class="choices" id="departments" tabindex="-1">
            <legend class="field__label">{texts.get(Text::DeskStaffDepartments)}</legend>
            <p class="field__error">{changing(move || error.get())}</p>
            <div class="choices__many">{boxes.collect::<Markup>()}</div>
        </fieldset>
        <Select
            name="district"
            label=texts.get(Text::DeskStaffDistrict)
            error=problems.of("district")
            unchosen=texts.get(Text::DeskStaffDistrictAny)
            options=districts
            value=enrolling.value(|typed| typed.district.as_deref().unwrap_or_default())
            on_choose=enrolling.on_input(|typed, value| typed.district = (!value.is_empty()).then_some(value))
        />
    }
}

/// What is shown once: to be handed to the person.
#[component]
pub fn IssuedCard(issued: Issued, on_handed: Callback<()>) -> Markup {
    let texts = Texts::here();
    let (before, after) = texts.get(Text::DeskStaffIssued).split_once("{user}").unwrap_or_default();
    let days = texts.fill(Text::DeskStaffOneTimeDays, &[("days", &ONE_TIME_DAYS.to_string())]);
    let secret = issued.totp_secret.map(|secret| {
        view! {
            <p class="issued__label">{texts.get(Text::DeskStaffSecret)}</p>
            <p class="issued__secret"><Code words=secret /></p>
        }
    });
    view! {
        <Notice weight=Weight::Warning>
            <p class="issued__lead" tabindex="-1">{before} <Code words=issued.user /> {after}</p>
            <p class="issued__label">{texts.get(Text::DeskStaffOneTime)}</p>
            <p class="issued__secret"><Code words=issued.one_time_password /></p>
            <p>{days}</p>
            {secret}
            <Button label=texts.get(Text::DeskStaffHanded) on_press=on_handed />
        </Notice>
    }
}

/// A step that ends someone's sessions is asked for twice.
#[component]
pub fn Sure(account: Account, on_yes: Callback<()>, on_no: Callback<()>) -> Markup {
    let texts = Texts::here();
    let (before, after) = texts.get(Text::DeskStaffSure).split_once("{user}").unwrap_or_default();
    view! {
        <Notice weight=Weight::Warning>
            <p class="issued__lead" tabindex="-1">{before} <Code words=account.user /> {after}</p>
            <div class="buttons">
                <Button label=texts.get(Text::DeskStaffYes) on_press=on_yes />
                <Button label=texts.get(Text::DeskActionCancel) on_press=on_no />
            </div>
        </Notice>
    }
}
