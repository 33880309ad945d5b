//! A line to be typed.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::field::{Field, described_by, invalid};

/// Which keyboard a phone shows, and how wide the line is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Typed {
    /// Words.
    #[default]
    Words,
    /// A mobile number.
    Mobile,
    /// A ticket number, which may begin with letters.
    Ticket,
    /// Six digits.
    Pin,
}

impl Typed {
    fn class(self) -> &'static str {
        match self {
            Self::Words => "text-input",
            Self::Mobile | Self::Ticket => "text-input text-input--number",
            Self::Pin => "text-input text-input--pin",
        }
    }

    fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Words => None,
            Self::Mobile => Some("tel"),
            Self::Ticket | Self::Pin => Some("numeric"),
        }
    }
}

/// A line with its label; `autocomplete` as in the HTML standard, `off` where
/// the phone must not remember it.
#[component]
pub fn TextInput(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    error: Signal<Option<&'static str>>,
    #[prop(optional)] typed: Typed,
    autocomplete: &'static str,
    value: Signal<String>,
    on_input: Callback<String>,
) -> Markup {
    view! {
        <Field name label hint error>
            <input
                class=typed.class()
                id=name
                name=name
                type="text"
                inputmode=typed.keyboard()
                autocomplete=autocomplete
                aria-describedby=described_by(name, hint, error)
                aria-invalid=invalid(error)
                value=value.get_untracked()
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            />
        </Field>
    }
}
