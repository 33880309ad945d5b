//! Digits as people write them: ASCII, Devanagari and Gurmukhi.

/// Value 0–9 of a digit in any of the three scripts, `None` for everything else.
///
/// ```
/// assert_eq!(domain::digits::value('४'), Some(4));
/// assert_eq!(domain::digits::value('੯'), Some(9));
/// assert_eq!(domain::digits::value('x'), None);
/// ```
pub fn value(character: char) -> Option<u8> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{0966}'..='\u{096f}' => '\u{0966}',
        '\u{0a66}'..='\u{0a6f}' => '\u{0a66}',
        _ => return None,
    };
    u8::try_from(u32::from(character) - u32::from(zero)).ok()
}

/// True for what people and messengers put between groups of digits: spaces of
/// any width, hyphens and dashes, dots, and the invisible marks that come along
/// when a number is copied out of a chat.
pub fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}
