//! How long words are kept.

use std::str::FromStr;

/// So many years after the last thing that happened to a complaint that is closed,
/// its words, contact and photos are erased; never without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepYears(pub Option<u8>);

impl Default for KeepYears {
    fn default() -> Self {
        Self(Some(3))
    }
}

impl FromStr for KeepYears {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "for ever" {
            return Ok(Self(None));
        }
        // A complaint may be reopened for a month.
        let years = text.parse().ok().filter(|years| (1..=99).contains(years));
        years.map(|years| Self(Some(years))).ok_or_else(|| "it must be 1 to 99 years, or \"for ever\"".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_for_years_or_for_ever_and_never_for_less_than_one() {
        assert_eq!("7".parse(), Ok(KeepYears(Some(7))));
        assert_eq!("for ever".parse(), Ok(KeepYears(None)));
        for wrong in ["0", "100", "-1", "never", ""] {
            assert!(wrong.parse::<KeepYears>().is_err(), "{wrong}");
        }
    }
}
