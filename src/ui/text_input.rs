//! A line to be typed.

use markup::prelude::*;
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
    /// A name to sign in with.
    User,
    /// A password.
    Password,
    /// An e-mail address.
    Email,
    /// What is looked for.
    Search,
}

impl Typed {
    fn class(self) -> &'static str {
        match self {
            Self::Words | Self::Search => "text-input",
            Self::Mobile | Self::Ticket => "text-input text-input--number",
            Self::User | Self::Password | Self::Email => "text-input text-input--name",
            Self::Pin => "text-input text-input--pin",
        }
    }

    fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Words | Self::User | Self::Password | Self::Search => None,
            Self::Mobile => Some("tel"),
            Self::Email => Some("email"),
            Self::Ticket | Self::Pin => Some("numeric"),
        }
    }

    /// What the browser calls it; a search that is only a line needs no cross.
    fn kind(self) -> &'static str {
        if self == Self::Password { "password" } else { "text" }
    }

    /// A phone would write the first letter of a name as a capital.
    fn capitals(self) -> Option<&'static str> {
        matches!(self, Self::User | Self::Email).then_some("none")
    }

    /// The key that leads to it from anywhere on the page.
    fn shortcut(self) -> Option<&'static str> {
        (self == Self::Search).then_some("/")
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
                type=typed.kind()
                inputmode=typed.keyboard()
                autocapitalize=typed.capitals()
                aria-keyshortcuts=typed.shortcut()
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
