//! What a text may be about: categories, departments and districts whose words
//! it uses, with those words. Nothing is ever applied by itself.
//!
//! Texts come in Devanagari, Gurmukhi, romanised Hindi and English. `folding`
//! makes the spellings of a word one, `lexicon` holds the words of the lists,
//! `reading` finds them in a text; here they are put in order. [`phrases`] tells
//! what cannot wait and what seems to be solved.

use std::cmp::Reverse;

use crate::{
    reference::{Category, Department, District},
    wire::desk::{Hint, Hints},
};

mod folding;
mod lexicon;
pub mod phrases;
mod reading;

use lexicon::Subject;
use reading::{Found, find};

/// More than so many of a kind would be guessing.
const MOST: usize = 3;

/// What the words of a complaint hint at, best first: the longest words, then
/// the order of the list. The place is searched for departments and districts only.
pub fn hints(text: &str, place: &str) -> Hints {
    hints_in(text, place, None)
}

/// As [`hints`], for a complaint whose district is known: the departments are
/// those that are responsible there.
pub fn hints_in(text: &str, place: &str, district: Option<District>) -> Hints {
    let (in_text, in_place) = (find(text), find(place));
    let everywhere = || in_text.iter().chain(&in_place);

    let mut categories = Ranking::default();
    let mut districts = Ranking::default();
    let mut departments = Ranking::default();
    for found in &in_text {
        if let Subject::Category(category) = found.subject {
            categories.add(category, found);
        }
    }
    for found in everywhere() {
        if let Subject::District(district) = found.subject {
            districts.add(district, found);
        }
    }
    let (categories, districts) = (categories.best(), districts.best());

    let district = district.or_else(|| districts.first().map(|best| best.subject));
    for hinted in &categories {
        let category = hinted.subject;
        departments.merge(district.map_or(category.department_above(), |here| category.department(here)), hinted);
    }
    for found in everywhere() {
        if let Subject::Department(department) = found.subject {
            departments.add(district.map_or(department, |here| department.in_district(here)), found);
        }
    }
    Hints {
        categories: written(categories, Category::code),
        departments: written(departments.best(), Department::code),
        districts: written(districts, District::code),
    }
}

/// Something hinted at: how long its longest words are, and all of them.
struct Hinted<'a, S> {
    subject: S,
    length: usize,
    words: Vec<&'a str>,
}

/// What is hinted at so far, in the order in which it was found.
struct Ranking<'a, S>(Vec<Hinted<'a, S>>);

impl<S> Default for Ranking<'_, S> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'a, S: Copy + Ord> Ranking<'a, S> {
    fn add(&mut self, subject: S, found: &Found<'a>) {
        self.merge(subject, &Hinted { subject, length: found.length, words: vec![found.words] });
    }

    fn merge<T>(&mut self, subject: S, more: &Hinted<'a, T>) {
        let place = self.0.iter().position(|known| known.subject == subject).unwrap_or_else(|| {
            self.0.push(Hinted { subject, length: 0, words: Vec::new() });
            self.0.len() - 1
        });
        let known = &mut self.0[place];
        known.length = known.length.max(more.length);
        for words in &more.words {
            if !known.words.contains(words) {
                known.words.push(words);
            }
        }
    }

    fn best(mut self) -> Vec<Hinted<'a, S>> {
        self.0.sort_by_key(|hinted| (Reverse(hinted.length), hinted.subject));
        self.0.truncate(MOST);
        self.0
    }
}

fn written<S>(hinted: Vec<Hinted<'_, S>>, code: fn(S) -> &'static str) -> Vec<Hint> {
    hinted
        .into_iter()
        .map(|hinted| Hint {
            code: code(hinted.subject).to_owned(),
            words: hinted.words.into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
