//! The words of the lists, folded, by the first of them.
//!
//! Categories bring their keywords, districts their names and other spellings,
//! departments their names, the parts of their names and other names.

use std::{collections::BTreeMap, sync::LazyLock};

use super::folding::{fold, is_inside_word};
use crate::{
    language::Language,
    reference::{Category, Department, District},
};

/// What words hint at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What it is about.
    Category(Category),
    /// Who is named.
    Department(Department),
    /// Where.
    District(District),
}

/// Words that hint at something.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folded words after the first.
    pub rest: Vec<String>,
    /// How many letters they have together, folded.
    pub length: usize,
    /// What they hint at.
    pub subject: Subject,
}

/// The entries by their first folded word.
pub static LEXICON: LazyLock<BTreeMap<String, Vec<Entry>>> = LazyLock::new(build);

/// "Department" as people write it: one word of a name hints at a department
/// only beside it, because "food" alone means food.
const DEPARTMENT: [&str; 9] = ["विभाग", "महकमा", "ਵਿਭਾਗ", "ਮਹਿਕਮਾ", "department", "dept", "deptt", "vibhag", "mahakma"];

/// What stands between the parts of a department's name.
const BETWEEN: [&str; 5] = ["एवं", "तथा", "ਅਤੇ", "ਤੇ", "and"];

fn build() -> BTreeMap<String, Vec<Entry>> {
    let mut entries = BTreeMap::new();
    for category in Category::all() {
        for keyword in category.keywords() {
            add(&mut entries, Subject::Category(category), &words(keyword));
        }
    }
    for district in District::all() {
        let names = Language::ALL.map(|language| district.names().get(language));
        for name in names.iter().chain(district.aliases()) {
            add(&mut entries, Subject::District(district), &words(name));
        }
    }
    for department in Department::all() {
        let subject = Subject::Department(department);
        for language in Language::ALL {
            add_name(&mut entries, subject, department.names().get(language));
        }
        for alias in department.aliases() {
            add(&mut entries, subject, &words(alias));
        }
    }
    entries
}

/// The words of a text, folded.
fn words(text: &str) -> Vec<String> {
    text.split(|character| !is_inside_word(character)).filter(|word| !word.is_empty()).map(fold).collect()
}

fn add(entries: &mut BTreeMap<String, Vec<Entry>>, subject: Subject, words: &[String]) {
    let mut insert = |words: &[String]| {
        let Some((first, rest)) = words.split_first() else { return };
        let length = words.iter().map(|word| word.chars().count()).sum();
        let entry = Entry { rest: rest.to_vec(), length, subject };
        let known = entries.entry(first.clone()).or_default();
        if !known.contains(&entry) {
            known.push(entry);
        }
    };
    insert(words);
    // Several words are written in one as well: streetlight, familyid.
    if words.len() > 1 {
        insert(&[words.concat()]);
    }
}

/// A department's whole name and each part of it. A part of a single word counts
/// only beside the word for a department.
fn add_name(entries: &mut BTreeMap<String, Vec<Entry>>, subject: Subject, name: &str) {
    let departments = DEPARTMENT.map(fold);
    let between = BETWEEN.map(fold);
    let is_department = |word: &String| departments.contains(word);
    let whole: Vec<String> = words(name).into_iter().filter(|word| !is_department(word)).collect();
    let parts = name.split([',', '(', ')', '/']).flat_map(|piece| {
        let piece: Vec<String> = words(piece).into_iter().filter(|word| !is_department(word)).collect();
        piece.split(|word| between.contains(word)).map(<[String]>::to_vec).collect::<Vec<_>>()
    });
    for part in parts.chain([whole]).filter(|part| !part.is_empty()) {
        for department in &departments {
            add(entries, subject, &[part.as_slice(), std::slice::from_ref(department)].concat());
        }
        if part.len() > 1 {
            add(entries, subject, &part);
        }
    }
}
