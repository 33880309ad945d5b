//! The pages that are the same for everyone.

use axum::response::Response;
use markup::{Markup, view};
use ui::{
    page::Page,
    pages::{accessibility::AccessibilityPage, home::Home, privacy::PrivacyPage, unknown::Unknown},
};

use super::visit::{Answer, Visit};
use crate::failure::Failure;

/// Home, privacy, accessibility.
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
        Page::Privacy => view! { <PrivacyPage /> },
        Page::Accessibility => view! { <AccessibilityPage /> },
        _ => view! { <Unknown /> },
    }
}
