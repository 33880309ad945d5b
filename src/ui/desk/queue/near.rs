//! That a list is of one place and time, and a way to the whole list: neither
//! field of search and filter shows it.

use markup::prelude::*;
use markup::{Markup, changing, view};

use super::asked::Asked;
use crate::text::{Text, Texts};

/// Nothing where no place is asked for.
#[component]
pub fn Near(asked: Signal<Asked>) -> Markup {
    let texts = Texts::here();
    let told = move || {
        let asked = asked.get();
        (!asked.place.is_empty()).then(|| {
            let moment = |moment: Option<_>| moment.map_or(String::new(), |moment| texts.moment(moment));
            let key = match (asked.from, asked.to) {
                (None, None) => Text::DeskQueueNear,
                (Some(_), None) => Text::DeskQueueNearFrom,
                (None, Some(_)) => Text::DeskQueueNearTo,
                (Some(_), Some(_)) => Text::DeskQueueNearBetween,
            };
            let values = [("place", asked.place.as_str()), ("from", &moment(asked.from)), ("to", &moment(asked.to))];
            view! {
                <p class="queue__near">
                    <strong>{texts.fill(key, &values)}</strong>
                    " "
                    <a href=Asked::default().page()>{texts.get(Text::DeskQueueAll)}</a>
                </p>
            }
        })
    };
    view! { <div>{changing(told)}</div> }
}
