//! Buttons act; links navigate, even where they look like a button.

use leptos::prelude::*;

use crate::changing::attribute;

/// Sends the form around it.
#[component]
pub fn Submit(
    label: &'static str,
    /// While true it says so and does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button class="button" type="submit" aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))>
            {label}
        </button>
    }
}

/// Does something at once, beside the main way.
#[component]
pub fn Button(label: &'static str, on_press: Callback<()>) -> impl IntoView {
    view! {
        <button class="button button--second" type="button" on:click=move |_| on_press.run(())>
            {label}
        </button>
    }
}

/// Leads on to the next page.
#[component]
pub fn LinkButton(label: &'static str, #[prop(into)] href: String) -> impl IntoView {
    view! { <a class="button" href=href>{label}</a> }
}
