//! The word by which a person proves that a handle is theirs: it is shown where they
//! want to read their complaint, and they say it where they posted.
//!
//! Letters without vowels: no word that means something comes out, and nothing in
//! it looks like a personal number that is masked.

/// It has so many letters.
const LETTERS: usize = 8;

/// They are shown in groups of so many.
const GROUP: usize = 4;

const ALPHABET: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// A word for one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoffWord(String);

impl HandoffWord {
    /// The word that these bits draw.
    pub fn from_chance(mut bits: u64) -> Self {
        let mut letters = String::with_capacity(LETTERS);
        for _ in 0..LETTERS {
            letters.push(char::from(ALPHABET[(bits % 20) as usize]));
            bits /= 20;
        }
        Self(letters)
    }

    /// A word as it was kept.
    pub fn kept(letters: &str) -> Self {
        Self(letters.to_owned())
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: `KXMT-QRDP`.
    pub fn display(&self) -> String {
        format!("{}-{}", &self.0[..GROUP], &self.0[GROUP..])
    }

    /// True if someone says it, in any letter case and with anything but letters and
    /// digits between.
    ///
    /// ```
    /// use domain::handoff::HandoffWord;
    /// let word = HandoffWord::kept("KXMTQRDP");
    /// assert!(word.is_said_in("@cmohry kxmt qrdp"));
    /// assert!(!word.is_said_in("@cmohry KXMT-QRD"));
    /// ```
    pub fn is_said_in(&self, text: &str) -> bool {
        let said: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
        said.contains(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_word_is_found_as_it_is_shown() {
        for bits in [0, 1, u64::MAX, 0x1234_5678_9abc_def0] {
            let word = HandoffWord::from_chance(bits);

            assert_eq!(word.display().len(), LETTERS + 1);
            assert!(word.is_said_in(&format!("@cmohry {} ।", word.display().to_lowercase())));
            assert_eq!(crate::masking::mask(&word.display()), word.display());
        }
    }
}
