//! The page in the other languages, each named in itself.

use domain::language::Language;
use markup::prelude::*;
use markup::{IS_PLAIN, Markup, attribute, view};

use crate::{
    form,
    text::{Text, Texts},
};

/// A plain page that answers a form, where a link would lose what was typed; goes down
/// by context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answering {
    /// The form is sent again, and asks for its own step (`go`) in the other language.
    Step(String),
    /// What is shown is shown once: it stays in its language.
    Receipt,
}

/// Links to the same address with `?lang=`.
#[component]
pub fn LanguageSwitch(here: Signal<String>) -> Markup {
    let texts = Texts::here();
    if IS_PLAIN && let Some(answering) = use_context::<Answering>() {
        return match answering {
            Answering::Step(step) => in_place(texts, view! { <Again here=here.get_untracked() step /> }),
            Answering::Receipt => Markup::nothing(),
        };
    }
    let links = Language::ALL.into_iter().map(|language| {
        let code = language.code();
        let current = (language == texts.language()).then_some("true");
        view! {
            <a
                class="language-switch__link"
                lang=code
                hreflang=code
                aria-current=current
                href=attribute(move || Some(with_language(&here.get(), language)))
            >
                {language.name()}
            </a>
            " "
        }
    });
    in_place(texts, links.collect())
}

fn in_place(texts: Texts, languages: Markup) -> Markup {
    view! { <nav class="language-switch" aria-label=texts.get(Text::LanguageSwitchLabel)>{languages}</nav> }
}

/// Buttons that send the form of the page again.
#[component]
fn Again(here: String, step: String) -> Markup {
    let texts = Texts::here();
    let buttons = Language::ALL.into_iter().map(|language| {
        let code = language.code();
        let current = (language == texts.language()).then_some("true");
        view! {
            <button
                class="link-button language-switch__link"
                type="submit"
                form=form::ID
                formaction=with_language(&here, language)
                name="go"
                value=step.clone()
                lang=code
                aria-current=current
            >
                {language.name()}
            </button>
            " "
        }
    });
    buttons.collect()
}

/// The same address in another language.
fn with_language(here: &str, language: Language) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    // Two slashes at the beginning would lead to another site.
    let path = path.trim_start_matches(['/', '\\']);
    let mut address = ["/", path, "?lang=", language.code()].concat();
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")) {
        address.push('&');
        address.push_str(pair);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_keeps_the_place() {
        assert_eq!(with_language("/", Language::En), "/?lang=en");
        assert_eq!(with_language("//evil.example/a", Language::En), "/evil.example/a?lang=en");
        assert_eq!(with_language("/\\evil.example/a", Language::En), "/evil.example/a?lang=en");
        assert_eq!(with_language("/complain?lang=en&step=what", Language::Pa), "/complain?lang=pa&step=what");
    }
}
