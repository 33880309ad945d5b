//! Turns `texts/<noun>.json` into the enum of text keys, and each shelf of texts
//! into one pack a language.
//!
//! A key that stands twice, lacks a language, has a line break or different
//! {placeholders} in two languages fails the build. A pack has one text a line:
//! the names of the lists in their order, then the texts in that of the enum, of
//! its own shelf and of all before it. So every pack begins with the one before,
//! and a key has the same place in each.

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

/// The shelves: the name of the packs, before the language, and the folder. What
/// only those who sign in read stands on a shelf that no citizen fetches, and
/// what only the server says, in letters, on one that nobody does.
const SHELVES: [(&str, &str); 4] =
    [("", "texts"), ("desk-", "texts/desk"), ("kiosk-", "texts/kiosk"), ("server-", "texts/server")];

/// A text: `complain.title` becomes `Text::ComplainTitle`, and `title` in
/// `desk/queue.json` becomes `Text::DeskQueueTitle`.
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

    /// Found by its key, which the server sends.
    fn is_problem(&self) -> bool {
        self.noun == "problem" || self.noun.ends_with("_problem")
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
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut entries = Vec::new();
    let mut shelves = Vec::new();
    for (name, folder) in SHELVES {
        entries.extend(read_all(Path::new(folder), name));
        let packs = Language::ALL.map(|language| pack(&entries, language));
        for (language, pack) in Language::ALL.into_iter().zip(&packs) {
            write(&out.join(format!("{name}{}.txt", language.code())), pack);
        }
        shelves.push(Shelf { name, version: version(&packs), count: entries.len() });
    }
    check(&entries);
    write(&out.join("text.rs"), &code(&entries, &shelves));
}

/// What the code says of a shelf.
struct Shelf {
    name: &'static str,
    version: String,
    /// So many texts are in its packs.
    count: usize,
}

fn check(entries: &[Entry]) {
    let mut seen = BTreeSet::new();
    for entry in entries {
        entry.check();
        assert!(seen.insert(entry.variant()), "{}.{} stands twice", entry.noun, entry.key);
    }
}

fn write(path: &Path, content: &str) {
    fs::write(path, content).expect("the output folder can be written");
}

fn read_all(folder: &Path, shelf: &str) -> Vec<Entry> {
    let files = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = files.map(|file| file.expect("a readable folder").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    paths.sort();
    paths.iter().flat_map(|path| read(path, shelf)).collect()
}

fn read(path: &Path, shelf: &str) -> Vec<Entry> {
    let file = path.file_stem().expect("a file of texts").to_string_lossy();
    let noun = format!("{}{file}", shelf.replace('-', "_"));
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
    lists.map(name).chain(texts).collect::<Vec<_>>().join("\n")
}

/// Changes whenever a pack does (FNV-1a, 64 bits).
fn version(packs: &[String]) -> String {
    let bytes = packs.iter().flat_map(|pack| pack.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

fn code(entries: &[Entry], shelves: &[Shelf]) -> String {
    let mut code = String::new();
    let mut line = |line: fmt::Arguments<'_>| writeln!(code, "{line}").expect("a string takes all");
    line(format_args!("/// Of each shelf: what stands before the language in its packs' names, what"));
    line(format_args!("/// changes with any of them, and how many texts they have after the lists."));
    line(format_args!("const SHELVES: [(&str, &str, usize); {}] = [", shelves.len()));
    for shelf in shelves {
        line(format_args!("  ({:?}, {:?}, {}),", shelf.name, shelf.version, shelf.count));
    }
    line(format_args!("];"));
    line(format_args!("/// The key of a text. Shown here in English."));
    line(format_args!("#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\npub enum Text {{"));
    for entry in entries {
        line(format_args!("  #[doc = {:?}]\n  {},", format!("`{}`", entry.words.en), entry.variant()));
    }
    line(format_args!("}}\n/// The sentence of each key of a problem (each shelf's `problem.json`)."));
    line(format_args!("static PROBLEMS: &[(&str, Text)] = &["));
    for entry in entries.iter().filter(|entry| entry.is_problem()) {
        // A phone has no use for the keys of other shelves: they are 1 kB of its app.
        let only = if entry.noun == "problem" { "" } else { "#[cfg(feature = \"staff\")] " };
        line(format_args!("  {only}({:?}, Text::{}),", entry.key, entry.variant()));
    }
    line(format_args!("];\n#[cfg(test)]\npub(crate) static KEYS: &[&str] = &["));
    for entry in entries.iter().filter(|entry| !entry.is_problem()) {
        line(format_args!("  {:?},", entry.variant()));
    }
    line(format_args!("];"));
    code
}
