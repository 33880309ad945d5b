//! A page as it stands in a frame: its content and nothing around it, no app, and
//! links that stay in the frame as long as they lead to what is shown there.

use std::sync::Arc;

use domain::{language::Language, paths::embed};
use markup::prelude::*;
use markup::{Leading, Led, Markup, view};
use ui::{
    page::Page,
    text::{Text, Texts},
};

use super::files::{SCRIPT, STYLE};
use crate::{
    page::{asking_for, title},
    texts,
};

/// How the links to stylesheets begin in the template of the app.
const STYLE_LINK: &str = "<link rel=\"stylesheet\"";

/// The whole page around `content`, in the clothes of `template`.
pub fn draw(template: &str, page: &Page, language: Language, content: impl FnOnce() -> Markup + 'static) -> String {
    let texts = texts::of(language);
    let screen = Owner::new().with(|| {
        texts.provide();
        provide_context(leading(texts));
        view! { <main class="page" id="main">{content()}</main> }.to_html()
    });
    let head = Owner::new().with(|| {
        view! {
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title(texts, page)}</title>
        }
        .to_html()
    });
    let (styles, style, script) = (styles(template), &STYLE.address, &SCRIPT.address);
    let code = language.code();
    format!(
        "<!doctype html><html lang=\"{code}\"><head>{head}{styles}<link rel=\"stylesheet\" href=\"{style}\">\
         <script src=\"{script}\" defer></script></head><body>{screen}</body></html>"
    )
}

/// The links to the stylesheets of a template, in their order.
fn styles(template: &str) -> String {
    let links = template.match_indices(STYLE_LINK).filter_map(|(place, _)| {
        let link = &template[place..];
        link.find('>').map(|end| &link[..=end])
    });
    links.collect()
}

/// Where a page is in a frame. The host says the language each time, because nothing
/// is kept in the browser.
pub fn address(address: &str, language: Language) -> String {
    asking_for(&[embed::BELOW, address.trim_start_matches('/')].concat(), language)
}

/// What leads away opens in a tab of its own, above all a link with a key in it:
/// the window belongs to the host.
fn leading(texts: Texts) -> Leading {
    Leading(Arc::new(move |link| {
        let page = Page::of(link);
        if page == Page::Unknown {
            return None;
        }
        let language = texts.language();
        let is_shown_here = matches!(page, Page::Complain | Page::Status | Page::Ticket(_) | Page::Results);
        let has_key = link.contains("#k=");
        Some(if is_shown_here && !has_key {
            Led { address: address(link, language), beside: None }
        } else {
            Led { address: asking_for(link, language), beside: Some(texts.get(Text::ServerEmbedBeside)) }
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_in_the_frame_if_what_it_leads_to_is_shown_there() {
        let Leading(lead) = leading(texts::of(Language::En));
        let inside = |link| {
            let led = lead(link).unwrap();
            assert_eq!(led.beside, None, "{link}");
            led.address
        };

        assert_eq!(inside("/complain"), "/embed/complain?lang=en");
        assert_eq!(inside("/results?by=month"), "/embed/results?by=month&lang=en");
        assert_eq!(inside("/t/21482736900"), "/embed/t/21482736900?lang=en");
        assert_eq!(lead("/api/v1/statistics.csv"), None);
        assert_eq!(lead("#text"), None);
    }

    #[test]
    fn a_link_with_a_key_and_all_other_pages_open_beside_it() {
        let Leading(lead) = leading(texts::of(Language::En));
        let beside = |link| {
            let led = lead(link).unwrap();
            assert!(led.beside.is_some_and(|words| words.contains("tab")), "{link}");
            led.address
        };

        assert_eq!(beside("/t/21482736900#k=abc"), "/t/21482736900?lang=en#k=abc");
        assert_eq!(beside("/privacy"), "/privacy?lang=en");
        assert_eq!(beside("/"), "/?lang=en");
    }

    #[test]
    fn the_stylesheets_of_the_site_are_those_of_the_frame() {
        let template = "<head><script src=\"/a.js\"></script><link rel=\"stylesheet\" href=\"/a.css\">\n\
            <link rel=\"icon\"><link rel=\"stylesheet\" href=\"/b.css\"></head>";

        let page = draw(template, &Page::Status, Language::Pa, || view! { <h1>"<b>"</h1> });

        let head = "<link rel=\"stylesheet\" href=\"/a.css\"><link rel=\"stylesheet\" href=\"/b.css\">";
        assert!(page.contains(head) && page.starts_with("<!doctype html><html lang=\"pa\">"), "{page}");
        assert!(page.contains("<h1>&lt;b&gt;</h1>") && !page.contains("/a.js"), "{page}");
    }
}
