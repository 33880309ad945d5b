//! Personal numbers inside a text: found, and masked.
//!
//! Mobile numbers, e-mail addresses, Aadhaar numbers (12 digits, first 2–9,
//! Verhoeff) and Family-IDs. By hand and not by a regex library, which would
//! weigh more on a phone than the whole form.

use std::ops::Range;

use crate::{digits, verhoeff};

/// What kind of personal number was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// A mobile number.
    Mobile,
    /// An e-mail address.
    Email,
    /// An Aadhaar number.
    Aadhaar,
    /// A Parivar Pehchan Patra number.
    FamilyId,
}

/// A personal number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub what: Personal,
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
}

/// Words before a Family-ID, lower case.
const FAMILY_WORDS: [&str; 8] =
    ["family id", "family-id", "familyid", "ppp", "pehchan", "परिवार पहचान", "फैमिली आईडी", "ਪਰਿਵਾਰ ਪਛਾਣ"];

/// A Family-ID stands at most so many characters after such a word.
const FAMILY_REACH: usize = 24;

/// Every personal number in `text`, in order, none inside another.
///
/// ```
/// use domain::masking::{find, Personal};
/// let found = find("मेरा नंबर 98123 45678 है");
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].what, Personal::Mobile);
/// ```
pub fn find(text: &str) -> Vec<Finding> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < characters.len() {
        let end_of = |length: usize| characters.get(place + length).map_or(text.len(), |&(byte, _)| byte);
        let matched = number_at(&characters, place)
            .or_else(|| word_at(&characters, place))
            .or_else(|| announced_family_id_at(text, &characters, place));
        if let Some((what, length)) = matched {
            found.push(Finding { what, range: characters[place].0..end_of(length) });
            place += length;
        } else {
            place += 1;
        }
    }
    found
}

/// The text with every personal number hidden: an `X` for each character, gaps
/// left as they are. Masking a masked text changes nothing.
pub fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for finding in find(text) {
        masked.push_str(&text[done..finding.range.start]);
        let hidden = text[finding.range.clone()].chars();
        masked.extend(hidden.map(|character| if character.is_whitespace() { character } else { 'X' }));
        done = finding.range.end;
    }
    masked.push_str(&text[done..]);
    masked
}

/// A number that starts here: Aadhaar or mobile, with single gaps allowed.
fn number_at(characters: &[(usize, char)], place: usize) -> Option<(Personal, usize)> {
    let before = place.checked_sub(1).map(|before| characters[before].1);
    if before.is_some_and(|character| digits::value(character).is_some() || character == '+') {
        return None;
    }
    let plus = characters[place].1 == '+';
    let start = place + usize::from(plus);
    digits::value(characters.get(start)?.1)?;
    if !plus
        && let Some(length) = digits_of(characters, start, 12)
            .filter(|(digits, _)| digits[0] >= 2 && verhoeff::is_valid(digits))
            .map(|(_, length)| length)
    {
        return Some((Personal::Aadhaar, length));
    }
    for (length, lead) in [(12, &[9, 1][..]), (11, &[0]), (10, &[])] {
        if let Some((digits, taken)) = digits_of(characters, start, length)
            && digits.starts_with(lead)
            && digits[lead.len()] >= 6
        {
            return Some((Personal::Mobile, taken + usize::from(plus)));
        }
    }
    None
}

/// Exactly `count` digits with at most one separator between two, not followed
/// by a further digit; and how many characters they take.
fn digits_of(characters: &[(usize, char)], start: usize, count: usize) -> Option<(Vec<u8>, usize)> {
    let mut read = Vec::with_capacity(count);
    let mut place = start;
    loop {
        read.push(digits::value(characters.get(place)?.1)?);
        place += 1;
        if read.len() == count {
            break;
        }
        if digits::is_separator(characters.get(place)?.1) && characters[place].1 != '\n' {
            place += 1;
        }
    }
    let followed = characters.get(place).is_some_and(|&(_, next)| digits::value(next).is_some());
    (!followed).then_some((read, place - start))
}

/// A whole word that starts here: an e-mail address or a Family-ID.
fn word_at(characters: &[(usize, char)], place: usize) -> Option<(Personal, usize)> {
    let starts = place == 0 || !is_address(characters[place - 1].1);
    if !starts || !is_address(characters[place].1) {
        return None;
    }
    let length = characters[place..].iter().take_while(|(_, character)| is_address(*character)).count();
    let word: String = characters[place..place + length].iter().map(|(_, character)| character).collect();
    let trimmed = word.trim_end_matches('.');
    if is_email(trimmed) {
        return Some((Personal::Email, trimmed.chars().count()));
    }
    is_family_id(trimmed).then(|| (Personal::FamilyId, trimmed.chars().count()))
}

