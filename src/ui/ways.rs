//! The three clear ways: complain, look up, see the figures.

use domain::paths::page;
use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// A way each: where it leads, its name, a sentence about it.
const WAYS: [(&str, Text, Text); 3] = [
    (page::COMPLAIN, Text::WaysComplain, Text::WaysComplainAbout),
    (page::STATUS, Text::WaysStatus, Text::WaysStatusAbout),
    (page::RESULTS, Text::WaysResults, Text::WaysResultsAbout),
];

/// Three links as large targets, the first one strongest.
#[component]
pub fn Ways() -> Markup {
    let texts = Texts::here();
    let ways = WAYS.map(|(href, name, about)| {
        view! {
            <li class="ways__way">
                <a class="ways__link" href=href>{texts.get(name)}</a>
                <p class="ways__about">{texts.get(about)}</p>
            </li>
        }
    });
    view! { <ul class="ways">{ways.into_iter().collect::<Markup>()}</ul> }
}
