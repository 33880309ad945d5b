//! How X counts: 280 units, of which most scripts take one a character and
//! everything else two (configuration 3 of X's own open text library, as of 2026).

use unicode_normalization::UnicodeNormalization as _;

/// A post holds so many units.
pub const LONGEST: usize = 280;

/// The weight of words without a link.
pub fn weigh(words: &str) -> usize {
    words.nfc().map(|character| if is_light(character) { 1 } else { 2 }).sum()
}

fn is_light(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{10ff}' | '\u{2000}'..='\u{200d}' | '\u{2010}'..='\u{201f}' | '\u{2032}'..='\u{2037}')
}

/// True if X would make a link of some of the words; a post with one costs many
/// times as much. A bare host is one.
pub fn has_link(words: &str) -> bool {
    words.contains("://") || words.split(|character: char| !is_of_host(character)).any(is_host)
}

fn is_of_host(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '-')
}

fn is_host(word: &str) -> bool {
    word.trim_matches('.').rsplit_once('.').is_some_and(|(host, top)| {
        !host.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_india_weigh_one_and_signs_two() {
        assert_eq!(weigh("राशन"), 4);
        assert_eq!(weigh("ਰਾਸ਼ਨ"), "ਰਾਸ਼ਨ".nfc().count());
        assert_eq!(weigh("ration — ’"), 10);
        assert_eq!(weigh("₹5"), 3);
        assert_eq!(weigh("🙏"), 2);
        assert_eq!(weigh("…"), 2);
    }

    #[test]
    fn a_bare_host_is_a_link_and_a_ticket_is_none() {
        for link in ["see https://a.in/t", "haryana.gov.in", "sunwai.example.", "www.x.com/t/1"] {
            assert!(has_link(link), "{link}");
        }
        for none in ["HR 214-8273-6900.", "5.10", "2026-11-23", "ठीक है।", "P.W.D. (B&R)", "a. b"] {
            assert!(!has_link(none), "{none}");
        }
    }
}
