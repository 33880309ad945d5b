//! Numbers in the reader's form: 89,001 and 1,23,456, with the digits that
//! signs and bills in Haryana use in all three languages.

use domain::wire::{Hundredths, Tenths};

/// Indian grouping: three digits, then pairs.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        let left = digits.len() - place;
        if place > 0 && (left == 3 || left > 3 && left % 2 == 1) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Percent with two decimals: 83.87 %. By whole numbers, because the code that
/// prints fractions weighs more on a phone than a page.
pub fn percent(rate: Hundredths) -> String {
    let (tens, ones) = (rate.0 % 100 / 10, rate.0 % 10);
    // A no-break space, so that the sign never stands alone on a line.
    [&grouped(rate.0 / 100), ".", &tens.to_string(), &ones.to_string(), "\u{a0}%"].concat()
}

/// Days with one decimal, whole ones without: 2.5 and 14.
pub fn days(days: Tenths) -> String {
    let whole = grouped(days.0 / 10);
    match days.0 % 10 {
        0 => whole,
        tenth => [&whole, ".", &tenth.to_string()].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_in_india() {
        let written = [0, 999, 1_000, 89_001, 123_456, 1_234_567, 4_294_967_295].map(grouped);

        assert_eq!(written, ["0", "999", "1,000", "89,001", "1,23,456", "12,34,567", "4,29,49,67,295"]);
    }

    #[test]
    fn percentages_have_two_decimals() {
        let written = [0, 5, 436, 8387, 10_000].map(|rate| percent(Hundredths(rate)));

        assert_eq!(written, ["0.00\u{a0}%", "0.05\u{a0}%", "4.36\u{a0}%", "83.87\u{a0}%", "100.00\u{a0}%"]);
    }

    #[test]
    fn days_have_a_decimal_where_it_says_something() {
        let written = [0, 25, 140].map(|tenths| days(Tenths(tenths)));

        assert_eq!(written, ["0", "2.5", "14"]);
    }
}
