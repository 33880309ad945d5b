//! The public number of a complaint: `HR 214-8273-6900`.
//!
//! First digit 1–5, nine random digits, a Verhoeff check digit. It says nothing
//! about date or volume. Chance is passed in; PIN and key are the server's
//! matter (`server/secret.rs`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{digits, verhoeff};

// Eleven digits: ten would look like a mobile number, twelve like Aadhaar.
const DIGITS: usize = 11;

/// Numbers before the check digit run from 1,000,000,000 to 5,999,999,999.
const FIRST: u64 = 1_000_000_000;
const HOW_MANY: u64 = 5_000_000_000;

/// A ticket number with a right check digit. It may still be unknown to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(u64);

/// Why what was typed is no ticket number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketProblem {
    /// Eleven digits, but one of them is wrong, such as a zero at the beginning, or two
    /// are swapped.
    CheckDigit,
    /// Not eleven digits, or other characters among them.
    Shape,
}

impl TicketProblem {
    /// The text key of the problem.
    pub fn key(self) -> &'static str {
        match self {
            Self::CheckDigit => "ticket.check_digit",
            Self::Shape => "ticket.shape",
        }
    }
}

impl Ticket {
    /// The ticket for 64 random bits; the bias of the remainder is below 1 in 10⁹.
    pub fn from_chance(random: u64) -> Self {
        let payload = FIRST + random % HOW_MANY;
        let check = verhoeff::check_digit(&split(payload, DIGITS - 1));
        Self(payload * 10 + u64::from(check))
    }

    /// Reads a number as people type it: any spacing and hyphens, any letter
    /// case, with or without the prefix, digits of three scripts.
    ///
    /// # Errors
    /// [`TicketProblem`], which the browser shows without asking the server.
    ///
    /// ```
    /// use domain::ticket::Ticket;
    /// let ticket = Ticket::parse("hr २१४-८२७३ ६९००", "HR").unwrap();
    /// assert_eq!(ticket.display("HR"), "HR 214-8273-6900");
    /// ```
    pub fn parse(typed: &str, prefix: &str) -> Result<Self, TicketProblem> {
        let mut kept = typed.chars().filter(|&character| !digits::is_separator(character)).peekable();
        if kept.peek().is_some_and(|first| first.is_alphabetic()) {
            for expected in prefix.chars() {
                let met = kept.next().ok_or(TicketProblem::Shape)?;
                if !met.eq_ignore_ascii_case(&expected) {
                    return Err(TicketProblem::Shape);
                }
            }
        }
        let mut read = [0; DIGITS];
        for place in &mut read {
            let character = kept.next().ok_or(TicketProblem::Shape)?;
            *place = digits::value(character).ok_or(TicketProblem::Shape)?;
        }
        if kept.next().is_some() {
            return Err(TicketProblem::Shape);
        }
        // None is drawn with a zero before it, which would be lost.
        if !verhoeff::is_valid(&read) || read[0] == 0 {
            return Err(TicketProblem::CheckDigit);
        }
        Ok(Self(read.iter().fold(0, |number, &digit| number * 10 + u64::from(digit))))
    }

    /// The ticket of a stored number.
    ///
    /// # Errors
    /// [`TicketProblem`] when the number was not made by [`Ticket::from_chance`].
    pub fn from_number(number: u64) -> Result<Self, TicketProblem> {
        Self::parse(&number.to_string(), "")
    }

    /// The eleven digits as a number, for keys of tables.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The number as it is shown: prefix, then digits 3-4-4.
    pub fn display(self, prefix: &str) -> String {
        let digits = self.to_string();
        let (first, rest) = digits.split_at(3);
        let (second, third) = rest.split_at(4);
        let space = if prefix.is_empty() { "" } else { " " };
        format!("{prefix}{space}{first}-{second}-{third}")
    }
}

fn split(mut number: u64, places: usize) -> Vec<u8> {
    let mut digits = vec![0; places];
    for place in digits.iter_mut().rev() {
        *place = (number % 10) as u8;
        number /= 10;
    }
    digits
}

