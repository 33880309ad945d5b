//! The texts: typed keys, and a handle to the sentences of one language.
//!
//! The Wasm holds no sentence: a phone fetches one [`Pack`], `/texts/hi-<version>.txt`,
//! which `build.rs` makes from `texts/*.json` and the lists of `domain`. Texts
//! are not reactive: another language mounts the app anew.

use domain::{
    language::Language,
    life::State,
    reference::{Category, Department, District, Group, Reason},
};
use leptos::prelude::{provide_context, use_context};

include!(concat!(env!("OUT_DIR"), "/text.rs"));

impl Text {
    /// The sentence of a problem's key; a general one for a key that is newer
    /// than this app.
    pub fn of_problem(key: &str) -> Self {
        let known = PROBLEMS.iter().find(|(known, _)| *known == key);
        known.map_or(Self::ProblemUnknown, |(_, text)| *text)
    }
}

/// Which place in a pack each list has; the texts come after them.
const GROUPS: usize = 0;
const CATEGORIES: usize = GROUPS + Group::COUNT;
const DEPARTMENTS: usize = CATEGORIES + Category::COUNT;
const DISTRICTS: usize = DEPARTMENTS + Department::COUNT;
const REASONS: usize = DISTRICTS + District::COUNT;
const STATES: usize = REASONS + Reason::COUNT;
const TEXTS: usize = STATES + State::ALL.len();

/// The sentences of one language, and how this office writes its tickets.
struct Catalogue {
    language: Language,
    prefix: &'static str,
    lines: Vec<&'static str>,
}

/// A handle to the sentences of one language, to be passed around freely.
#[derive(Clone, Copy)]
pub struct Texts(&'static Catalogue);

impl Texts {
    /// Reads a pack; `None` when it is another version's. `prefix` stands before
    /// ticket numbers. The handle lives as long as the program, so a program
    /// reads each language once.
    pub fn read(language: Language, pack: &'static str, prefix: &'static str) -> Option<Self> {
        let lines: Vec<_> = pack.split('\n').collect();
        let fits = SHELVES.iter().any(|(_, _, count)| lines.len() == TEXTS + count);
        fits.then(|| Self(Box::leak(Box::new(Catalogue { language, prefix, lines }))))
    }

    /// The texts of the page this component is on.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Texts::provide")
    }

    /// Makes these the texts of all components below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The language.
    pub fn language(self) -> Language {
        self.0.language
    }

    /// What stands before ticket numbers: `HR`.
    pub fn prefix(self) -> &'static str {
        self.0.prefix
    }

    /// A text without placeholders.
    pub fn get(self, text: Text) -> &'static str {
        self.0.lines[TEXTS + text as usize]
    }

    /// A text with its placeholders filled in: `("count", "12")` for `{count}`.
    pub fn fill(self, text: Text, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(text);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let value = values.iter().find(|(known, _)| *known == name);
            debug_assert!(value.is_some(), "{text:?}: nothing fills {{{name}}}");
            filled.push_str(before);
            filled.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        filled + rest
    }

    /// The sentence of a problem's key; one for all those that this pack lacks.
    pub fn problem(self, key: &str) -> &'static str {
        let sentence = self.0.lines.get(TEXTS + Text::of_problem(key) as usize);
        sentence.copied().unwrap_or_else(|| self.get(Text::ProblemUnknown))
    }

    /// A group's name.
    pub fn group(self, group: Group) -> &'static str {
        self.0.lines[GROUPS + group.place()]
    }

    /// A category's name.
    pub fn category(self, category: Category) -> &'static str {
        self.0.lines[CATEGORIES + category.place()]
    }

    /// A department's name.
    pub fn department(self, department: Department) -> &'static str {
        self.0.lines[DEPARTMENTS + department.place()]
    }

    /// A district's name.
    pub fn district(self, district: District) -> &'static str {
        self.0.lines[DISTRICTS + district.place()]
    }

    /// A reason's name.
    pub fn reason(self, reason: Reason) -> &'static str {
        self.0.lines[REASONS + reason.place()]
    }

    /// A state's name.
    pub fn state(self, state: State) -> &'static str {
        self.0.lines[STATES + state as usize]
    }
}

/// The packs that the build wrote under a name.
#[cfg(any(feature = "packs", test))]
macro_rules! packs {
    ($name:literal, $language:expr) => {
        match $language {
            Language::Hi => include_str!(concat!(env!("OUT_DIR"), "/", $name, "hi.txt")),
            Language::En => include_str!(concat!(env!("OUT_DIR"), "/", $name, "en.txt")),
            Language::Pa => include_str!(concat!(env!("OUT_DIR"), "/", $name, "pa.txt")),
        }
    };
}

/// For whom a pack is. Each holds all of the one before it, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pack {
    /// The citizens.
    Citizens,
    /// Those who sign in at the desk.
    Desk,
    /// The terminals of centres.
    Kiosk,
}

