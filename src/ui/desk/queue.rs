//! The queue: ready-made lists, a search, a filter, and a line for each complaint.
//!
//! What is asked for stands in the address ([`asked`]), so a list can be kept as
//! a bookmark and "back" brings the last one.

use domain::{
    complaint::Channel,
    life::State,
    reference::{Category, Department, District},
    staff::Role,
    statistics::UNASSIGNED,
};
use leptos::prelude::*;
use markup::{Event, Markup, attribute, view};

use super::name;
use crate::{
    button::Submit,
    check_box::CheckBox,
    figures,
    select::Select,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

pub mod asked;
pub mod line;
pub mod near;

use self::asked::{ALL, Asked};

/// The lists that are asked for every day.
#[component]
pub fn Presets(asked: Signal<Asked>, role: Role) -> Markup {
    let texts = Texts::here();
    let none = Asked::default;
    let lists = [
        (Text::DeskQueueOpen, none(), true),
        (Text::DeskQueueNew, Asked { status: State::Received.code().to_owned(), ..none() }, role != Role::Officer),
        (Text::DeskQueueMine, Asked { mine: true, ..none() }, role != Role::Officer),
        (Text::DeskQueueOverdue, Asked { overdue: true, ..none() }, true),
        (Text::DeskQueueOwes, Asked { owes_reply: true, ..none() }, true),
        (Text::DeskQueueEverything, Asked { status: ALL.to_owned(), ..none() }, true),
    ];
    let links = lists.into_iter().filter(|(_, _, is_for)| *is_for).map(|(name, list, _)| {
        let href = list.page();
        let current = attribute(move || asked.with(|asked| *asked == list).then(|| "page".to_owned()));
        view! { <a class="tables__link" href=href aria-current=current>{texts.get(name)}</a> }
    });
    view! {
        <nav class="tables" aria-label=texts.get(Text::DeskQueuePresets)>{links.collect::<Markup>()}</nav>
    }
}

/// What is typed into search and filter; it is asked for when it is sent.
#[derive(Clone, Copy)]
pub struct Asking {
    /// As typed.
    pub typed: RwSignal<Asked>,
    /// Asks for it.
    pub on_submit: Callback<()>,
}

impl Asking {
    fn value(self, read: fn(&Asked) -> &str) -> Signal<String> {
        Signal::derive(move || self.typed.with(|asked| read(asked).to_owned()))
    }

    fn on_change(self, write: fn(&mut Asked, String)) -> Callback<String> {
        Callback::new(move |value| self.typed.update(|asked| write(asked, value)))
    }

    fn submit(self) -> impl Fn(Event) + 'static {
        move |event: Event| {
            event.prevent_default();
            self.on_submit.run(());
        }
    }
}

/// One line for number, words, place or the end of a mobile number.
#[component]
pub fn Search(asking: Asking) -> Markup {
    let texts = Texts::here();
    view! {
        <form class="filter search" role="search" novalidate on:submit=asking.submit()>
            <TextInput
                name="q"
                label=texts.get(Text::DeskQueueSearch)
                error=Signal::stored(None)
                typed=Typed::Search
                autocomplete="off"
                value=asking.value(|asked| &asked.q)
                on_input=asking.on_change(|asked, value| asked.q = value)
            />
            <Submit label=texts.get(Text::DeskQueueFind) />
        </form>
    }
}

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

/// Nothing is there, and how to see more.
#[component]
pub fn Empty(asked: Asked) -> Markup {
    let texts = Texts::here();
    let is_all = asked == Asked::default();
    let words = if is_all { Text::DeskQueueEmpty } else { Text::DeskQueueEmptyFiltered };
    let all = (!is_all).then(|| {
        view! { <p><a href=Asked::default().page()>{texts.get(Text::DeskQueueAll)}</a></p> }
    });
    view! {
        <p class="queue__empty">{texts.get(words)}</p>
        {all}
    }
}

/// So many lines are there, and a way to more of them.
#[component]
pub fn Foot(count: usize, next: bool, on_more: Callback<()>) -> Markup {
    let texts = Texts::here();
    let count = crate::number::grouped(u32::try_from(count).unwrap_or(u32::MAX));
    let more = next.then(|| {
        view! {
            <button class="button button--second" type="button" on:click=move |_| on_more.run(())>
                {texts.get(Text::DeskQueueMore)}
            </button>
        }
    });
    view! {
        <div class="queue__foot">
            <p role="status">{texts.fill(Text::DeskQueueShown, &[("count", &count)])}</p>
            {more}
        </div>
    }
}
