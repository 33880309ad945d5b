//! The filter of the queue.

use domain::{
    complaint::Channel,
    life::State,
    reference::{Category, Department, District},
    staff::Role,
    statistics::UNASSIGNED,
};
use markup::prelude::*;
use markup::{Markup, view};

use super::{
    asked::{ALL, Asked},
    asking::Asking,
};
use crate::{
    button::Submit,
    check_box::CheckBox,
    desk::name,
    figures,
    select::Select,
    text::{Text, Texts},
};

/// All that can be asked for, behind one word until it is wanted. A step for many
/// asks for a department too, so these fields have names of their own.
#[component]
pub fn Filter(asking: Asking, role: Role) -> Markup {
    let texts = Texts::here();
    let is_team = role != Role::Officer;
    let is_wanted = asking.typed.with_untracked(Asked::is_filtered);
    view! {
        <details class="fold" open=is_wanted>
            <summary class="fold__name">{texts.get(Text::DeskQueueFilter)}</summary>
            <form class="filter" novalidate on:submit=asking.submit()>
                {status(asking)}
                {department(asking, is_team)}
                {district(asking)}
                {category(asking)}
                {channel(asking)}
                {flag(
                    asking,
                    "only-overdue",
                    Text::DeskQueueOnlyOverdue,
                    |asked| asked.overdue,
                    |asked| asked.overdue = !asked.overdue,
                )}
                {is_team.then(|| flag(
                    asking,
                    "only-mine",
                    Text::DeskQueueOnlyMine,
                    |asked| asked.mine,
                    |asked| asked.mine = !asked.mine,
                ))}
                <Submit label=texts.get(Text::DeskQueueShow) />
            </form>
        </details>
    }
}

/// A list's codes with their names.
type Options = Vec<(&'static str, &'static str)>;

fn status(asking: Asking) -> Markup {
    let texts = Texts::here();
    let states = State::ALL.map(|state| (state.code(), texts.get(name::state(state))));
    let all = [(ALL, texts.get(Text::DeskQueueEverything))];
    let unchosen = texts.get(Text::DeskQueueOpen);
    let value = asking.value(|asked| &asked.status);
    let on_choose = asking.on_change(|asked, value| asked.status = value);
    let options: Options = all.into_iter().chain(states).collect();
    view! {
        <Select
            name="only-status"
            label=texts.get(Text::DeskQueueStatus)
            error=Signal::stored(None)
            unchosen
            options
            value
            on_choose
        />
    }
}

fn department(asking: Asking, is_team: bool) -> Markup {
    let texts = Texts::here();
    let nobody = is_team.then(|| (UNASSIGNED, texts.get(Text::DeskNameUnassigned)));
    let departments = Department::all().map(|department| (department.code(), texts.department(department)));
    any_of(
        "only-department",
        Text::DeskQueueDepartment,
        nobody.into_iter().chain(departments).collect(),
        asking.value(|asked| &asked.department),
        asking.on_change(|asked, value| asked.department = value),
    )
}

fn district(asking: Asking) -> Markup {
    let texts = Texts::here();
    any_of(
        "only-district",
        Text::DeskQueueDistrict,
        District::all().map(|district| (district.code(), texts.district(district))).collect(),
        asking.value(|asked| &asked.district),
        asking.on_change(|asked, value| asked.district = value),
    )
}

fn category(asking: Asking) -> Markup {
    let texts = Texts::here();
    any_of(
        "only-category",
        Text::DeskQueueCategory,
        Category::all().map(|category| (category.code(), texts.category(category))).collect(),
        asking.value(|asked| &asked.category),
        asking.on_change(|asked, value| asked.category = value),
    )
}

fn channel(asking: Asking) -> Markup {
    let texts = Texts::here();
    any_of(
        "only-channel",
        Text::DeskQueueChannel,
        Channel::ALL.map(|channel| (channel.code(), texts.get(figures::channel(channel)))).to_vec(),
        asking.value(|asked| &asked.channel),
        asking.on_change(|asked, value| asked.channel = value),
    )
}

/// One of a list, or any.
fn any_of(
    name: &'static str,
    label: Text,
    options: Options,
    value: Signal<String>,
    on_choose: Callback<String>,
) -> Markup {
    let texts = Texts::here();
    view! {
        <Select
            name
            label=texts.get(label)
            error=Signal::stored(None)
            unchosen=texts.get(Text::DeskQueueAny)
            options
            value
            on_choose
        />
    }
}

fn flag(asking: Asking, name: &'static str, label: Text, read: fn(&Asked) -> bool, toggle: fn(&mut Asked)) -> Markup {
    let texts = Texts::here();
    view! {
        <CheckBox
            name
            label=texts.get(label)
            value=Signal::derive(move || asking.typed.with(read))
            on_toggle=Callback::new(move |()| asking.typed.update(toggle))
        />
    }
}
