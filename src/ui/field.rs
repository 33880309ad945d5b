//! A field: label, hint, error, and the control that a component of its own
//! puts inside.

use markup::prelude::*;
use markup::{Children, Markup, Value, attribute, changing, view};

/// What stands around the control of this name; the control has it as its id.
#[component]
pub fn Field(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    error: Signal<Option<&'static str>>,
    children: Children,
) -> Markup {
    let class = Signal::derive(move || {
        let class = if error.get().is_some() { "field field--wrong" } else { "field" };
        class.to_owned()
    });
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id(name)>{hint}</p> })}
            <p class="field__error" id=error_id(name)>{changing(move || error.get())}</p>
            {children()}
        </div>
    }
}

/// The ids of what describes a control: hint first, then what is wrong.
pub(crate) fn described_by(name: &'static str, hint: &'static str, error: Signal<Option<&'static str>>) -> Value {
    attribute(move || {
        let hint = (!hint.is_empty()).then(|| hint_id(name));
        let error = error.get().map(|_| error_id(name));
        match (hint, error) {
            (Some(hint), Some(error)) => Some([&hint, " ", &error].concat()),
            (hint, error) => hint.or(error),
        }
    })
}

/// `true` where something is wrong, else the attribute is left out.
pub(crate) fn invalid(error: Signal<Option<&'static str>>) -> Value {
    attribute(move || error.get().map(|_| "true".to_owned()))
}

pub(crate) fn hint_id(name: &str) -> String {
    [name, "-hint"].concat()
}

pub(crate) fn error_id(name: &str) -> String {
    [name, "-error"].concat()
}
