//! The names of posts on X: numbers of up to 19 digits that grow with time and hold
//! the moment at which they were given out.

use std::cmp::Ordering;

use domain::time::Timestamp;

/// The first moment that such a number can hold, in milliseconds since 1970.
const EPOCH: u64 = 1_288_834_974_657;

/// Smaller numbers were given out one by one, before November 2010.
const SMALLEST: u64 = 30_000_000_000;

/// The bits below the moment.
const BELOW: u32 = 22;

/// Which of two was given out later.
pub fn compare(one: &str, other: &str) -> Ordering {
    let number = |id: &str| id.trim_start_matches('0').to_owned();
    let (one, other) = (number(one), number(other));
    one.len().cmp(&other.len()).then_with(|| one.cmp(&other))
}

/// True for the name of a post.
pub fn is_id(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// When a post was posted, as its name says.
pub fn posted_at(id: &str) -> Option<Timestamp> {
    let number: u64 = id.parse().ok().filter(|number| *number >= SMALLEST)?;
    let milliseconds = (number >> BELOW) + EPOCH;
    i64::try_from(milliseconds / 1_000).ok().map(Timestamp)
}

/// The name that a post of so many seconds before would have; `None` where names
/// do not tell.
pub fn before(id: &str, seconds: u64) -> Option<String> {
    let number: u64 = id.parse().ok().filter(|number| *number >= SMALLEST)?;
    Some(number.checked_sub((seconds * 1_000) << BELOW)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_it_was_given_out() {
        assert_eq!(posted_at("1301573587187331074"), Timestamp::parse("2020-09-03T17:31:39Z"));
        assert_eq!(posted_at("12345"), None);
    }

    #[test]
    fn longer_names_are_later_ones() {
        assert_eq!(compare("99", "100"), Ordering::Less);
        assert_eq!(compare("1301573587187331074", "1301573587187331073"), Ordering::Greater);
        assert_eq!(compare("007", "7"), Ordering::Equal);
    }

    #[test]
    fn a_name_of_before_is_smaller_by_that_time() {
        let before = before("1301573587187331074", 1_800).unwrap();

        assert_eq!(posted_at(&before), Timestamp::parse("2020-09-03T17:01:39Z"));
        assert_eq!(super::before("500", 1), None);
    }
}
