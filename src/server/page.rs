//! A page's HTML: the template of an app's build, with language, head and content
//! put in. What is seen comes from `ui`.

use std::sync::Arc;

use domain::{language::Language, paths};
use markup::prelude::*;
use markup::{Leading, Led, Markup, view};
use ui::{
    desk::first_screen::DeskFirstScreen,
    kiosk::first_screen::KioskFirstScreen,
    language_switch::Answering,
    layout::Layout,
    loading::LoadingLine,
    page::Page,
    text::{Pack, Text, Texts},
};

use crate::texts;

/// What a citizens' page is drawn from, beside its content.
pub struct Sheet<'a> {
    /// The template of the app's build.
    pub template: &'a str,
    /// Which page.
    pub page: &'a Page,
    /// Its address, for the links to its other languages.
    pub here: &'a str,
    /// The language of its words.
    pub language: Language,
    /// True if the address asks for the language: its links then do too.
    pub is_asked: bool,
    /// What stands before ticket numbers.
    pub prefix: &'a str,
    /// What the content was drawn from, as JSON, for the app that takes over.
    pub given: Option<&'a str>,
    /// The form that it answers.
    pub answering: Option<Answering>,
}

impl Sheet<'_> {
    /// The whole page around `content`.
    pub fn draw(&self, content: impl FnOnce() -> Markup + 'static) -> String {
        let texts = texts::of(self.language);
        let here = Signal::stored(self.here.to_owned());
        let screen = Owner::new().with(|| {
            texts.provide();
            if self.is_asked {
                provide_context(leading(self.language));
            }
            if let Some(answering) = self.answering.clone() {
                provide_context(answering);
            }
            view! {
                <LoadingLine />
                <Layout here>{content()}</Layout>
            }
            .to_html()
        });
        let head = Owner::new().with(|| {
            let title = title(texts, self.page);
            let pack = Pack::Citizens.address(self.language);
            view! {
                <title>{title}</title>
                <meta name="description" content=texts.get(self.page.description()) />
                <link id="app-texts" rel="alternate" href=pack r#as="fetch" crossorigin="anonymous" />
            }
            .to_html()
        });
        let screen = self.given.map(data).unwrap_or_default() + &screen;
        fill(self.template, &head, &screen, self.language, self.prefix)
    }
}

/// The title of a page before its heading is read.
pub fn title(texts: Texts, page: &Page) -> String {
    [texts.get(page.title()), " – ", texts.get(Text::HeaderName)].concat()
}

/// Where there is no app that remembers the language, the links to our pages ask
/// for it.
fn leading(language: Language) -> Leading {
    Leading(Arc::new(move |address| {
        let is_settled = Page::of(address) == Page::Unknown || address.contains("lang=");
        (!is_settled).then(|| Led { address: asking_for(address, language), beside: None })
    }))
}

/// The address of a page of ours, in this language.
pub fn asking_for(address: &str, language: Language) -> String {
    let (address, fragment) = address.find('#').map_or((address, ""), |place| address.split_at(place));
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}lang={}{fragment}", language.code())
}

/// JSON inside a page: data, never a script, whatever is written in it.
fn data(json: &str) -> String {
    format!("<script type=\"application/json\" id=\"given\">{}</script>", json.replace('<', "\\u003c"))
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

/// Fills the template of the kiosk, the same for every address and everybody: the
/// terminal keeps it for when its line is down.
pub fn draw_kiosk(template: &str, language: Language, prefix: &str) -> String {
    let texts = texts::of(language);
    let screen = Owner::new().with(|| {
        texts.provide();
        let here = paths::kiosk::APP.to_owned();
        view! { <KioskFirstScreen here /> }.to_html()
    });
    let title = [texts.get(Text::KioskPageName), " – ", texts.get(Text::HeaderName)].concat();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_our_pages_ask_for_the_language_and_others_do_not() {
        let Leading(leading) = leading(Language::En);
        let lead = |address| leading(address).map(|led| led.address);

        assert_eq!(lead("/complain").as_deref(), Some("/complain?lang=en"));
        assert_eq!(lead("/results?by=month").as_deref(), Some("/results?by=month&lang=en"));
        assert_eq!(lead("/t/21482736900#k=abc").as_deref(), Some("/t/21482736900?lang=en#k=abc"));
        assert_eq!(lead("/complain?lang=pa"), None);
        assert_eq!(lead("/api/v1/statistics.csv"), None);
        assert_eq!(lead("#main"), None);
    }

    #[test]
    fn nothing_a_citizen_wrote_ends_the_data() {
        let written = serde_json::to_string("</script><script>alert(1)</script>").unwrap();

        let drawn = data(&written);

        assert_eq!(drawn.matches("</script>").count(), 1);
        assert!(drawn.ends_with("</script>"));
    }
}
