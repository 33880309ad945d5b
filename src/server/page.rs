//! A page's HTML: the template of the app's build, with language, head and first
//! screen put in. What is seen comes from `ui`.

use domain::language::Language;
use leptos::prelude::*;
use markup::view;
use ui::{loading::FirstScreen, page::Page, text};

use crate::texts;

/// Fills the template for the page at `here`, in a language.
pub fn draw(template: &str, page: &Page, here: &str, language: Language, prefix: &str) -> String {
    let texts = texts::of(language);
    let screen = Owner::new().with(|| {
        texts.provide();
        let (page, here) = (page.clone(), here.to_owned());
        view! { <FirstScreen page here /> }.to_html()
    });
    let head = Owner::new().with(|| {
        let title = [texts.get(page.title()), " – ", texts.get(text::Text::HeaderName)].concat();
        let pack = text::Pack::Citizens.address(language);
        view! {
            <title>{title}</title>
            <meta name="description" content=texts.get(page.description()) />
            <link rel="preload" href=pack r#as="fetch" crossorigin="anonymous" />
        }
        .to_html()
    });
    let root = format!("<html lang=\"{}\" data-prefix=\"{prefix}\"", language.code());
    template.replacen("<html lang=\"hi\"", &root, 1).replacen("<!--sunwai:head-->", &head, 1).replacen(
        "<!--sunwai:app-->",
        &screen,
        1,
    )
}
