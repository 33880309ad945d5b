//! The first question: what kind of thing it is about.

use domain::reference::Group;
use leptos::prelude::*;
use markup::{Markup, view};

use super::{frame::Frame, step::Step};
use crate::{
    choices::Choices,
    privacy_notice::PrivacyNotice,
    problems::Problems,
    text::{Text, Texts},
};

/// Nine groups; the privacy notice stands before the first field.
#[component]
pub fn GroupStep(
    value: Signal<String>,
    problems: Problems,
    on_choose: Callback<&'static str>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    let options = Group::all().map(|group| (group.code(), texts.group(group))).collect();
    view! {
        <Frame step=Step::Group problems submit=Text::ComplainContinue on_submit>
            <PrivacyNotice />
            <Choices
                name="group"
                question=texts.get(Text::ComplainGroup)
                error=problems.of("group")
                options
                value
                on_choose
            />
        </Frame>
    }
}
