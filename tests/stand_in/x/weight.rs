//! How long a post is, by the table of the vendor's text library (configuration 3).

/// Ranges that weigh one.
const LIGHT: [(u32, u32); 4] = [(0, 4_351), (8_192, 8_205), (8_208, 8_223), (8_242, 8_247)];

/// The weighted length of a text; an address of the web counts 23.
pub fn length(text: &str) -> usize {
    text.split_inclusive(char::is_whitespace).map(|word| if is_link(word) { 23 } else { plain(word) }).sum()
}

pub fn is_link(word: &str) -> bool {
    word.starts_with("https://") || word.starts_with("http://")
}

fn plain(word: &str) -> usize {
    let is_light = |point: u32| LIGHT.iter().any(|(from, to)| (*from..=*to).contains(&point));
    word.chars().map(|character| if is_light(u32::from(character)) { 1 } else { 2 }).sum()
}
