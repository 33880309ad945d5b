//! The accounts, one a line, and what can be done to each.

use domain::wire::desk::Account;
use leptos::prelude::*;
use markup::{IntoMarkup, Markup, view};

use crate::{
    button::Button,
    desk::{code::Code, name},
    text::{Text, Texts},
};

/// What an admin does to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Lets nobody in any more.
    Disable,
    /// Opens it again.
    Enable,
    /// Issues a new one-time password and second factor.
    Reset,
}

/// Everyone there is.
#[component]
pub fn Accounts(accounts: Vec<Account>, on_step: Callback<(Account, Step)>) -> Markup {
    let texts = Texts::here();
    let rows = accounts.into_iter().map(|account| {
        let press = |step| {
            let account = account.clone();
            Callback::new(move |()| on_step.run((account.clone(), step)))
        };
        let (label, step) = if account.disabled {
            (Text::DeskStaffEnable, Step::Enable)
        } else {
            (Text::DeskStaffDisable, Step::Disable)
        };
        view! {
            <li class="accounts__account">
                <h3 class="accounts__user"><Code words=account.user.clone() /></h3>
                <p class="accounts__place">{place(texts, &account)}</p>
                <p class="accounts__state">{state(texts, &account)}</p>
                <div class="buttons">
                    <Button label=texts.get(label) on_press=press(step) />
                    <Button label=texts.get(Text::DeskStaffReset) on_press=press(Step::Reset) />
                </div>
            </li>
        }
    });
    view! {
        <h2>{texts.get(Text::DeskStaffList)}</h2>
        <ul class="accounts">{rows.collect::<Markup>()}</ul>
    }
}

fn place(texts: Texts, account: &Account) -> Markup {
    let departments = account.departments.iter().map(|department| texts.department(*department));
    let district = account.district.map(|district| texts.district(district));
    let all: Vec<_> = std::iter::once(texts.get(name::role(account.role))).chain(departments).chain(district).collect();
    all.join(" · ").into_markup()
}

fn state(texts: Texts, account: &Account) -> Markup {
    let is = if account.disabled { Text::DeskStaffDisabled } else { Text::DeskStaffActive };
    let moment = |key, at| texts.fill(key, &[("moment", &texts.moment(at))]);
    let locked = account.locked_until.map(|until| moment(Text::DeskStaffLocked, until));
    let chosen_until = account.one_time_until.map(|until| moment(Text::DeskStaffMustChange, until));
    let told = [
        Some(texts.get(is).to_owned()),
        account.second_factor.then(|| texts.get(Text::DeskStaffWithCode).to_owned()),
        chosen_until,
        locked,
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ").into_markup()
}
