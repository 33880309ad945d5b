//! The page in the other languages, each named in itself.

use domain::language::Language;
use markup::prelude::*;
use markup::{Markup, attribute, view};

use crate::text::{Text, Texts};

/// Links to the same address with `?lang=`.
#[component]
pub fn LanguageSwitch(here: Signal<String>) -> Markup {
    let texts = Texts::here();
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
    view! {
        <nav class="language-switch" aria-label=texts.get(Text::LanguageSwitchLabel)>{links.collect::<Markup>()}</nav>
    }
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
