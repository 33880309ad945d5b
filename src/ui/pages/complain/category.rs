//! The second question: what exactly, within the group.

use domain::reference::Group;
use leptos::prelude::*;
use markup::{Markup, view};

use super::{frame::Frame, step::Step};
use crate::{
    choices::Choices,
    problems::Problems,
    text::{Text, Texts},
};

/// The categories of `group`.
#[component]
pub fn CategoryStep(
    group: Group,
    value: Signal<String>,
    problems: Problems,
    on_choose: Callback<&'static str>,
    on_submit: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    let options = group.categories().map(|category| (category.code(), texts.category(category))).collect();
    view! {
        <Frame step=Step::Category problems submit=Text::ComplainContinue on_submit>
            <Choices
                name="category"
                question=texts.get(Text::ComplainCategory)
                hint=texts.group(group)
                error=problems.of("category")
                options
                value
                on_choose
            />
        </Frame>
    }
}