fn is_address(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '@' | '.' | '_' | '+' | '-' | '%')
}

/// True for a word with a name, an `@` and a host that has a dot.
pub(crate) fn is_email(word: &str) -> bool {
    let Some((local, domain)) = word.split_once('@') else { return false };
    !local.is_empty()
        && domain.rsplit_once('.').is_some_and(|(host, top)| {
            !host.is_empty() && !host.contains('@') && top.len() >= 2 && top.chars().all(char::is_alphabetic)
        })
}

/// A digit, three letters, four digits: the form of new Family-IDs.
fn is_family_id(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 8
        && bytes[0].is_ascii_digit()
        && bytes[1..4].iter().all(u8::is_ascii_alphabetic)
        && bytes[4..].iter().all(u8::is_ascii_digit)
}

/// Eight letters and digits, a digit among them, soon after a word that
/// announces a Family-ID: older ones have other forms.
fn announced_family_id_at(text: &str, characters: &[(usize, char)], place: usize) -> Option<(Personal, usize)> {
    if place > 0 && characters[place - 1].1.is_alphanumeric() {
        return None;
    }
    let rest = characters[place..].iter().map(|&(_, character)| character);
    // One more than wanted, so that a longer word does not fit.
    let word: Vec<char> = rest.take_while(|character| character.is_alphanumeric()).take(9).collect();
    let fits = word.len() == 8
        && word.iter().all(|&character| character.is_ascii_alphabetic() || digits::value(character).is_some())
        && word.iter().any(|&character| digits::value(character).is_some());
    if !fits {
        return None;
    }
    let from = characters[place.saturating_sub(FAMILY_REACH)].0;
    // Only the Latin words have two cases, and the tables of all other scripts weigh on a phone.
    let before = text[from..characters[place].0].to_ascii_lowercase();
    FAMILY_WORDS.iter().any(|announcing| before.contains(announcing)).then_some((Personal::FamilyId, 8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<Personal> {
        find(text).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn mobile_numbers_are_found_as_people_write_them() {
        for text in
            ["9812345678", "call 98123-45678.", "+91 98123 45678", "09812345678", "नं॰ ९८१२३४५६७८", "919812345678"]
        {
            assert_eq!(kinds(text), [Personal::Mobile], "{text}");
        }
    }

    #[test]
    fn aadhaar_numbers_are_told_by_their_check_digit() {
        assert_eq!(kinds("आधार 2345 6789 0124"), [Personal::Aadhaar]);
        assert_eq!(kinds("bill 2345 6789 0125"), []);
    }

    #[test]
    fn e_mail_addresses_and_family_ids_are_found() {
        assert_eq!(kinds("write to suman.devi@example.in."), [Personal::Email]);
        assert_eq!(kinds("Family ID 4ABC1234"), [Personal::FamilyId]);
        assert_eq!(kinds("परिवार पहचान पत्र: AB12CD34"), [Personal::FamilyId]);
    }

    #[test]
    fn tickets_money_dates_and_vehicles_are_left_alone() {
        for text in ["HR 214-8273-6900", "₹ 5,000", "2026-11-23", "HR26AB1234", "खाता 12345678", "5 @ 10.50", "@cmohry"]
        {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_hidden_keeps_its_length_and_its_neighbours() {
        assert_eq!(mask("नंबर 98123 45678 पर"), "नंबर XXXXX XXXXX पर");
        assert_eq!(mask("a@b.in, धन्यवाद"), "XXXXXX, धन्यवाद");
    }

    proptest! {
        #[test]
        fn a_masked_text_has_nothing_left_to_find(text in "[ 0-9०-९a-zA-Z@.+\\-क]{0,60}") {
            let masked = mask(&text);

            prop_assert_eq!(find(&masked), vec![]);
            prop_assert_eq!(masked.chars().count(), text.chars().count());
        }

        #[test]
        fn any_text_is_answered_without_a_panic(text in ".{0,80}") {
            let _answered = mask(&text);
        }

        #[test]
        fn every_mobile_number_in_a_sentence_is_found(number in "[6-9][0-9]{9}") {
            let text = format!("मेरा नंबर {number} है");

            prop_assert!(!mask(&text).contains(&number));
        }
    }
}
