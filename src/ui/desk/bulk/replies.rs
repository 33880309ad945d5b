//! One reply to many, in each language that they read: every citizen gets it in
//! their own.

use std::collections::BTreeMap;

use domain::{
    complaint::TEXT_MAX,
    language::Language,
    life::Verb,
    masking,
    time::Day,
    wire::{FieldProblem, desk::DeskAction},
};
use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::{
    desk::{
        action::{
            Writing, check, is_reply,
            template::{added, templates},
        },
        name,
    },
    personal_warning::PersonalWarning,
    problems::Problems,
    text::{Text, Texts},
    text_area::TextArea,
};

/// What is typed, by language.
#[derive(Clone, Copy)]
pub struct Replies {
    /// The languages of those who are answered, each once, in their order.
    pub languages: Signal<Vec<Language>>,
    /// As typed; what is typed for a language stays while nobody reads it.
    pub typed: RwSignal<BTreeMap<Language, String>>,
    /// The texts of the languages that are known, for ready sentences.
    texts: RwSignal<BTreeMap<Language, Texts>>,
}

impl Replies {
    /// Nothing typed yet, to those who read these languages.
    pub fn to(languages: Signal<Vec<Language>>) -> Self {
        Self { languages, typed: RwSignal::new(BTreeMap::new()), texts: RwSignal::new(BTreeMap::new()) }
    }

    /// The texts of a language were fetched.
    pub fn know(self, texts: Texts) {
        self.texts.update(|known| {
            known.insert(texts.language(), texts);
        });
    }

    /// What is said in a language.
    pub fn said(self, language: Language) -> String {
        self.typed.with_untracked(|typed| typed.get(&language).cloned().unwrap_or_default())
    }

    fn change(self, language: Language, change: impl FnOnce(&str) -> String) {
        self.typed.update(|typed| {
            let said = typed.entry(language).or_default();
            *said = change(said);
        });
    }

    /// Adds a ready sentence to the reply in each language.
    fn choose(self, verb: Verb, place: usize) {
        let texts = self.texts.get_untracked();
        for language in self.languages.get_untracked() {
            let Some(texts) = texts.get(&language) else { continue };
            let Some(sentence) = templates(*texts, verb).get(place).copied() else { continue };
            self.change(language, |said| added(said, sentence));
        }
    }

    /// Everything that is wrong with what is to be sent, as [`check`] says, each
    /// reply by the name of its field.
    pub fn check(
        self,
        verb: Verb,
        writing: Writing,
        today: Day,
        prefix: &str,
        compose: impl Fn(&str) -> String,
    ) -> Vec<FieldProblem> {
        let typed = writing.typed.get_untracked();
        if !is_reply(verb) {
            return check(verb, &typed, today, prefix, compose);
        }
        let mut problems: Vec<FieldProblem> = Vec::new();
        for language in self.languages.get_untracked() {
            let said = DeskAction { text: Some(self.said(language)), ..typed.clone() };
            for problem in check(verb, &said, today, prefix, &compose) {
                let pointer =
                    if problem.pointer == "/text" { ["/", field(language)].concat() } else { problem.pointer };
                if problems.iter().all(|known| known.pointer != pointer) {
                    problems.push(FieldProblem { pointer, key: problem.key });
                }
            }
        }
        problems
    }
}

/// The name of the reply's field in a language.
fn field(language: Language) -> &'static str {
    match language {
        Language::Hi => "text-hi",
        Language::En => "text-en",
        Language::Pa => "text-pa",
    }
}

/// A field for each language, and sentences that are ready in all of them.
#[component]
pub fn RepliesInEach(label: Text, verb: Verb, replies: Replies, writing: Writing) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(writing.problems);
    let fields = move || {
        let fields = replies.languages.get().into_iter().map(|language| one(replies, language, problems));
        fields.collect::<Markup>()
    };
    let sentences = move || {
        // All are there or none: a sentence in some of the languages is no reply.
        let ready = replies.texts.with(|known| replies.languages.get().iter().all(|one| known.contains_key(one)));
        let listed = if ready { templates(texts, verb) } else { Vec::new() };
        let sentence = |(place, sentence)| {
            view! {
                <li>
                    <button class="action__template" type="button" on:click=move |_| replies.choose(verb, place)>
                        {sentence}
                    </button>
                </li>
            }
        };
        listed.into_iter().enumerate().map(sentence).collect::<Markup>()
    };
    view! {
        <fieldset class="replies-in-each">
            <legend class="field__label">{texts.get(label)}</legend>
            <p class="field__hint">{texts.get(Text::DeskBulkLanguages)}</p>
            {changing(fields)}
        </fieldset>
        <details class="fold">
            <summary class="fold__name">{texts.get(Text::DeskBulkTemplates)}</summary>
            <ul class="action__templates">{changing(sentences)}</ul>
        </details>
    }
}

fn one(replies: Replies, language: Language, problems: Problems) -> Markup {
    let texts = Texts::here();
    let name = field(language);
    let value = Signal::derive(move || replies.typed.with(|typed| typed.get(&language).cloned().unwrap_or_default()));
    let on_input = Callback::new(move |said: String| replies.change(language, |_| said));
    let on_mask = Callback::new(move |()| replies.change(language, masking::mask));
    view! {
        <TextArea
            name
            label=texts.get(name::language(language))
            error=problems.of(name)
            longest=TEXT_MAX
            value
            on_input
        />
        <PersonalWarning text=value on_mask found=Text::DeskActionPersonal />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pack;

    fn replies(languages: &[Language]) -> Replies {
        let replies = Replies::to(Signal::stored(languages.to_vec()));
        for language in Language::ALL {
            let texts = Texts::read(language, pack(language), "HR").unwrap();
            replies.know(texts);
        }
        replies
    }

    fn problems(replies: Replies, writing: Writing) -> Vec<(String, String)> {
        let today = Day::parse("2026-11-24").unwrap();
        let problems = replies.check(Verb::NotTenable, writing, today, "HR", str::to_owned);
        problems.into_iter().map(|problem| (problem.pointer, problem.key)).collect()
    }

    fn problem(pointer: &str, key: &str) -> (String, String) {
        (pointer.to_owned(), key.to_owned())
    }

    #[test]
    fn a_ready_sentence_is_added_in_the_language_of_each_reader() {
        Owner::new().with(|| {
            let replies = replies(&[Language::Hi, Language::Pa]);
            replies.change(Language::Pa, |_| "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ".to_owned());

            replies.choose(Verb::NotTenable, 0);

            let texts = replies.texts.get_untracked();
            let of = |language| templates(texts[&language], Verb::NotTenable)[0];
            assert_eq!(replies.said(Language::Hi), of(Language::Hi));
            assert_eq!(replies.said(Language::Pa), added("ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ", of(Language::Pa)));
            assert_eq!(replies.said(Language::En), "", "nobody reads English");
        });
    }

    #[test]
    fn a_reply_is_wanted_in_every_language_and_what_is_common_is_told_once() {
        Owner::new().with(|| {
            let replies = replies(&[Language::Hi, Language::En]);
            replies.change(Language::Hi, |_| "98123 45678 पर पूछिए, कृपया".to_owned());

            let told = problems(replies, Writing::empty());

            let expected = [
                problem("/reason", "reason.missing"),
                problem("/text-hi", "text.personal"),
                problem("/text-en", "text.too_short"),
            ];
            assert_eq!(told, expected);
        });
    }
}
