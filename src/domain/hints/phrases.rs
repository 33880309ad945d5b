//! Phrases of posts that change what is done first: danger to life, which cannot
//! wait, and the word that something is solved, which is only ever suggested.
//!
//! Few words on purpose: what is marked too often is looked at by nobody.

use std::sync::LazyLock;

use super::reading::words;

/// Danger to life or limb, in three scripts and romanised.
const URGENT: &[&str] = &[
    "आत्महत्या",
    "ख़ुदकुशी",
    "मौत",
    "जान का ख़तरा",
    "जान को ख़तरा",
    "ख़ून चाहिए",
    "एंबुलेंस",
    "ऑक्सीजन",
    "आग लग",
    "करंट लग",
    "भूख से",
    "बेहोश",
    "लापता",
    "इमरजेंसी",
    "वेंटिलेटर",
    "नंगे तार",
    "ਖ਼ੁਦਕੁਸ਼ੀ",
    "ਮੌਤ",
    "ਐਂਬੂਲੈਂਸ",
    "ਅੱਗ ਲੱਗ",
    "ਜਾਨ ਨੂੰ ਖ਼ਤਰਾ",
    "ਲਾਪਤਾ",
    "suicide",
    "suicid",
    "dying",
    "died",
    "emergency",
    "ambulance",
    "oxygen",
    "ventilator",
    "icu",
    "fire broke",
    "electrocuted",
    "missing child",
    "atmahatya",
    "khudkushi",
    "maut",
    "jaan ka khatra",
    "jaan ko khatra",
    "aag lag",
    "current lag",
    "bhookh se",
    "behosh",
    "lapata",
];

/// What people write when it is done.
const SOLVED: &[&str] = &[
    "हो गया",
    "हो गई",
    "हो गयी",
    "मिल गया",
    "मिल गई",
    "मिल गयी",
    "मिल गए",
    "आ गया",
    "समाधान हो",
    "ठीक कर दिया",
    "ਹੋ ਗਿਆ",
    "ਹੋ ਗਈ",
    "ਮਿਲ ਗਿਆ",
    "ਮਿਲ ਗਈ",
    "ਹੱਲ ਹੋ",
    "solved",
    "resolved",
    "ho gaya",
    "ho gya",
    "hogaya",
    "hogya",
    "ho gayi",
    "ho gai",
    "mil gaya",
    "mil gya",
    "mil gayi",
    "mil gai",
    "aa gaya",
    "aa gya",
    "got it",
    "received it",
    "problem is over",
];

/// What takes it back.
const NOT: &[&str] = &[
    "नहीं",
    "नही",
    "अभी तक",
    "कब",
    "क्या",
    "ਨਹੀਂ",
    "ਨਹੀ",
    "ਅਜੇ",
    "ਕਦੋਂ",
    "not",
    "no",
    "never",
    "isn",
    "wasn",
    "hasn",
    "nahi",
    "nahin",
    "nhi",
    "nai",
    "abhi tak",
    "kab",
    "kya",
    "unsolved",
    "unresolved",
    "when",
];

type Phrases = Vec<Vec<String>>;

static URGENT_FOLDED: LazyLock<Phrases> = LazyLock::new(|| folded(URGENT));
static SOLVED_FOLDED: LazyLock<Phrases> = LazyLock::new(|| folded(SOLVED));
static NOT_FOLDED: LazyLock<Phrases> = LazyLock::new(|| folded(NOT));

fn folded(phrases: &[&str]) -> Phrases {
    phrases.iter().map(|phrase| words(phrase).into_iter().map(|word| word.folded).collect()).collect()
}

/// The words that say that it cannot wait, as they stand in the text; none where
/// none do.
///
/// ```
/// use domain::hints::phrases::urgent;
/// assert_eq!(urgent("खंभे में करंट लग रहा है, एम्बुलेंस भेजो").len(), 2);
/// assert!(urgent("दो महीने से राशन नहीं मिला").is_empty());
/// ```
pub fn urgent(text: &str) -> Vec<&str> {
    found(text, &URGENT_FOLDED)
}

/// True if the text seems to say that it is solved. A question or a "not" in it
/// is enough for a no: a confirmation that nobody gave is worse than one that
/// somebody has to read.
///
/// ```
/// use domain::hints::phrases::seems_solved;
/// assert!(seems_solved("@cmohry राशन मिल गया, धन्यवाद"));
/// assert!(!seems_solved("अभी तक राशन नहीं मिला"));
/// ```
pub fn seems_solved(text: &str) -> bool {
    !text.contains('?') && found(text, &NOT_FOLDED).is_empty() && !found(text, &SOLVED_FOLDED).is_empty()
}

fn found<'a>(text: &'a str, phrases: &Phrases) -> Vec<&'a str> {
    let in_text = words(text);
    let mut found = Vec::new();
    for place in 0..in_text.len() {
        for phrase in phrases {
            let Some(here) = in_text.get(place..place + phrase.len()) else { continue };
            if here.iter().zip(phrase).all(|(word, expected)| word.folded == *expected) {
                found.push(&text[here[0].range.start..here[here.len() - 1].range.end]);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_is_told_in_any_spelling() {
        for text in ["Khudkushi kar lunga", "ਜਾਨ ਨੂੰ ਖਤਰਾ ਹੈ", "EMERGENCY please", "गाँव में आग लग गई"]
        {
            assert!(!urgent(text).is_empty(), "{text}");
        }
        for text in ["firefly", "mautam", "सड़क टूटी है", ""] {
            assert!(urgent(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn solved_is_suggested_only_where_nothing_speaks_against_it() {
        for text in ["हो गया", "Solved. Thanks", "ho gya ji dhanyawad", "ਮਿਲ ਗਿਆ ਜੀ", "राशन मिल गया है"]
        {
            assert!(seems_solved(text), "{text}");
        }
        for text in ["हो गया?", "not solved", "nahi mila", "kab solved hoga", "ਨਹੀਂ ਮਿਲਿਆ", "दो महीने हो गए", "unsolved"]
        {
            assert!(!seems_solved(text), "{text}");
        }
    }
}
