//! Buttons act; links navigate, even where they look like a button.

use markup::prelude::*;
use markup::{IS_PLAIN, Markup, attribute, view};

/// Sends the form around it.
#[component]
pub fn Submit(
    label: &'static str,
    /// While true it says so and does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> Markup {
    view! {
        <button class="button" type="submit" aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))>
            {label}
        </button>
    }
}

/// Does something at once, beside the main way.
#[component]
pub fn Button(
    label: &'static str,
    /// What a plain page sends with the form around it: a field and its value.
    #[prop(optional)]
    sends: Option<(&'static str, &'static str)>,
    on_press: Callback<()>,
) -> Markup {
    let kind = if IS_PLAIN && sends.is_some() { "submit" } else { "button" };
    let (name, value) = sends.unzip();
    view! {
        <button class="button button--second" type=kind name=name value=value on:click=move |_| on_press.run(())>
            {label}
        </button>
    }
}

/// Leads on to the next page.
#[component]
pub fn LinkButton(label: &'static str, #[prop(into)] href: String) -> Markup {
    view! { <a class="button" href=href>{label}</a> }
}
