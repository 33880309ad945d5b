//! The first question: what kind of thing it is about.

use domain::reference::Group;
use leptos::prelude::*;
use markup::{Markup, view};

use super::page::Asking;
use crate::{
    choices::Choices,
    privacy_notice::PrivacyNotice,
    text::{Text, Texts},
};

/// Nine groups; the privacy notice stands before the first field.
#[component]
pub(super) fn GroupQuestion(asking: Asking) -> Markup {
    let texts = Texts::here();
    let options = Group::all().map(|group| (group.code(), texts.group(group))).collect();
    view! {
        <PrivacyNotice />
        <Choices
            name="group"
            question=texts.get(Text::ComplainGroup)
            error=asking.error("group")
            options
            value=asking.value("group")
            on_choose=asking.choose("group")
        />
    }
}
