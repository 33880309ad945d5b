//! The texts of the three languages, read once.

use std::sync::OnceLock;

use domain::language::Language;
use ui::text::{self, Texts};

static ALL: OnceLock<[Texts; 3]> = OnceLock::new();

/// Reads the packs; `prefix` stands before ticket numbers. Only the first call
/// counts: there is one office in a program.
pub fn prepare(prefix: &str) {
    ALL.get_or_init(|| read(prefix.to_owned().leak()));
}

/// The texts of a language.
pub fn of(language: Language) -> Texts {
    let all = ALL.get_or_init(|| read("HR"));
    all[language as usize]
}

fn read(prefix: &'static str) -> [Texts; 3] {
    Language::ALL
        .map(|language| Texts::read(language, text::pack(language), prefix).expect("the packs are of this build"))
}
