//! The second question: what exactly, within the group.

use leptos::prelude::*;
use markup::{Markup, view};

use super::page::Asking;
use crate::{
    choices::Choices,
    text::{Text, Texts},
};

/// The categories of the chosen group; none without it.
#[component]
pub(super) fn CategoryQuestion(asking: Asking) -> Markup {
    let texts = Texts::here();
    let group = asking.answers.with_untracked(|answers| answers.group());
    let categories = group.into_iter().flat_map(|group| group.categories());
    let options = categories.map(|category| (category.code(), texts.category(category))).collect();
    view! {
        <Choices
            name="category"
            question=texts.get(Text::ComplainCategory)
            hint=group.map_or("", |group| texts.group(group))
            error=asking.error("category")
            options
            value=asking.value("category")
            on_choose=asking.choose("category")
        />
    }
}
