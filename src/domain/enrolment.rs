//! The code that makes a terminal that of a centre: made at the command line,
//! read out over the telephone, typed once.
//!
//! What is kept of it, and how long it is good for, is the server's.

/// None of these looks like another one: no 0 and O, 1 and I and L, 2 and Z, 5
/// and S, 8 and B.
const LETTERS: &[u8; 25] = b"ACDEFGHJKMNPQRTUVWXY34679";

/// 25¹² is 55 bits: with five tries a minute at most it cannot be guessed in the
/// days for which it is good.
const LENGTH: usize = 12;

/// It is written in groups of so many.
const GROUP: usize = 4;

/// Twelve letters and digits.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode(String);

impl EnrolmentCode {
    /// The code that these random bits make.
    pub fn from_chance(bits: u128) -> Self {
        let mut rest = bits;
        let letters = (0..LENGTH).map(|_| {
            let letter = LETTERS[(rest % 25) as usize];
            rest /= 25;
            char::from(letter)
        });
        Self(letters.collect())
    }

    /// Reads a code as people type it: any case, any spacing, any hyphens.
    ///
    /// ```
    /// use domain::enrolment::EnrolmentCode;
    /// let code = EnrolmentCode::parse("kwrt 3hja-9mxd").unwrap();
    /// assert_eq!(code.display(), "KWRT-3HJA-9MXD");
    /// assert!(EnrolmentCode::parse("KWRT-3HJA-9MX0").is_none());
    /// ```
    pub fn parse(typed: &str) -> Option<Self> {
        let kept = typed.chars().filter(|&character| !crate::digits::is_separator(character));
        let code: String = kept.map(|character| character.to_ascii_uppercase()).collect();
        let fits = code.len() == LENGTH && code.bytes().all(|byte| LETTERS.contains(&byte));
        fits.then_some(Self(code))
    }

    /// The twelve characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What may be known of it: wrong tries are counted for all codes that begin
    /// alike, so that whoever guesses slows down nobody else.
    pub fn beginning(&self) -> &str {
        &self.0[..GROUP]
    }

    /// As it is written: `KWRT-3HJA-9MXD`.
    pub fn display(&self) -> String {
        [&self.0[..GROUP], "-", &self.0[GROUP..2 * GROUP], "-", &self.0[2 * GROUP..]].concat()
    }
}

/// Never prints the code, so that no log can.
impl std::fmt::Debug for EnrolmentCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("EnrolmentCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "KWRT-3HJA-9MX", "KWRT-3HJA-9MXDD", "KWRT-3HJA-9MXO", "KWRT-3HJA-9MX8", "नमस्ते नमस्ते"]
        {
            assert!(EnrolmentCode::parse(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn a_code_is_never_printed() {
        assert_eq!(format!("{:?}", EnrolmentCode::from_chance(7)), "EnrolmentCode(…)");
    }

    proptest! {
        #[test]
        fn a_drawn_code_is_read_back_in_any_spelling(bits: u128) {
            let code = EnrolmentCode::from_chance(bits);

            prop_assert_eq!(EnrolmentCode::parse(&code.display()), Some(code.clone()));
            prop_assert_eq!(EnrolmentCode::parse(&code.as_str().to_lowercase()), Some(code));
        }
    }
}