impl Pack {
    /// All packs, in the order of their shelves.
    pub const ALL: [Self; 3] = [Self::Citizens, Self::Desk, Self::Kiosk];

    /// The address in a language: `/texts/hi-<version>.txt`, `/texts/desk-hi-<version>.txt`.
    pub fn address(self, language: Language) -> String {
        let (name, version, _) = SHELVES[self as usize];
        [domain::paths::TEXTS, "/", name, language.code(), "-", version, ".txt"].concat()
    }

    /// What is served there.
    #[cfg(any(feature = "packs", test))]
    pub fn of(self, language: Language) -> &'static str {
        match self {
            Self::Citizens => packs!("", language),
            Self::Desk => packs!("desk-", language),
            Self::Kiosk => packs!("kiosk-", language),
        }
    }
}

/// Every text of a language, on whichever shelf it stands.
#[cfg(any(feature = "packs", test))]
pub fn pack(language: Language) -> &'static str {
    packs!("server-", language)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    fn texts(language: Language) -> Texts {
        Texts::read(language, pack(language), "HR").unwrap()
    }

    #[test]
    fn every_language_has_a_line_for_every_text_and_every_name() {
        for language in Language::ALL {
            let texts = texts(language);

            assert!(texts.0.lines.iter().all(|line| !line.is_empty()), "{}", language.code());
        }
    }

    #[test]
    fn names_of_lists_are_found_by_their_entry() {
        let texts = texts(Language::Hi);

        assert_eq!(texts.group(Group::from_code("ration").unwrap()), "राशन और डिपो");
        assert_eq!(texts.category(Category::from_code("OTHER").unwrap()), "अन्य");
        assert_eq!(texts.district(District::from_code("bhiwani").unwrap()), "भिवानी");
        assert_eq!(texts.department(Department::from_code("POL").unwrap()), "पुलिस विभाग");
        assert_eq!(texts.reason(Reason::from_code("religious").unwrap()), "धार्मिक मामला");
        assert_eq!(texts.state(State::Withdrawn), "आपने वापस ली");
    }

    #[test]
    fn what_only_the_server_says_is_fetched_by_nobody() {
        for language in Language::ALL {
            let letter = texts(language).get(Text::ServerLetterFiled);

            assert!(letter.contains("{ticket}"), "{letter}");
            assert!(Pack::ALL.into_iter().all(|pack| !pack.of(language).contains(letter)), "{letter}");
        }
    }

    #[test]
    fn a_pack_of_another_version_is_refused() {
        assert!(Texts::read(Language::Hi, "one line", "HR").is_none());
    }

    #[test]
    fn placeholders_are_filled_in_wherever_a_language_has_them() {
        let filled = texts(Language::Hi).fill(Text::StepsPlace, &[("number", "2"), ("count", "6")]);

        assert!(filled.contains('2') && filled.contains('6') && !filled.contains('{'), "{filled}");
    }

    #[test]
    fn a_problem_that_is_newer_than_the_app_gets_a_general_sentence() {
        assert_eq!(Text::of_problem("text.too_short"), Text::ProblemTextTooShort);
        assert_eq!(Text::of_problem("no.such_key"), Text::ProblemUnknown);
        let citizens = Texts::read(Language::En, Pack::Citizens.of(Language::En), "HR").unwrap();
        assert_eq!(citizens.problem("field.type"), citizens.get(Text::ProblemUnknown), "or that another shelf has");
    }

    #[test]
    fn the_citizens_pack_is_the_beginning_of_the_desks() {
        for language in Language::ALL {
            assert!(Pack::Desk.of(language).starts_with(Pack::Citizens.of(language)));
            assert!(Texts::read(language, Pack::Citizens.of(language), "HR").is_some());
        }
    }

    #[test]
    fn no_page_of_the_citizens_uses_a_text_that_they_do_not_fetch() {
        let mut sources = String::new();
        for folder in ["portal", "browser", "ui/pages"] {
            read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder), &mut sources);
        }

        assert!(!sources.contains("Text::Desk") && !sources.contains("Text::Kiosk"));
    }

    #[test]
    fn every_key_is_used_somewhere() {
        let mut sources = String::new();
        read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut sources);

        let unused: Vec<_> = KEYS.iter().filter(|key| !uses(&sources, key)).collect();

        assert!(unused.is_empty(), "{unused:?}");
    }

    /// True if the key stands there as a whole word.
    fn uses(sources: &str, key: &str) -> bool {
        let path = format!("Text::{key}");
        let mut places = sources.match_indices(&path);
        places.any(|(place, _)| !sources[place + path.len()..].starts_with(|next: char| next.is_alphanumeric()))
    }

    fn read_sources(folder: &Path, sources: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_sources(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
}
