//! What made-up citizens and officers write: sentences with gaps, places, names.
//!
//! The words are in `words/*.json`. The villages and towns are real, no person is.

use std::{collections::BTreeMap, sync::LazyLock};

use domain::{
    language::Language,
    reference::{Category, District, Group, Reason},
};
use serde::Deserialize;

use super::draw::Draw;

/// All words of the demo.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    categories: read(include_str!("words/categories.json")),
    districts: read(include_str!("words/districts.json")),
    people: read(include_str!("words/people.json")),
    replies: read(include_str!("words/replies.json")),
});

fn read<T: for<'de> Deserialize<'de>>(json: &str) -> T {
    serde_json::from_str(json).expect("a test reads the demo's words")
}

/// All words of the demo.
pub struct Words {
    /// What is complained about.
    pub categories: Vec<CategoryWords>,
    /// Where.
    pub districts: Vec<DistrictWords>,
    /// First and last names.
    pub people: Spoken<Names>,
    /// Everything else that is written.
    pub replies: Replies,
}

/// The same in three languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spoken<T> {
    hi: T,
    en: T,
    pa: T,
}

impl<T> Spoken<T> {
    /// In this language.
    pub fn get(&self, language: Language) -> &T {
        match language {
            Language::Hi => &self.hi,
            Language::En => &self.en,
            Language::Pa => &self.pa,
        }
    }
}

/// Sentences about one category.
#[derive(Deserialize)]
pub struct CategoryWords {
    /// Which.
    pub code: Category,
    /// How often it is complained about, against others.
    pub weight: u64,
    /// Reasons why such complaints are often not tenable.
    #[serde(default)]
    pub often: Vec<Reason>,
    /// Begins a complaint.
    #[serde(flatten)]
    pub sentences: Spoken<Vec<String>>,
}

/// A district: how many live there, what they write in, and some places.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictWords {
    /// Which.
    pub code: District,
    /// People, in thousands (census of 2011, later splits estimated).
    pub thousands: u64,
    /// Percent who write in Punjabi.
    pub punjabi: u64,
    /// Percent who write in English.
    pub english: u64,
    /// Villages and towns, in Hindi, English and Punjabi.
    pub places: Vec<[String; 3]>,
}

/// First and last names, to be put together by chance.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Common first names.
    pub first: Vec<String>,
    /// Common last names; an empty one for people with one name.
    pub last: Vec<String>,
}

/// What is written beside the first sentence of a complaint.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replies {
    /// What a citizen has done already.
    pub tried: Spoken<Vec<String>>,
    /// What a citizen asks for.
    pub wish: Spoken<Vec<String>>,
    /// The team asks for details.
    pub ask: Spoken<Vec<String>>,
    /// A citizen answers.
    pub details: Spoken<Vec<String>>,
    /// A department will be late.
    pub interim: Spoken<Vec<String>>,
    /// A citizen is not content.
    pub reopen: Spoken<Vec<String>>,
    /// The team's note for a department.
    pub note: Vec<String>,
    /// A department gives a complaint back.
    pub send_back: Vec<String>,
    /// What was done, by group.
    pub resolved: BTreeMap<Group, Spoken<Vec<String>>>,
    /// Why nothing can be done.
    pub not_tenable: Vec<ReasonWords>,
}

/// A sentence about a reason.
#[derive(Deserialize)]
pub struct ReasonWords {
    /// Which.
    pub reason: Reason,
    /// How often it is given, against others.
    pub weight: u64,
    /// The sentence.
    #[serde(flatten)]
    pub sentence: Spoken<String>,
}

const AMOUNTS: [&str; 14] = [
    "500", "1,000", "1,500", "2,000", "2,500", "3,000", "5,000", "6,000", "8,400", "12,000", "15,000", "25,000",
    "50,000", "1,20,000",
];

/// A sentence with its gaps filled: `{place}` as given, numbers as drawn.
pub fn fill(sentence: &str, place: &str, draw: &mut Draw) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, gap_and_rest)) = rest.split_once('{') {
        let (gap, after) = gap_and_rest.split_once('}').expect("a test closes every gap");
        filled.push_str(before);
        match gap {
            "place" => filled.push_str(place),
            "amount" => filled.push_str(draw.pick::<&str>(&AMOUNTS)),
            "months" => filled.push_str(&draw.between(2..=8).to_string()),
            "days" => filled.push_str(&draw.between(3..=25).to_string()),
            "number" => filled.push_str(&draw.between(2..=12).to_string()),
            "people" => filled.push_str(&draw.between(2..=7).to_string()),
            "ward" => filled.push_str(&draw.between(1..=31).to_string()),
            unknown => panic!("no word of the demo has a gap {unknown}"),
        }
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_category_district_reason_and_group_has_words() {
        let categories: BTreeSet<_> = WORDS.categories.iter().map(|words| words.code).collect();
        let districts: BTreeSet<_> = WORDS.districts.iter().map(|words| words.code).collect();
        let reasons: BTreeSet<_> = WORDS.replies.not_tenable.iter().map(|words| words.reason).collect();

        assert_eq!(categories, Category::all().collect());
        assert_eq!(districts, District::all().collect());
        assert_eq!(reasons, Reason::all().collect());
        assert!(Group::all().all(|group| WORDS.replies.resolved.contains_key(&group)));
    }

    #[test]
    fn gaps_are_filled_and_the_rest_stays() {
        let mut draw = Draw::new(1, 1);

        let filled = fill("{place} में {days} दिन से", "तोशाम", &mut draw);

        assert!(filled.starts_with("तोशाम में ") && filled.ends_with(" दिन से"), "{filled}");
        assert!(!filled.contains('{'));
    }
}
