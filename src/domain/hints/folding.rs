//! Makes the spellings of a word one, in each of the scripts, so that the lists
//! need a word only once: the words of the lists and of a text are folded alike.
//!
//! What is folded: letter case; the dot below (ज़ and ज) and its romanised pair
//! (z and j); every sign for a nasal vowel (हाँ and हां), also where half a letter
//! stands for it (हिन्दी and हिंदी); in Latin letters doubled ones (raashan, milaa),
//! ee and oo for i and u, w for v, and an h at the end of a longer word.

use crate::digits;

/// The short sign for a nasal vowel, which all others become.
const ANUSVARA: char = '\u{902}';
/// Takes the vowel from a Devanagari letter, and joins it with the next.
const VIRAMA: char = '\u{94d}';
/// A Latin word keeps so many letters when its h at the end is dropped: nuh is a
/// district, nu is not.
const STEM_MIN: usize = 4;

/// True for what a word is made of. Vowel signs, the sign that takes the vowel
/// away and the invisible joiners stand inside words.
pub fn is_inside_word(character: char) -> bool {
    match character {
        '\u{964}' | '\u{965}' | '\u{970}' | '\u{a76}' => false,
        '\u{900}'..='\u{97f}' | '\u{a00}'..='\u{a7f}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' => true,
        _ => character.is_alphanumeric(),
    }
}

/// The one spelling of a word.
pub fn fold(word: &str) -> String {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    let mut folded = String::with_capacity(word.len());
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let run = letters[place..].iter().take_while(|next| **next == letter).count();
        if letter.is_ascii_alphabetic() {
            folded.push(match letter {
                'e' if run > 1 => 'i',
                'o' if run > 1 => 'u',
                _ => letter,
            });
            place += run;
        } else if is_half_nasal(&letters[place..]) {
            folded.push(ANUSVARA);
            place += 2;
        } else {
            folded.push(letter);
            place += 1;
        }
    }
    if folded.is_ascii() && folded.len() > STEM_MIN && folded.ends_with('h') {
        folded.pop();
    }
    folded
}

/// A letter without what people write or leave out; `None` for a mark that is
/// left out at times.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        // Dots below, the sign for a doubled consonant, joiners, accents.
        '\u{93c}' | '\u{a3c}' | '\u{a71}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' => return None,
        // Letters with a dot below in one piece.
        '\u{958}' => '\u{915}',
        '\u{959}' => '\u{916}',
        '\u{95a}' => '\u{917}',
        '\u{95b}' => '\u{91c}',
        '\u{95c}' => '\u{921}',
        '\u{95d}' => '\u{922}',
        '\u{95e}' => '\u{92b}',
        '\u{95f}' => '\u{92f}',
        '\u{929}' => '\u{928}',
        '\u{931}' => '\u{930}',
        '\u{934}' => '\u{933}',
        '\u{a33}' => '\u{a32}',
        '\u{a36}' => '\u{a38}',
        '\u{a59}' => '\u{a16}',
        '\u{a5a}' => '\u{a17}',
        '\u{a5b}' => '\u{a1c}',
        '\u{a5e}' => '\u{a2b}',
        // Nasal vowels: chandrabindu, and tippi and bindi.
        '\u{900}' | '\u{901}' => ANUSVARA,
        '\u{a01}' | '\u{a70}' => '\u{a02}',
        'w' => 'v',
        'z' => 'j',
        other => digits::value(other).map_or(other, |value| char::from(b'0' + value)),
    })
}

/// True if the letters begin with half a nasal consonant before another one.
fn is_half_nasal(letters: &[char]) -> bool {
    matches!(letters, ['\u{919}' | '\u{91e}' | '\u{923}' | '\u{928}' | '\u{92e}', VIRAMA, '\u{915}'..='\u{939}', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_word_become_one() {
        let alike: [&[&str]; 15] = [
            &["ज़मीन", "जमीन", "ज\u{93c}मीन"],
            &["फ़सल", "फसल"],
            &["सड़क", "सडक", "सड\u{93c}क"],
            &["हिन्दी", "हिंदी", "हिँदी"],
            &["अम्बाला", "अंबाला"],
            &["पंचायत", "पञ्चायत"],
            &["हाँसी", "हांसी"],
            &["ਫ਼ਸਲ", "ਫਸਲ"],
            &["ਬੱਸ", "ਬਸ"],
            &["ਪੰਚਾਇਤ", "ਪਂਚਾਇਤ"],
            &["Ration", "RATION", "raation"],
            &["rashan", "raashan", "rashhan"],
            &["peene", "pine", "piine"],
            &["wazifa", "vajifa", "vazeefa"],
            &["१००", "100", "੧੦੦"],
        ];

        for words in alike {
            let folded: Vec<_> = words.iter().map(|word| fold(word)).collect();
            assert!(folded.iter().all(|word| *word == folded[0]), "{words:?}: {folded:?}");
        }
    }

    #[test]
    fn words_that_differ_stay_apart() {
        for (one, other) in [("nuh", "nu"), ("राशन", "रोशन"), ("बस", "बास"), ("bill", "bell"), ("ਡਿਪੂ", "ਡਿੱਗੂ")]
        {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn an_h_at_the_end_is_dropped_where_a_word_remains() {
        assert_eq!(fold("vidhwah"), fold("vidhwa"));
        assert_eq!(fold("Nuh"), "nuh");
    }
}
