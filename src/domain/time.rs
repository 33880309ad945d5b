//! Moments and Indian calendar days.
//!
//! By hand and not by a date library: this is all of it that a phone needs, and
//! the libraries weigh more than a page. Nothing here asks the time; the one
//! clock is the server's (`server/clock.rs`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// Indian Standard Time is five and a half hours ahead of UTC, all year.
const IST: i64 = 19_800;

/// A moment: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// An Indian calendar day: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

/// Year, month 1–12 and day of the month 1–31 of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Year of the common era.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Day of the month, 1–31.
    pub day: u8,
}

impl Timestamp {
    /// The moment `days` days later.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY)
    }

    /// The Indian calendar day of this moment.
    pub fn day(self) -> Day {
        Day(i32::try_from((self.0 + IST).div_euclid(DAY)).unwrap_or(i32::MAX))
    }

    /// Hour 0–23 and minute 0–59 on an Indian clock.
    pub fn clock(self) -> (u8, u8) {
        let second = (self.0 + IST).rem_euclid(DAY);
        ((second / 3600) as u8, (second % 3600 / 60) as u8)
    }
}

impl Day {
    /// The moment at which this day begins in India.
    pub fn start(self) -> Timestamp {
        Timestamp(i64::from(self.0) * DAY - IST)
    }

    /// The calendar date of this day.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
    pub fn date(self) -> Date {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u8;
        let year = (year_of_era + era * 400) as i32 + i32::from(month <= 2);
        Date { year, month, day }
    }

    /// Reads `2020-01-31`; `None` when that is no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let date =
            Date { year: number(&bytes[..4])?, month: number(&bytes[5..7])? as u8, day: number(&bytes[8..])? as u8 };
        if !(1..=12).contains(&date.month) {
            return None;
        }
        let day = Self::of(date);
        // The thirty-first of a shorter month comes back as another date.
        (day.date() == date).then_some(day)
    }

    /// The day of a date.
    pub fn of(date: Date) -> Self {
        let year = i64::from(date.year) - i64::from(date.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(date.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(date.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self((era * 146_097 + day_of_era - 719_468) as i32)
    }

    /// The month of this day as `2020-01`.
    pub fn month(self) -> String {
        let date = self.date();
        format!("{:04}-{:02}", date.year, date.month)
    }
}

fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0, |sum, &byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
}

/// `2020-01-31`.
impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{:02}", self.month(), self.date().day)
    }
}

/// RFC 3339 in UTC to the second: `2026-11-23T10:00:00Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = Day(i32::try_from(self.0.div_euclid(DAY)).unwrap_or(i32::MAX));
        let second = self.0.rem_euclid(DAY);
        write!(formatter, "{day}T{:02}:{:02}:{:02}Z", second / 3600, second % 3600 / 60, second % 60)
    }
}

impl Timestamp {
    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let clock = clock.as_bytes();
        if clock.len() != 8 || clock[2] != b':' || clock[5] != b':' {
            return None;
        }
        let (hour, minute, second) = (number(&clock[..2])?, number(&clock[3..5])?, number(&clock[6..])?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        Some(Self(i64::from(Day::parse(day)?.0) * DAY + seconds))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("time.invalid"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("day.invalid"))
    }
}

json::codes! {
    Timestamp = Self(0), Self::parse, |time| time.to_string();
    Day = Self(0), Self::parse, |day| day.to_string();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_moments_are_written_and_read() {
        let moment = Timestamp::parse("2026-11-23T10:00:00Z").unwrap();

        assert_eq!(moment.0, 1_795_428_000);
        assert_eq!(moment.to_string(), "2026-11-23T10:00:00Z");
    }

    #[test]
    fn an_indian_day_begins_half_past_six_in_the_evening_utc() {
        let before = Timestamp::parse("2020-02-29T18:29:59Z").unwrap();
        let after = Timestamp::parse("2020-02-29T18:30:00Z").unwrap();

        assert_eq!(before.day().to_string(), "2020-02-29");
        assert_eq!(after.day().to_string(), "2020-03-01");
        assert_eq!(after.clock(), (0, 0));
        assert_eq!(after.day().start(), after);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2021-02-29", "2020-13-01", "2020-00-10", "2020-1-1", "2020-04-31", "", "20200101xx", "२०२०-०१-०१"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_comes_back(day in -400_000..400_000i32) {
            prop_assume!(Day(day).date().year >= 0);
            prop_assert_eq!(Day::parse(&Day(day).to_string()), Some(Day(day)));
        }

        #[test]
        fn every_moment_comes_back(second in 0..4_000_000_000i64) {
            prop_assert_eq!(Timestamp::parse(&Timestamp(second).to_string()), Some(Timestamp(second)));
        }
    }
}
