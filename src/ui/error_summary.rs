//! What is wrong with a form, above it, with a link to each field. The app
//! moves the focus here when it appears.

use leptos::prelude::*;
use markup::{Markup, changing, view};

use crate::{
    problems::Problems,
    text::{Text, Texts},
};

/// Nothing while nothing is wrong.
#[component]
pub fn ErrorSummary(problems: Problems) -> Markup {
    let texts = Texts::here();
    changing(move || {
        let wrong = problems.all(texts);
        let links = wrong.iter().map(|(name, sentence)| {
            view! { <li><a href=["#", name].concat()>{*sentence}</a></li> }
        });
        (!wrong.is_empty()).then(|| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1">
                    <h2 class="error-summary__title">{texts.get(Text::ErrorSummaryTitle)}</h2>
                    <ul class="error-summary__list">{links.collect::<Markup>()}</ul>
                </div>
            }
        })
    })
}
