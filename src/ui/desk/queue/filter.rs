//! The filter of the queue.

use domain::{
    complaint::Channel,
    life::State,
    reference::{Category, Department, District},
    staff::Role,
    statistics::UNASSIGNED,
};
use leptos::prelude::*;
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
    let states = State::ALL.map(|state| (state.code(), texts.get(name::state(state))));
    let statuses = std::iter::once((ALL, texts.get(Text::DeskQueueEverything))).chain(states);
    let departments = Department::all().map(|department| (department.code(), texts.department(department)));
    let nobody = is_team.then(|| (UNASSIGNED, texts.get(Text::DeskNameUnassigned)));
    let districts = District::all().map(|district| (district.code(), texts.district(district)));
    let categories = Category::all().map(|category| (category.code(), texts.category(category)));
    let channels = Channel::ALL.map(|channel| (channel.code(), texts.get(figures::channel(channel))));
    let any = texts.get(Text::DeskQueueAny);
    let list = |name, label, unchosen, options, read, write| {
        view! {
            <Select
                name
                label=texts.get(label)
                error=Signal::stored(None)
                unchosen
                options
                value=asking.value(read)
                on_choose=asking.on_change(write)
            />
        }
    };
    let open = texts.get(Text::DeskQueueOpen);
    view! {
        <details class="fold" open=is_wanted>
            <summary class="fold__name">{texts.get(Text::DeskQueueFilter)}</summary>
            <form class="filter" novalidate on:submit=asking.submit()>
                {list(
                    "only-status",
                    Text::DeskQueueStatus,
                    open,
                    statuses.collect(),
                    |asked| &asked.status,
                    |asked, value| asked.status = value,
                )}
                {list(
                    "only-department",
                    Text::DeskQueueDepartment,
                    any,
                    nobody.into_iter().chain(departments).collect(),
                    |asked| &asked.department,
                    |asked, value| asked.department = value,
                )}
                {list(
                    "only-district",
                    Text::DeskQueueDistrict,
                    any,
                    districts.collect(),
                    |asked| &asked.district,
                    |asked, value| asked.district = value,
                )}
                {list(
                    "only-category",
                    Text::DeskQueueCategory,
                    any,
                    categories.collect(),
                    |asked| &asked.category,
                    |asked, value| asked.category = value,
                )}
                {list(
                    "only-channel",
                    Text::DeskQueueChannel,
                    any,
                    channels.to_vec(),
                    |asked| &asked.channel,
                    |asked, value| asked.channel = value,
                )}
                <CheckBox
                    name="only-overdue"
                    label=texts.get(Text::DeskQueueOnlyOverdue)
                    value=Signal::derive(move || asking.typed.get().overdue)
                    on_toggle=Callback::new(move |()| asking.typed.update(|asked| asked.overdue = !asked.overdue))
                />
                {is_team.then(|| view! {
                    <CheckBox
                        name="only-mine"
                        label=texts.get(Text::DeskQueueOnlyMine)
                        value=Signal::derive(move || asking.typed.get().mine)
                        on_toggle=Callback::new(move |()| asking.typed.update(|asked| asked.mine = !asked.mine))
                    />
                })}
                <Submit label=texts.get(Text::DeskQueueShow) />
            </form>
        </details>
    }
}
