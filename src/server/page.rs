//! A page's HTML: the template of the app's build, with language, head and first
//! screen put in. What is seen comes from `ui`.

use domain::language::Language;
use leptos::prelude::*;
use markup::view;
use ui::{
    desk::first_screen::DeskFirstScreen,
    loading::FirstScreen,
    page::Page,
    text::{Pack, Text},
};

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
        let title = [texts.get(page.title()), " – ", texts.get(Text::HeaderName)].concat();
        let pack = Pack::Citizens.address(language);
        view! {
            <title>{title}</title>
            <meta name="description" content=texts.get(page.description()) />
            <link rel="preload" href=pack r#as="fetch" crossorigin="anonymous" />
        }
        .to_html()
    });
    fill(template, &head, &screen, language, prefix)
}

/// Fills the template of the desk. The page's name is told once someone is signed
/// in. Its texts are not fetched ahead: whoever works there has their language
/// remembered by the browser, which the server does not know.
pub fn draw_desk(template: &str, here: &str, language: Language, prefix: &str) -> String {
    let texts = texts::of(language);
    let screen = Owner::new().with(|| {
        texts.provide();
        let here = here.to_owned();
        view! { <DeskFirstScreen here /> }.to_html()
    });
    let title = [texts.get(Text::DeskPageDesk), " – ", texts.get(Text::HeaderName)].concat();
    let head = Owner::new().with(|| view! { <title>{title}</title> }.to_html());
    fill(template, &head, &screen, language, prefix)
}

fn fill(template: &str, head: &str, screen: &str, language: Language, prefix: &str) -> String {
    let root = format!("<html lang=\"{}\" data-prefix=\"{prefix}\"", language.code());
    template.replacen("<html lang=\"hi\"", &root, 1).replacen("<!--sunwai:head-->", head, 1).replacen(
        "<!--sunwai:app-->",
        screen,
        1,
    )
}
