//! In which district something is. There is no map here: a tool says it by the
//! number of the Local Government Directory (`LGD:64`), by the code of our list,
//! or in words that leave no doubt.

use domain::{hints, reference::District};

/// Words that may stand behind the name of a district.
const BEHIND: [&str; 14] = [
    "district",
    "distt",
    "dist",
    "zila",
    "jila",
    "haryana",
    "india",
    "bharat",
    "जिला",
    "ज़िला",
    "हरियाणा",
    "भारत",
    "ਜ਼ਿਲ੍ਹਾ",
    "ਹਰਿਆਣਾ",
];

/// The district of `LGD:64`, or of a code of our list: not every district has a
/// number yet.
pub fn by_id(id: &str) -> Option<District> {
    let lgd = id.get(..4).filter(|start| start.eq_ignore_ascii_case("LGD:")).and_then(|_| id[4..].trim().parse().ok());
    match lgd {
        Some(number) => District::all().find(|district| district.lgd() == Some(number)),
        None => District::from_code(&id.to_ascii_lowercase()),
    }
}

/// As [`by_id`] reads it.
pub fn id(district: District) -> String {
    district.lgd().map_or_else(|| district.code().to_owned(), |number| format!("LGD:{number}"))
}

/// The one district that an address names at the end of a line or of a part between
/// commas. Villages and streets have names of districts too: "Sirsa Ghoghra" is in
/// Bhiwani, and "Rohtak Road" everywhere.
pub fn in_words(address: &str) -> Option<District> {
    let mut named = address.split([',', '\n', ';']).filter_map(at_the_end);
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

fn at_the_end(part: &str) -> Option<District> {
    let mut part = part;
    loop {
        part = part.trim_end_matches(|letter: char| !letter.is_alphanumeric() && !is_sign(letter));
        let last = part.rsplit(|letter: char| letter.is_whitespace() || letter == '-').next()?;
        let is_number = !last.is_empty() && last.chars().all(|letter| domain::digits::value(letter).is_some());
        if !is_number && !BEHIND.contains(&last.trim_end_matches('.').to_lowercase().as_str()) {
            break;
        }
        part = &part[..part.len() - last.len()];
    }
    let hints = hints::hints("", part);
    let at_end = hints.districts.iter().filter(|hint| hint.words.iter().any(|words| part.ends_with(words.as_str())));
    let mut found = at_end.filter_map(|hint| District::from_code(&hint.code));
    found.next().filter(|_| found.next().is_none())
}

/// Vowel signs and the like, which belong to the letter before.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{963}' | '\u{a01}'..='\u{a75}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(district: Option<District>) -> &'static str {
        district.map_or("", District::code)
    }

    #[test]
    fn a_district_has_a_number_or_a_code() {
        assert_eq!(code(by_id("LGD:64")), "jhajjar");
        assert_eq!(code(by_id("lgd: 59")), "bhiwani");
        assert_eq!(code(by_id("Hansi")), "hansi");
        for wrong in ["", "LGD:", "LGD:1", "64", "LGD:64x", "#NOTPINPOINTED#", "सि:1"] {
            assert_eq!(by_id(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_district_is_found_by_what_is_said_of_it() {
        for district in District::all() {
            assert_eq!(by_id(&id(district)), Some(district));
        }
    }

    #[test]
    fn words_name_a_district_at_their_end_and_only_one() {
        for (address, expected) in [
            ("Sirsa Ghoghra, Bhiwani", "bhiwani"),
            ("Depot 12, Rohtak, Haryana 124001, India", "rohtak"),
            ("near the school, district Karnal", "karnal"),
            ("Karnal district", "karnal"),
            ("Main bazaar Gurgaon - 122001", "gurugram"),
            ("गाँव मोहाना, ज़िला सोनीपत", "sonipat"),
            ("ਪਿੰਡ, ਸਿਰਸਾ", "sirsa"),
            ("Rohtak, Rohtak", "rohtak"),
            ("Sirsa Ghoghra", ""),
            ("Rohtak Road", ""),
            ("Hisar, Rohtak", ""),
            ("123456", ""),
            ("", ""),
            (", , -", ""),
        ] {
            assert_eq!(code(in_words(address)), expected, "{address}");
        }
    }
}
