//! The numbers that the figures shall come out at, and which of them are impossible.

use std::fmt;

use domain::time::Day;

/// A plan is kept in memory; so many complaints take about 100 MB.
const RECEIVED_MAX: u32 = 5_000_000;

/// What was asked for, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Complaints filed.
    pub received: u32,
    /// Of them solved.
    pub resolved: u32,
    /// Of them not tenable; the rest is pending.
    pub not_tenable: u32,
    /// The first day of receipt.
    pub from: Day,
    /// The last day of receipt; nothing happens after it.
    pub to: Day,
    /// The same seed makes the same data.
    pub seed: u64,
}

/// Why no demo can be made of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// There is nothing to make.
    Nothing,
    /// More than memory should hold.
    TooMany,
    /// More complaints are closed than were received.
    MoreClosedThanReceived,
    /// The period ends before it begins.
    EndsBeforeItBegins,
    /// The period ends after today.
    Future,
}

impl Numbers {
    /// Checks the numbers on `today`.
    ///
    /// # Errors
    /// The first reason why they are impossible.
    pub fn check(self, today: Day) -> Result<Self, Impossible> {
        let closed = u64::from(self.resolved) + u64::from(self.not_tenable);
        match self {
            _ if self.received == 0 => Err(Impossible::Nothing),
            _ if self.received > RECEIVED_MAX => Err(Impossible::TooMany),
            _ if closed > u64::from(self.received) => Err(Impossible::MoreClosedThanReceived),
            _ if self.to < self.from => Err(Impossible::EndsBeforeItBegins),
            _ if self.to > today => Err(Impossible::Future),
            _ => Ok(self),
        }
    }

    /// Complaints on which someone still has to act.
    pub fn pending(&self) -> u32 {
        self.received - self.resolved - self.not_tenable
    }
}

impl fmt::Display for Impossible {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Nothing => "--received must be at least 1",
            Self::TooMany => "--received must be at most 5000000",
            Self::MoreClosedThanReceived => "--resolved and --not-tenable together are more than --received",
            Self::EndsBeforeItBegins => "--to is before --from",
            Self::Future => "--to is after today; nothing can have been received then",
        })
    }
}

impl std::error::Error for Impossible {}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(received: u32, resolved: u32, not_tenable: u32, from: &str, to: &str) -> Numbers {
        let day = |text| Day::parse(text).unwrap();
        Numbers { received, resolved, not_tenable, from: day(from), to: day(to), seed: 1 }
    }

    #[test]
    fn the_articles_numbers_are_possible_and_leave_3878_pending() {
        let article = numbers(89_001, 71_391, 13_732, "2020-01-01", "2021-02-28");

        let checked = article.check(Day::parse("2026-11-24").unwrap()).unwrap();

        assert_eq!(checked.pending(), 3_878);
    }

    #[test]
    fn impossible_numbers_are_refused_with_their_reason() {
        let today = Day::parse("2026-11-24").unwrap();
        let refused = |numbers: Numbers| numbers.check(today).unwrap_err();

        assert_eq!(refused(numbers(0, 0, 0, "2020-01-01", "2020-01-31")), Impossible::Nothing);
        assert_eq!(refused(numbers(5_000_001, 0, 0, "2020-01-01", "2020-01-31")), Impossible::TooMany);
        assert_eq!(refused(numbers(5, 3, 3, "2020-01-01", "2020-01-31")), Impossible::MoreClosedThanReceived);
        assert_eq!(
            refused(numbers(5, u32::MAX, u32::MAX, "2020-01-01", "2020-01-31")),
            Impossible::MoreClosedThanReceived
        );
        assert_eq!(refused(numbers(5, 3, 1, "2020-02-01", "2020-01-31")), Impossible::EndsBeforeItBegins);
        assert_eq!(refused(numbers(5, 3, 1, "2026-11-01", "2026-11-25")), Impossible::Future);
    }
}
