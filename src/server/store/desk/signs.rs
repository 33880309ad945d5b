//! By what a complaint is found: folded words, and signs among them for what is no
//! word: who has it, where, what about, the end of a telephone number.

use std::collections::BTreeSet;

use domain::{
    likeness::fold,
    masking,
    reference::{Category, Department, District},
};

/// What is longer was not typed to be found.
const WORD_MAX: usize = 60;

/// Signs stand among the words and begin with what no folded word contains.
pub fn mobile_sign(last_four: &str) -> String {
    format!("☎{last_four}")
}

/// The sign of a district.
pub fn district_sign(district: District) -> String {
    sign('⌂', district.code())
}

/// The sign of a category.
pub fn category_sign(category: Category) -> String {
    sign('§', category.code())
}

/// The sign of a department that has a complaint.
pub fn holder_sign(department: Department) -> String {
    sign('⚑', department.code())
}

/// The sign that some department has it.
pub const HELD_SIGN: &str = "⚑";

/// The index ends a word at ASCII punctuation, and codes have some.
fn sign(first: char, code: &str) -> String {
    let kept = code.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '·' });
    std::iter::once(first).chain(kept).collect()
}

/// The signs of a complaint.
pub fn signs(
    district: District,
    category: Category,
    department: Option<Department>,
    last_four: Option<&str>,
) -> Vec<String> {
    let mut signs = vec![district_sign(district), category_sign(category)];
    signs.extend(department.into_iter().flat_map(holder_signs));
    signs.extend(last_four.map(mobile_sign));
    signs
}

/// The signs that this department has it.
pub fn holder_signs(department: Department) -> [String; 2] {
    [HELD_SIGN.to_owned(), holder_sign(department)]
}

/// Each word once. Personal numbers that were typed into the text cannot be
/// searched for.
pub fn words(place: &str, text: &str) -> BTreeSet<String> {
    let folded = fold(&format!("{place}\n{}", masking::mask(text)));
    folded.split(' ').filter(|word| !word.is_empty() && word.chars().count() <= WORD_MAX).map(str::to_owned).collect()
}
