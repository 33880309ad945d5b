//! When two complaints are alike, and how words are written so that they can be
//! compared.
//!
//! People write the same village in many ways. [`fold`] takes away what does not
//! tell words apart; the store keeps the search's words folded the same way.

use crate::digits;

/// Complaints that are alike come within so many days.
pub const LIKE_DAYS: i64 = 3;

/// So many alike are told on the board.
pub const CLUSTER_MIN: u32 = 5;

/// The words of a text, lower case, with one space between them: no
/// punctuation, digits as 0–9, and without the signs that half of the writers
/// leave out (the dot below, the moon above, joiners, the Gurmukhi addak).
///
/// ```
/// use domain::likeness::fold;
/// assert_eq!(fold("  Sirsa-Ghoghra,  डिपो १२ "), "sirsa ghoghra डिपो 12");
/// assert_eq!(fold("ज़िला चाँदपुर"), fold("जिला चांदपुर"));
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Left out by half of the writers.
            '\u{93c}' | '\u{a3c}' | '\u{a71}' | '\u{200c}' | '\u{200d}' => {}
            '\u{901}' => folded.push('\u{902}'),
            '\u{a70}' | '\u{a01}' => folded.push('\u{a02}'),
            character if is_of_a_word(character) => match digits::value(character) {
                Some(value) => folded.push(char::from(b'0' + value)),
                None => folded.extend(character.to_lowercase()),
            },
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Vowel signs are alphabetic; the stroke that takes a vowel away is not.
fn is_of_a_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{94d}' | '\u{a4d}')
}

/// What places that are written alike have in common; `None` for what names no
/// place, which is like nothing.
pub fn place_key(place: &str) -> Option<String> {
    Some(fold(place)).filter(|folded| !folded.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_place_are_the_same() {
        for other in ["sirsa ghoghra", " Sirsa  Ghoghra.", "SIRSA-GHOGHRA", "Sirsa, Ghoghra"] {
            assert_eq!(place_key(other), place_key("Sirsa Ghoghra"), "{other}");
        }
        assert_eq!(place_key("गाँव मोहाना"), place_key("गांव मोहाना"));
        assert_eq!(place_key("ਪਿੰਡ ਮੰਡੀ"), place_key("ਪਿਂਡ ਮਂਡੀ"));
        assert_eq!(place_key("वार्ड १२"), place_key("वार्ड 12"));
    }

    #[test]
    fn other_places_are_not_and_a_hyphen_is_no_place() {
        assert_ne!(place_key("Mohana"), place_key("Mohani"));
        assert_eq!(place_key(" - "), None);
    }

    #[test]
    fn a_word_keeps_its_vowel_signs() {
        assert_eq!(fold("दो महीने से राशन नहीं मिला।"), "दो महीने से राशन नहीं मिला");
        assert_eq!(fold("ਰਾਸ਼ਨ ਨਹੀਂ"), "ਰਾਸਨ ਨਹੀਂ");
        assert_eq!(fold("प्रधानमंत्री"), "प्रधानमंत्री");
    }
}
