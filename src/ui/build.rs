//! Turns `texts/<noun>.json` into the enum of text keys and one pack a language.
//!
//! A key that stands twice, lacks a language, has a line break or different
//! {placeholders} in two languages fails the build. A pack has one text a line
//! in the order of the enum, then the names of the lists in theirs.

use std::{
    collections::BTreeSet,
    env,
    fmt::{self, Write as _},
    fs,
    path::{Path, PathBuf},
};

use domain::{
    language::Language,
    life::State,
    reference::{self, Category, Department, District, Group, Names, Reason},
};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    hi: String,
    en: String,
    pa: String,
}

impl Words {
    fn get(&self, language: Language) -> &str {
        match language {
            Language::Hi => &self.hi,
            Language::En => &self.en,
            Language::Pa => &self.pa,
        }
    }
}

/// A text: `complain.title` becomes `Text::ComplainTitle`.
struct Entry {
    noun: String,
    key: String,
    words: Words,
}

impl Entry {
    fn variant(&self) -> String {
        let full = format!("{}_{}", self.noun, self.key);
        full.split(['_', '.']).map(capitalised).collect()
    }

    fn check(&self) {
        let expected = placeholders(&self.words.en);
        for language in Language::ALL {
            let words = self.words.get(language);
            let who = format!("{}.{} in {}", self.noun, self.key, language.code());
            assert!(!words.trim().is_empty(), "{who}: is empty");
            assert!(!words.contains('\n'), "{who}: has a line break");
            assert!(placeholders(words) == expected, "{who}: other placeholders than in English");
        }
    }
}

fn main() {
    println!("cargo::rerun-if-changed=texts");
    let entries = read_all(Path::new("texts"));
    let packs = Language::ALL.map(|language| pack(&entries, language));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for (language, pack) in Language::ALL.into_iter().zip(&packs) {
        write(&out.join(language.code()).with_extension("txt"), pack);
    }
    write(&out.join("text.rs"), &code(&entries, &version(&packs)));
}

fn write(path: &Path, content: &str) {
    fs::write(path, content).expect("the output folder can be written");
}

fn read_all(folder: &Path) -> Vec<Entry> {
    let files = fs::read_dir(folder).expect("src/ui/texts is there");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a readable folder").path()).collect();
    paths.sort();
    let entries: Vec<Entry> = paths.iter().flat_map(|path| read(path)).collect();
    let mut seen = BTreeSet::new();
    for entry in &entries {
        entry.check();
        assert!(seen.insert(entry.variant()), "{}.{} stands twice", entry.noun, entry.key);
    }
    entries
}

fn read(path: &Path) -> Vec<Entry> {
    let noun = path.file_stem().expect("a file of texts").to_string_lossy().into_owned();
    let json = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let texts: Texts = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    texts.0.into_iter().map(|(key, words)| Entry { noun: noun.clone(), key, words }).collect()
}

/// A file's texts in their order; a map would drop the first of two like keys.
struct Texts(Vec<(String, Words)>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Texts;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("keys, each with its text in three languages")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Texts, M::Error> {
                let mut texts = Vec::new();
                while let Some(text) = map.next_entry()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

fn placeholders(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name)).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn pack(entries: &[Entry], language: Language) -> String {
    let texts = entries.iter().map(|entry| entry.words.get(language));
    let name = |names: &'static Names| names.get(language);
    let lists = Group::all()
        .map(Group::names)
        .chain(Category::all().map(Category::names))
        .chain(Department::all().map(Department::names))
        .chain(District::all().map(District::names))
        .chain(Reason::all().map(Reason::names))
        .chain(State::ALL.into_iter().map(reference::state_names));
    texts.chain(lists.map(name)).collect::<Vec<_>>().join("\n")
}

/// Changes whenever a pack does (FNV-1a, 64 bits).
fn version(packs: &[String]) -> String {
    let bytes = packs.iter().flat_map(|pack| pack.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

fn code(entries: &[Entry], version: &str) -> String {
    let mut code = String::new();
    let mut line = |line: fmt::Arguments<'_>| writeln!(code, "{line}").expect("a string takes all");
    line(format_args!("/// Changes whenever a pack does; part of a pack's address."));
    line(format_args!("pub const VERSION: &str = {version:?};"));
    line(format_args!("/// How many texts there are; the names of the lists follow them in a pack."));
    line(format_args!("const COUNT: usize = {};", entries.len()));
    line(format_args!("/// The key of a text. Shown here in English."));
    line(format_args!("#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\npub enum Text {{"));
    for entry in entries {
        line(format_args!("  #[doc = {:?}]\n  {},", format!("`{}`", entry.words.en), entry.variant()));
    }
    line(format_args!("}}\n/// The sentence of each key of a problem (`texts/problem.json`)."));
    line(format_args!("static PROBLEMS: &[(&str, Text)] = &["));
    for entry in entries.iter().filter(|entry| entry.noun == "problem") {
        line(format_args!("  ({:?}, Text::{}),", entry.key, entry.variant()));
    }
    line(format_args!("];\n#[cfg(test)]\npub(crate) static KEYS: &[&str] = &["));
    for entry in entries.iter().filter(|entry| entry.noun != "problem") {
        line(format_args!("  {:?},", entry.variant()));
    }
    line(format_args!("];"));
    code
}
