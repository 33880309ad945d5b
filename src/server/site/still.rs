//! The pages that are the same for everyone.

use axum::response::Response;
use leptos::prelude::*;
use markup::{Markup, view};
use ui::{
    page::Page,
    pages::{
        accessibility::AccessibilityPage,
        home::Home,
        mine::{Keeping, MinePage},
        privacy::PrivacyPage,
        unknown::Unknown,
    },
};

use super::visit::{Answer, Visit};
use crate::failure::Failure;

/// Home, privacy, accessibility, and the list that only a phone can fill.
pub async fn show(visit: Visit) -> Response {
    let page = visit.page();
    let drawn = page.clone();
    visit.draw(Answer::of(page), move || content(&drawn))
}

/// There is no such page.
pub fn unknown(visit: &Visit) -> Response {
    visit.draw(Answer::of(Page::Unknown).failed(&Failure::NotFound), || content(&Page::Unknown))
}

fn content(page: &Page) -> Markup {
    match page {
        Page::Home => view! { <Home /> },
        // Only the phone knows what is on it.
        Page::Mine => {
            let (nothing, nothing_with) = (Callback::new(|()| ()), Callback::new(|_| ()));
            let keeping = Keeping {
                on_send: nothing,
                on_receipt: nothing_with,
                on_change: nothing_with,
                on_forget: nothing_with,
                on_forget_all: nothing,
            };
            view! { <MinePage kept=None keeping /> }
        }
        Page::Privacy => view! { <PrivacyPage /> },
        Page::Accessibility => view! { <AccessibilityPage /> },
        _ => view! { <Unknown /> },
    }
}
