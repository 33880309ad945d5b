//! One of a long list, in the phone's own wheel or menu, which every reader of
//! a cheap phone knows and a screen reader speaks.

use markup::prelude::*;
use markup::{Markup, view};

use crate::field::{Field, described_by, invalid};

/// A list of (code, name); nothing is chosen while `value` is empty.
#[component]
pub fn Select(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    error: Signal<Option<&'static str>>,
    /// What stands there before something is chosen.
    unchosen: &'static str,
    options: Vec<(&'static str, &'static str)>,
    value: Signal<String>,
    on_choose: Callback<String>,
) -> Markup {
    let chosen = value.get_untracked();
    let options = options.into_iter().map(move |(code, name)| {
        view! { <option value=code selected=chosen == code>{name}</option> }
    });
    view! {
        <Field name label hint error>
            <select
                class="select"
                id=name
                name=name
                aria-describedby=described_by(name, hint, error)
                aria-invalid=invalid(error)
                prop:value=value
                on:change:target=move |event| on_choose.run(event.target().value())
            >
                <option value="">{unchosen}</option>
                {options.collect::<Markup>()}
            </select>
        </Field>
    }
}
