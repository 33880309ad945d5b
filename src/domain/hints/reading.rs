//! Finds the words of the lists in a text, whole words only.

use std::{mem::discriminant, ops::Range};

use super::{
    folding::{fold, is_inside_word},
    lexicon::{Entry, LEXICON, Subject},
};

/// Words of a list that stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// What they hint at.
    pub subject: Subject,
    /// As they stand there.
    pub words: &'a str,
    /// How many letters they have, folded.
    pub length: usize,
    range: Range<usize>,
}

/// A word of a text.
pub(super) struct Word {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its one spelling.
    pub folded: String,
}

/// Everything that a text hints at, in the order of the text. Of words that stand
/// inside others of the same kind only the outer ones count: a ration card is no
/// ration.
pub fn find(text: &str) -> Vec<Found<'_>> {
    let words = words(text);
    let mut found: Vec<Found<'_>> = Vec::new();
    for place in 0..words.len() {
        let entries = LEXICON.get(&words[place].folded).map_or(&[][..], Vec::as_slice);
        found.extend(entries.iter().filter_map(|entry| found_at(text, &words[place..], entry)));
    }
    found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    outer_ones(found)
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_inside_word) {
        rest = &rest[start..];
        let length = rest.find(|character| !is_inside_word(character)).unwrap_or(rest.len());
        let at = text.len() - rest.len();
        words.push(Word { range: at..at + length, folded: fold(&rest[..length]) });
        rest = &rest[length..];
    }
    words
}

/// The entry, if the words begin with it.
fn found_at<'a>(text: &'a str, words: &[Word], entry: &Entry) -> Option<Found<'a>> {
    let last = words.get(entry.rest.len())?;
    let follows =
        entry.rest.iter().zip(words.windows(2)).all(|(expected, pair)| {
            *expected == pair[1].folded && joins(&text[pair[0].range.end..pair[1].range.start])
        });
    let range = words[0].range.start..last.range.end;
    follows.then(|| Found { subject: entry.subject, words: &text[range.clone()], length: entry.length, range })
}

/// True if words with this between them may belong together: no sentence ends.
fn joins(between: &str) -> bool {
    between.chars().all(|character| character.is_whitespace() || character == '-')
}

/// Leaves out what stands inside something longer of its kind. The order is that
/// of beginnings, longest first.
fn outer_ones(found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let mut widest: Vec<(Subject, Range<usize>)> = Vec::new();
    found
        .into_iter()
        .filter(|found| {
            let kind = discriminant(&found.subject);
            match widest.iter_mut().find(|(subject, _)| discriminant(subject) == kind) {
                Some((_, outer)) if outer.end >= found.range.end => *outer == found.range,
                Some((_, outer)) => {
                    *outer = found.range.clone();
                    true
                }
                None => {
                    widest.push((found.subject, found.range.clone()));
                    true
                }
            }
        })
        .collect()
}
