//! The way to another step, with all that was typed.

use leptos::prelude::*;
use markup::{IS_PLAIN, Markup, view};

use super::step::Step;
use crate::text::{Text, Texts};

/// Leads to `step`. In the app it is a link; a plain page sends its form, because
/// the answers are in there, and asks for that step in place of the next.
#[component]
pub fn StepLink(
    step: Step,
    label: Text,
    /// What is led to, for those who hear the page.
    #[prop(optional)]
    about: &'static str,
) -> Markup {
    let words = Texts::here().get(label);
    let about = (!about.is_empty()).then(|| view! { <span class="hidden">" – " {about}</span> });
    if IS_PLAIN {
        return view! {
            <button class="link-button" type="submit" name="go" value=step.number().to_string()>{words} " " {about}</button>
        };
    }
    view! { <a class="link-button" href=step.address()>{words} " " {about}</a> }
}
