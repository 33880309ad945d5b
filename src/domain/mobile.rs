//! An Indian mobile number: ten digits starting 6–9.

use crate::digits;

/// Ten digits starting 6–9, as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Mobile(String);

impl Mobile {
    /// Reads a number as people type it: `+91`, `91` or a leading 0 before it,
    /// spaces and hyphens in it, digits of three scripts. `None` for any other.
    ///
    /// ```
    /// use domain::mobile::Mobile;
    /// assert_eq!(Mobile::parse("+91 ९८१२३-45678").unwrap().as_str(), "9812345678");
    /// assert!(Mobile::parse("12345 67890").is_none());
    /// ```
    pub fn parse(typed: &str) -> Option<Self> {
        let mut kept = typed.chars().filter(|&character| !digits::is_separator(character)).peekable();
        let plus = kept.next_if_eq(&'+').is_some();
        let digits: String = kept
            .map(|character| digits::value(character).map(|value| char::from(b'0' + value)))
            .collect::<Option<_>>()?;
        let local = match digits.len() {
            12 => digits.strip_prefix("91")?,
            11 if !plus => digits.strip_prefix('0')?,
            10 if !plus => &digits,
            _ => return None,
        };
        local.starts_with(['6', '7', '8', '9']).then(|| Self(local.to_owned()))
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number with all but the last four digits hidden: `XXXXXX5678`.
    pub fn masked(&self) -> String {
        format!("XXXXXX{}", &self.0[6..])
    }
}

/// Never prints the number, so that no log can.
impl std::fmt::Debug for Mobile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Mobile(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accepted_spelling_is_the_same_number() {
        for typed in ["9812345678", "09812345678", "+919812345678", "91 98123 45678", "९८१२३४५६७८", "੯੮੧੨੩-੪੫੬੭੮"]
        {
            assert_eq!(Mobile::parse(typed).unwrap().as_str(), "9812345678", "{typed}");
        }
    }

    #[test]
    fn what_is_no_mobile_number_is_refused() {
        for typed in ["", "981234567", "98123456789", "5812345678", "+9812345678", "98123x5678", "0091 9812345678"] {
            assert!(Mobile::parse(typed).is_none(), "{typed}");
        }
    }
}
