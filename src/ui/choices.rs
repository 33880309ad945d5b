//! One of a few, as large targets: the question is the page's heading.

use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::field::{described_by, error_id, hint_id};

/// Radio buttons for (code, name) under a question.
#[component]
pub fn Choices(
    name: &'static str,
    question: &'static str,
    #[prop(optional)] hint: &'static str,
    error: Signal<Option<&'static str>>,
    options: Vec<(&'static str, &'static str)>,
    value: Signal<String>,
    on_choose: Callback<&'static str>,
) -> Markup {
    let chosen = value.get_untracked();
    let options = options.into_iter().enumerate().map(|(place, (code, label))| {
        let chosen = chosen == code;
        // The first has the field's own id: the error summary leads to it.
        let id = if place == 0 { name.to_owned() } else { [name, "-", code].concat() };
        view! {
            // A line for each, also where no stylesheet is.
            <div>
                <label class="choices__choice">
                    <input
                        class="choices__button"
                        type="radio"
                        id=id
                        name=name
                        value=code
                        checked=chosen
                        on:change=move |_| on_choose.run(code)
                    />
                    <span class="choices__label">{label}</span>
                </label>
            </div>
        }
    });
    view! {
        <fieldset class="choices" aria-describedby=described_by(name, hint, error)>
            <legend class="choices__question">
                <h1 tabindex="-1">{question}</h1>
            </legend>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id(name)>{hint}</p> })}
            <p class="field__error" id=error_id(name)>{changing(move || error.get())}</p>
            {options.collect::<Markup>()}
        </fieldset>
    }
}
