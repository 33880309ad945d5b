//! A thing that is wished or not.

use markup::prelude::*;
use markup::{Markup, attribute, view};

/// A box with its label.
#[component]
pub fn CheckBox(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] code: &'static str,
    value: Signal<bool>,
    on_toggle: Callback<()>,
) -> Markup {
    let id = if code.is_empty() { name.to_owned() } else { [name, "-", code].concat() };
    view! {
        <label class="check-box">
            <input
                class="check-box__box"
                type="checkbox"
                id=id
                name=name
                value=code
                prop:checked=attribute(move || value.get().then(|| "true".to_owned()))
                on:change=move |_| on_toggle.run(())
            />
            <span>{label}</span>
        </label>
    }
}