/// The eleven digits without prefix or hyphens, as in addresses and JSON.
impl fmt::Display for Ticket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl Serialize for Ticket {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ticket {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text, "").map_err(|problem| serde::de::Error::custom(problem.key()))
    }
}

// The smallest of all numbers, until another one is read.
json::codes! { Ticket = Self(10_000_000_008), |text| Self::parse(text, "").ok(), |ticket| ticket.to_string(); }

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_published_vectors_hold() {
        let vectors = [
            (2_148_273_690, 0),
            (1_000_000_000, 8),
            (5_999_999_999, 9),
            (3_141_592_653, 2),
            (1_234_567_890, 2),
            (4_082_716_355, 1),
        ];

        for (payload, check) in vectors {
            assert_eq!(Ticket::from_chance(payload - FIRST).number(), payload * 10 + check);
        }
    }

    #[test]
    fn every_accepted_spelling_is_the_same_ticket() {
        let spellings = [
            "21482736900",
            "HR 214-8273-6900",
            "hr214-8273-6900",
            "Hr  2148 2736 900",
            " 214–8273–6900\u{200b}",
            "HR २१४-८२७३-६९००",
            "੨੧੪ ੮੨੭੩ ੬੯੦੦",
            "H R 2 1 4 8 2 7 3 6 9 0 0",
        ];

        for spelling in spellings {
            assert_eq!(Ticket::parse(spelling, "HR").map(Ticket::number), Ok(21_482_736_900), "{spelling}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_from_what_is_mistyped() {
        for shape in ["", "HR", "2148273690", "214827369000", "PB 21482736900", "2148273690O", "21482736900 HR"] {
            assert_eq!(Ticket::parse(shape, "HR"), Err(TicketProblem::Shape), "{shape}");
        }
        assert_eq!(Ticket::parse("HR 214-8273-6901", "HR"), Err(TicketProblem::CheckDigit));
    }

    #[test]
    fn no_number_begins_with_a_zero_however_right_its_check_digit() {
        let mut digits = [0; DIGITS];
        digits[DIGITS - 1] = verhoeff::check_digit(&digits[..DIGITS - 1]);
        let few: String = digits.iter().map(u8::to_string).collect();

        for zero in ["01482736980", &few] {
            assert_eq!(Ticket::parse(zero, "HR"), Err(TicketProblem::CheckDigit), "{zero}");
        }
    }

    proptest! {
        #[test]
        fn a_drawn_ticket_is_read_back_and_starts_with_one_to_five(random: u64) {
            let ticket = Ticket::from_chance(random);

            prop_assert_eq!(Ticket::parse(&ticket.display("HR"), "HR"), Ok(ticket));
            prop_assert!((1..=5).contains(&(ticket.number() / 10_000_000_000)));
        }

        #[test]
        fn every_wrong_digit_is_caught(random: u64, place in 0..DIGITS, by in 1..10u8) {
            let mut digits = split(Ticket::from_chance(random).number(), DIGITS);

            digits[place] = (digits[place] + by) % 10;

            prop_assert!(!verhoeff::is_valid(&digits));
        }

        #[test]
        fn every_swap_of_neighbours_is_caught(random: u64, place in 0..DIGITS - 1) {
            let mut digits = split(Ticket::from_chance(random).number(), DIGITS);
            prop_assume!(digits[place] != digits[place + 1]);

            digits.swap(place, place + 1);

            prop_assert!(!verhoeff::is_valid(&digits));
        }

        #[test]
        fn any_text_is_answered_without_a_panic(typed in ".{0,40}") {
            let _answered = Ticket::parse(&typed, "HR");
        }

        #[test]
        fn whatever_is_a_ticket_can_be_shown_and_read_again(typed in "[0-9]{10}") {
            let payload: Vec<u8> = typed.bytes().map(|digit| digit - b'0').collect();
            let number = format!("{typed}{}", verhoeff::check_digit(&payload));
            if let Ok(ticket) = Ticket::parse(&number, "HR") {
                prop_assert_eq!(Ticket::parse(&ticket.display("HR"), "HR"), Ok(ticket));
            }
        }
    }
}
