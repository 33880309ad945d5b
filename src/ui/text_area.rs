//! A text to be typed, with a count once the end comes near.

use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::{
    field::{Field, described_by, invalid},
    number::grouped,
    text::{Text, Texts},
};

/// The count is told when fewer characters than this are left.
const NEAR: usize = 400;

/// A text with its label; `longest` in characters.
#[component]
pub fn TextArea(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    error: Signal<Option<&'static str>>,
    longest: usize,
    value: Signal<String>,
    on_input: Callback<String>,
) -> Markup {
    let texts = Texts::here();
    let left = Memo::new(move |_| longest as isize - value.with(|text| text.trim().chars().count()) as isize);
    let told = move || {
        let key = if left.get() < 0 { Text::TextAreaOver } else { Text::TextAreaLeft };
        let near = left.get() < NEAR as isize;
        near.then(|| texts.fill(key, &[("count", &grouped(left.get().unsigned_abs() as u32))]))
    };
    view! {
        <Field name label hint error>
            <textarea
                class="text-area"
                id=name
                name=name
                rows="7"
                autocomplete="off"
                aria-describedby=described_by(name, hint, error)
                aria-invalid=invalid(error)
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            >
                {value.get_untracked()}
            </textarea>
            <p class="text-area__count" role="status">{changing(told)}</p>
        </Field>
    }
}
