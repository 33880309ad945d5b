//! What a year of guessing brings under the limits, from their own numbers.
//!
//! A ticket number has ten free digits, and a right one shows what anybody may see:
//! neither name nor words. With a million complaints one number in ten thousand is a
//! hit. A PIN has six digits; who guesses it must have the number, and five wrong ones
//! lock it besides, so these are upper bounds.

use domain::ticket::Ticket;

use super::{Kind, Rate};

const YEAR: f64 = 365.25 * 86_400.0;
const COMPLAINTS: f64 = 1e6;
const PINS: f64 = 1e6;

/// Tries in a year that goes on all the time.
fn tries(rate: Rate) -> f64 {
    YEAR / f64::from(rate.seconds) * f64::from(rate.times)
}

/// How many numbers there are: eleven digits, of which one is for checking.
fn numbers() -> f64 {
    let digits = Ticket::from_chance(0).to_string().len() - 1;
    10_f64.powi(i32::try_from(digits).unwrap())
}

#[test]
fn a_year_of_guessing_numbers_finds_little_and_nothing_private() {
    let share = COMPLAINTS / numbers();

    let (one, all) = (tries(Kind::Miss.of_one()) * share, tries(Kind::Miss.of_all()) * share);

    assert!(one < 320.0, "one address: {one:.0} public statuses");
    assert!(all < 32_000.0, "everybody together: {all:.0}");
}

#[test]
fn a_year_of_guessing_pins_opens_next_to_nothing() {
    let (one, all) = (tries(Kind::Pin.of_one()) / PINS, tries(Kind::Pin.of_all()) / PINS);

    assert!(one < 1.1, "one address: {one:.2} complaints");
    assert!(all < 32.0, "everybody together: {all:.1}");
}
