//! One complaint in the queue.

use domain::{life::Kind, paths::desk::page, ticket::Ticket, time::Timestamp, wire::desk::QueueItem};
use markup::prelude::*;
use markup::{Markup, attribute, view};

use crate::{
    desk::{
        code::Code,
        due::{Dates, Due},
        name,
    },
    text::{Text, Texts},
};

/// The address of a complaint at the desk.
pub fn address(ticket: Ticket) -> String {
    [page::COMPLAINT, "/", &ticket.to_string()].concat()
}

/// The id of a complaint's link in the queue.
pub fn id(ticket: Ticket) -> String {
    ["line-", &ticket.to_string()].concat()
}

/// Number, subject, place, who has it, by when. Where the role may act on many
/// at once it can be selected.
#[component]
pub fn Line(
    item: QueueItem,
    now: Timestamp,
    can_select: bool,
    selected: Signal<bool>,
    on_select: Callback<Ticket>,
) -> Markup {
    let texts = Texts::here();
    let ticket = item.ticket;
    let dates = Dates {
        is_open: item.kind == Kind::Open,
        due_at: item.due_at,
        promised_at: item.promised_at,
        owes_reply: item.owes_reply,
        level: item.level,
    };
    let select = can_select.then(|| {
        view! {
            <label class="queue__select">
                <input
                    class="queue__box"
                    type="checkbox"
                    prop:checked=attribute(move || selected.get().then(|| "true".to_owned()))
                    on:change=move |_| on_select.run(ticket)
                />
                <span class="hidden">{texts.fill(Text::DeskQueueSelect, &[("ticket", &item.display)])}</span>
            </label>
        }
    });
    let district = texts.district(item.district);
    let place = item.place.map_or_else(|| district.to_owned(), |place| [&place, ", ", district].concat());
    let department = item.department.map(|department| view! { <span>{texts.department(department)}</span> });
    let handler = item.handler.map(|handler| {
        view! { <span>{texts.get(Text::DeskQueueHandler)} ": " <Code words=handler /></span> }
    });
    view! {
        <li class="queue__line">
            {select}
            <div class="queue__what">
                <p class="queue__head">
                    <a class="queue__link" id=id(ticket) href=address(ticket)>{item.display}</a>
                    <span class="queue__category">{texts.category(item.category)}</span>
                </p>
                <p class="queue__place">{place}</p>
                <p class="queue__excerpt">{item.excerpt}</p>
            </div>
            <div class="queue__who">
                <strong>{texts.get(name::state(item.status))}</strong>
                {department}
                {handler}
            </div>
            <Due dates now />
        </li>
    }
}
