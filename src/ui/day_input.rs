//! A calendar day, in the phone's own picker.

use markup::prelude::*;
use markup::{Markup, view};

use crate::field::{Field, described_by, invalid};

/// A day as `2020-01-31`; empty while none is chosen.
#[component]
pub fn DayInput(
    name: &'static str,
    label: &'static str,
    error: Signal<Option<&'static str>>,
    value: Signal<String>,
    on_input: Callback<String>,
) -> Markup {
    view! {
        <Field name label error>
            <input
                class="text-input text-input--number"
                id=name
                name=name
                type="date"
                aria-describedby=described_by(name, "", error)
                aria-invalid=invalid(error)
                value=value.get_untracked()
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            />
        </Field>
    }
}
